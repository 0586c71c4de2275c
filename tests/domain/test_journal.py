"""The rule of merging over one record: any order, any repetition, one state."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillage.domain import journal
from maillage.domain.journal import Folded, Identity, Operation, fold

ADA = "018f0000-0000-7000-8000-00000000000a"


def write(device: str, n: int, /, *, at: int = 0, **change: Any) -> Operation:
    return Operation(device, n, at, ADA, "person", 1, change)


def heads(folded: Folded, name: str) -> list[Any]:
    return [head.value for head in folded.heads.get(name, ())]


def test_a_first_write_is_the_value() -> None:
    folded = fold([write("a", 1, phone="01", email="ada@pont.example")])
    assert folded.values == {"email": "ada@pont.example", "phone": "01"}
    assert (folded.kind, folded.disputed, folded.deleted) == ("person", (), False)
    assert folded.value("given_name") is None


def test_an_edit_replaces_what_its_author_saw_whatever_the_clock_says() -> None:
    first = write("a", 1, at=2_000_000, phone="01")
    folded = fold([first, write("b", 1, at=1, phone=["02", "a:1"])])
    assert heads(folded, "phone") == ["02"]
    assert folded.disputed == ()


def test_two_edits_that_did_not_see_each_other_are_a_dispute_shown_by_the_latest() -> None:
    history = [
        write("a", 1, phone="01"),
        write("b", 1, at=5, phone=["02", "a:1"]),
        write("c", 1, at=9, phone=["03", "a:1"]),
    ]
    folded = fold(history)
    assert heads(folded, "phone") == ["03", "02"]
    assert folded.disputed == ("phone",)
    over = fold([*history, write("a", 2, at=1, phone=["04", "b:1", "c:1"])])
    assert (heads(over, "phone"), over.disputed) == (["04"], ())


def test_equal_times_are_told_apart_by_device_and_number() -> None:
    twice = [write("a", 2, phone="02"), write("a", 1, phone="01"), write("b", 1, phone="03")]
    assert heads(fold(twice), "phone") == ["03", "02", "01"]


@pytest.mark.parametrize(
    "values", [(None, "01"), (1, "1"), (True, 1), ("", None), ("é", "e\u0301")]
)
def test_values_that_look_alike_differ(values: tuple[Any, Any]) -> None:
    folded = fold([write("a", 1, phone=[values[0]]), write("b", 1, phone=[values[1]])])
    assert folded.disputed == ("phone",)


def test_equal_values_and_technical_fields_are_never_in_dispute() -> None:
    assert fold([write("a", 1, phone="01"), write("b", 1, phone="01")]).disputed == ()
    arrivals = [
        Operation(device, 1, at, ADA, "registration", 1, {"arrived": f"2021-12-13T13:0{at}:00Z"})
        for at, device in enumerate("ab")
    ]
    folded = fold(arrivals)
    assert folded.disputed == ()
    assert folded.value("arrived") == "2021-12-13T13:01:00Z"


def test_a_technical_field_cleared_here_and_set_there_is_in_dispute() -> None:
    first = Operation("a", 1, 0, ADA, "registration", 1, {"arrived": "2021-12-13T13:00:00Z"})
    undone = Operation("a", 2, 9, ADA, "registration", 1, {"arrived": [None, "a:1"]})
    again = Operation(
        "b", 1, 5, ADA, "registration", 1, {"arrived": ["2021-12-13T13:05:00Z", "a:1"]}
    )
    assert fold([first, undone]).disputed == ()
    assert fold([first, undone, again]).disputed == ("arrived",)


def test_what_only_a_later_version_knows_waits_for_it_undecided() -> None:
    """Nobody can be asked here; whoever has the later version finds both values."""
    history = [write("a", 1, colour="red"), write("b", 1, colour="blue")]
    folded = fold(history)
    assert heads(folded, "colour") == ["blue", "red"]
    assert folded.disputed == ()
    assert "colour" not in journal.removed(folded)
    kinds = [
        Operation(device, 1, 0, ADA, "sondage", 1, {"deleted": [gone]})
        for device, gone in (("a", True), ("b", False))
    ]
    assert fold(kinds).disputed == ()


def test_operations_that_replace_each_other_in_a_circle_show_nothing() -> None:
    circle = [write("a", 1, phone=["01", "b:1"]), write("b", 1, phone=["02", "a:1"])]
    assert fold(circle).values == {}
    assert journal.base(circle, "phone") is None


def test_a_value_whose_origin_has_not_arrived_is_shown_all_the_same() -> None:
    assert fold([write("b", 7, phone=["02", "a:1"])]).value("phone") == "02"
    assert journal.base([write("b", 7, phone=["02", "a:1"])], "phone") is None


def test_the_base_of_a_dispute_is_the_last_value_everybody_had_seen() -> None:
    history = [
        write("a", 1, phone="01"),
        write("a", 2, phone=["02", "a:1"]),
        write("b", 1, phone=["03", "a:2"]),
        write("c", 1, phone=["04", "a:2"]),
        write("c", 2, phone=["05", "c:1"]),
    ]
    found = journal.base(history, "phone")
    assert found is not None
    assert (found.value, found.identity) == ("02", Identity("a", 2))
    assert journal.base(history, "email") is None


# What an author writes ----------------------------------------------------------------


def test_an_edit_says_only_what_differs_and_decides_what_is_in_dispute() -> None:
    state = fold([write("a", 1, phone="01", email="a"), write("b", 1, at=1, phone="02")])
    assert journal.edited(state, {"email": "a"}) == {}
    assert journal.edited(state, {"phone": "02"}) == {"phone": ["02", "a:1", "b:1"]}
    assert journal.edited(state, {"given_name": None}) == {}
    assert journal.written({"phone": "01", "email": None, "given": False}) == {
        "phone": "01",
        "given": False,
    }


def test_a_deletion_restates_what_was_seen_and_leaves_disputes_open() -> None:
    state = fold([write("a", 1, phone="01", email="a", shoe_size=38), write("b", 1, phone="02")])
    change = journal.removed(state)
    assert change["deleted"] == [True]
    assert change["email"] == ["a", "a:1"]
    assert change["given_name"] == [None]
    assert change["shoe_size"] == [38, "a:1"], "a later version's field is restated too"
    assert "phone" not in change
    assert journal.restored(state) == {"deleted": [False]}


# For any history ----------------------------------------------------------------------


@st.composite
def histories(draw: st.DrawFn) -> list[Operation]:
    """Three authors, each of whom has seen some of what was written before."""
    made: list[Operation] = []
    for _ in range(draw(st.integers(1, 8))):
        device = draw(st.sampled_from("abc"))
        n = 1 + sum(operation.device == device for operation in made)
        change: dict[str, Any] = {}
        for name in draw(st.sets(st.sampled_from(["phone", "email", "deleted"]), min_size=1)):
            value = draw(st.booleans()) if name == "deleted" else draw(st.sampled_from(["1", None]))
            seen = [operation for operation in made if draw(st.booleans())]
            change[name] = [value, *(str(one.identity) for one in seen if name in one.change)]
        time = draw(st.integers(0, 3))
        made.append(Operation(device, n, time, ADA, "person", 1, change))
    return made


@given(histories(), st.randoms(use_true_random=False))
def test_neither_order_nor_repetition_changes_the_state(history: list[Operation], random: Any):
    shuffled = [*history, *random.sample(history, len(history) // 2)]
    random.shuffle(shuffled)
    assert fold(shuffled) == fold(history)
    for name in ("phone", "email"):
        assert journal.base(shuffled, name) == journal.base(history, name)


@given(histories(), st.data())
def test_a_decision_ends_every_dispute(history: list[Operation], data: st.DataObject) -> None:
    state = fold(history)
    wanted = {name: data.draw(st.sampled_from(["1", "2", None])) for name in state.disputed}
    wanted |= {"deleted": True} if "deleted" in state.disputed else {}
    change = journal.edited(state, wanted)
    after = fold([*history, Operation("d", 1, 0, ADA, "person", 1, change)])
    assert after.disputed == ()
    assert {name: after.value(name) for name in wanted} == wanted


@given(histories())
def test_whatever_was_written_and_not_replaced_is_still_there(history: list[Operation]) -> None:
    replaced = {
        (name, str(seen)) for one in history for name, e in one.change.items() for seen in e[1:]
    }
    kept = {
        (name, str(one.identity))
        for one in history
        for name in one.change
        if (name, str(one.identity)) not in replaced
    }
    found = fold(history).heads
    assert {(name, str(head.identity)) for name, of in found.items() for head in of} == kept
