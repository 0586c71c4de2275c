"""Words that are told by telephone."""

from __future__ import annotations

from maillage.domain.matching import plain
from maillage.store.words import as_listed, suggestion, word_list


def test_no_two_words_differ_by_accents_or_capitals_alone():
    assert len({plain(word) for word in word_list()}) == len(word_list()) == 2048


def test_words_of_the_list_need_no_accent_and_no_small_letter():
    told = suggestion()
    assert as_listed(told) == told
    assert as_listed(f"  {plain(told).upper()}\n") == told
    assert as_listed("Economie  ECHARPE") == "économie écharpe"


def test_other_words_stay_as_they_were_typed():
    assert as_listed("Économie et  Écharpe") == "Économie et Écharpe"
    assert as_listed("Mon chat s’appelle Ïo") == "Mon chat s’appelle Ïo"
