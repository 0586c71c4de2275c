"""The quick way to the tables is held against the fold, which is the rule."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from maillage.domain.journal import Operation, fold
from maillage.store import shown

DEVICES = ("a", "b", "c")
NAMES = ("family_name", "phone", "arrived", "deleted", "from_a_later_version")
VALUES = (None, "", "086", 86, True, False)

identities = st.builds("{}:{}".format, st.sampled_from(DEVICES), st.integers(1, 4))
firsts = st.sampled_from(VALUES)
edits = st.builds(lambda value, seen: [value, *seen], firsts, st.lists(identities, max_size=3))
operations = st.builds(
    Operation,
    st.sampled_from(DEVICES),
    st.integers(1, 4),
    st.integers(-1, 1),
    st.just("0190a000-0000-7000-8000-000000000000"),
    st.sampled_from(("person", "registration", "from_a_later_version")),
    st.just(1),
    st.dictionaries(st.sampled_from(NAMES), firsts | edits, max_size=5),
)
histories = st.lists(
    operations, min_size=1, max_size=6, unique_by=lambda operation: operation.identity
)


@given(histories)
def test_what_is_shown_of_a_record_is_its_fold(history: list[Operation]) -> None:
    folded = fold(history)
    of = shown.of("record", history)
    assert (of.kind, dict(of.values), of.disputed) == (
        folded.kind,
        folded.values,
        folded.disputed,
    )


@given(histories)
def test_one_operation_takes_the_quick_way_and_means_the_same(history: list[Operation]) -> None:
    for operation in history:
        folded = fold([operation])
        of = shown.of("record", [operation])
        assert dict(of.values) == folded.values
        assert of.disputed == folded.disputed == ()
