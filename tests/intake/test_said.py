"""Whose word stands in a field: a list's, or a person's, on any laptop and after any merge."""

from __future__ import annotations

from maillage.domain.journal import Operation
from maillage.intake.said import Hands, Said, Taken

LIST, OTHER = "the list", "another list"


def taken(first, last, list_=LIST, *, device="a", is_back=False):
    return Taken(list=list_, device=device, first=first, last=last, is_back=is_back)


def history(*writes):
    """Operations of one record: who, as which number, and the phone; what it replaces."""
    return [
        Operation(device, n, n, "ada", "person", 1, {"phone": [phone, *old] if old else phone})
        for device, n, phone, *old in writes
    ]


def said(hands, *writes, brought=""):
    return hands.said(history(*writes), "phone", brought=brought)


def test_what_a_list_added_or_changed_is_its_word_until_a_person_writes():
    hands = Hands([taken(1, 3), taken(8, 9), taken(4, 4, OTHER)])
    versions = [("a", 2, "1"), ("a", 8, "2", "a:2")]
    assert said(hands, *versions) == Said({LIST: "2"}, frozenset({LIST}))
    by_hand = ("a", 10, "1", "a:8")
    assert said(hands, *versions, by_hand) == Said({LIST: "2"}), "chosen, though once listed"
    assert said(hands, ("a", 4, "9"), ("a", 9, "1", "a:4")).by == {LIST: "1", OTHER: "9"}
    assert said(hands, ("b", 2, "1")) == Said(), "another laptop’s second operation"


def test_what_a_list_took_back_had_written_is_as_if_never_said():
    hands = Hands([taken(1, 3), taken(5, 6, is_back=True)])
    back = [("a", 2, "1"), ("a", 5, "2", "a:2"), ("a", 7, "1", "a:5")]
    assert said(hands, *back) == Said({LIST: "1"}, frozenset({LIST}))
    assert said(hands, *back, ("a", 8, "2", "a:7")) == Said({LIST: "1"})
    elsewhere = ("b", 1, "3", "a:5")
    assert said(hands, *back[:2], elsewhere).standing == frozenset()


def test_what_two_laptops_wrote_apart_is_a_lists_only_if_both_are():
    hands = Hands([taken(1, 1), taken(2, 2), taken(1, 9, device="b")])
    first = ("a", 1, "1")
    lists = [first, ("a", 2, "2", "a:1"), ("b", 4, "3", "a:1")]
    assert said(hands, *lists) == Said({LIST: "3"}, frozenset({LIST}))
    person = [first, ("a", 2, "2", "a:1"), ("c", 4, "3", "a:1")]
    assert said(hands, *person) == Said({LIST: "2"})


def test_whoever_a_list_brought_before_this_was_kept_has_its_words_from_the_first_write():
    assert said(Hands(), ("a", 1, "1"), brought=LIST) == Said({LIST: "1"}, frozenset({LIST}))
    later = [("a", 1, "1"), ("a", 2, "2", "a:1")]
    assert said(Hands(), *later, brought=LIST) == Said({LIST: "1"})
