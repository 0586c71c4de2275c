"""Who is believed no more, and from where on: the rule alone."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from maillage.domain.revoking import Word, is_believed, judge

FOUNDER, ANA, BEN, TABLE = "founder", "ana", "ben", "table"
SENIORITY = (FOUNDER, ANA, BEN)
WORDS = st.lists(
    st.builds(
        Word,
        record=st.sampled_from("ab"),
        by=st.sampled_from([*SENIORITY, TABLE]),
        device=st.sampled_from([*SENIORITY, TABLE]),
        last=st.integers(0, 6),
        turns=st.lists(st.tuples(st.integers(1, 9), st.booleans()), min_size=1, max_size=3).map(
            lambda turns: tuple(dict(turns).items())
        ),
    ),
    max_size=8,
)


def word(by: str, device: str, last: int, *turns: int) -> Word:
    """Return what is said by the first of some numbers, and withdrawn and said again by others."""
    return Word(
        f"{by} on {device}", by, device, last, tuple((n, at % 2 == 0) for at, n in enumerate(turns))
    )


def judged(*words: Word) -> dict[str, int]:
    return judge(SENIORITY, words, founder=FOUNDER, still=lambda _found: SENIORITY).limits


def test_a_coordinator_says_how_far_a_device_is_believed() -> None:
    found = judged(word(ANA, TABLE, 3, 7))
    assert found == {TABLE: 3}
    assert is_believed(found, TABLE, 3)
    assert not is_believed(found, TABLE, 4)
    assert is_believed(found, ANA, 4)


def test_of_several_words_on_one_device_the_lowest_holds() -> None:
    assert judged(word(ANA, TABLE, 3, 7), word(BEN, TABLE, 2, 1)) == {TABLE: 2}
    assert judged(word(ANA, TABLE, 3, 7, 8), word(BEN, TABLE, 4, 1)) == {TABLE: 4}


def test_nobody_revokes_the_founder_or_itself_and_no_other_has_a_word() -> None:
    assert judged(word(ANA, FOUNDER, 0, 1), word(BEN, BEN, 0, 1), word(TABLE, ANA, 0, 1)) == {}


def test_a_word_is_withdrawn_and_said_again() -> None:
    assert judged(word(ANA, TABLE, 3, 7, 8)) == {}
    assert judged(word(ANA, TABLE, 3, 7, 8, 9)) == {TABLE: 3}


def test_of_two_who_revoke_each_other_the_senior_is_heard() -> None:
    assert judged(word(ANA, BEN, 3, 7), word(BEN, ANA, 3, 7)) == {BEN: 3}
    assert judged(word(ANA, BEN, 3, 7), word(BEN, ANA, 3, 2)) == {BEN: 3, ANA: 3}


def test_who_is_known_by_nothing_believed_any_more_has_no_word() -> None:
    words = [word(ANA, TABLE, 3, 7), word(BEN, ANA, 1, 2)]
    without_ben = {TABLE: (FOUNDER, ANA)}
    found = judge(
        SENIORITY,
        words,
        founder=FOUNDER,
        still=lambda found: without_ben[TABLE] if TABLE in found else SENIORITY,
    )
    assert found.limits == {TABLE: 3}
    assert found.in_force == (words[0],)


def test_the_founder_overrules_a_thief_who_revoked_everybody() -> None:
    thief = (word(ANA, BEN, 0, 8), word(ANA, TABLE, 0, 9))
    assert judged(*thief) == {BEN: 0, TABLE: 0}
    assert judged(*thief, word(FOUNDER, ANA, 7, 5)) == {ANA: 7}


def test_what_a_revoked_coordinator_withdrew_after_its_last_number_still_holds() -> None:
    assert judged(word(ANA, TABLE, 3, 7, 8), word(FOUNDER, ANA, 7, 1)) == {ANA: 7, TABLE: 3}


def by_heir(word: Word, heir: str, *turns: int) -> Word:
    """Return a word that somebody's restored self withdraws and says again by some numbers."""
    return replace(word, heirs=((heir, tuple((n, at % 2 == 1) for at, n in enumerate(turns))),))


def test_who_was_restored_withdraws_what_was_said_before() -> None:
    said = word(ANA, TABLE, 3, 7)
    assert judged(by_heir(said, BEN, 2)) == {}
    assert judged(by_heir(said, BEN, 2, 3)) == {TABLE: 3}
    assert judged(by_heir(said, "a stranger", 2)) == {TABLE: 3}
    # What the heir wrote after its last believed number is not heard, whoever set it.
    assert judged(by_heir(said, BEN, 2), word(FOUNDER, BEN, 1, 5)) == {TABLE: 3, BEN: 1}
    assert judged(by_heir(said, BEN, 2), word(FOUNDER, BEN, 2, 5)) == {BEN: 2}


def test_who_was_restored_does_not_withdraw_what_ends_it() -> None:
    assert judged(by_heir(word(ANA, BEN, 3, 7), BEN, 4)) == {BEN: 3}


def test_a_withdrawal_counts_once_what_ended_its_author_is_withdrawn() -> None:
    said = by_heir(word(FOUNDER, TABLE, 3, 7), ANA, 4)
    ends_ana = by_heir(word(FOUNDER, ANA, 1, 8), BEN, 2)
    assert judged(said, ends_ana) == {}
    ends_ben = word(FOUNDER, BEN, 1, 9)
    assert judged(said, ends_ana, ends_ben) == {TABLE: 3, ANA: 1, BEN: 1}


@given(WORDS, st.randoms())
def test_no_order_matters(words: list[Word], random) -> None:
    found = judged(*words)
    random.shuffle(words)
    assert judged(*words) == found
    assert FOUNDER not in found


@given(WORDS)
def test_the_founder_s_word_can_be_overruled_by_nobody(words: list[Word]) -> None:
    mine = [one for one in words if one.by == FOUNDER]
    alone = judged(*mine)
    assert all(judged(*words)[device] <= last for device, last in alone.items())
