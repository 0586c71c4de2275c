"""What a person reads is right in French and in English."""

from __future__ import annotations

import ast
import datetime
import logging
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from maillage import language
from maillage.language import N_, NO_BREAK, Language, _, ngettext_, system_code

FRENCH, ENGLISH = Language("fr"), Language("en")
NARROW = "\N{NARROW NO-BREAK SPACE}"
EVENING = datetime.datetime(2021, 12, 13, 9, 5)  # noqa: DTZ001 - shown as it is


@pytest.fixture
def forgiving(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Language, "strict", False)


@pytest.fixture
def says(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Make the system say its languages through these variables alone."""

    def say(**variables: str) -> None:
        for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
            monkeypatch.delenv(name, raising=False)
        for name, value in variables.items():
            monkeypatch.setenv(name, value)

    return say


HEADER = (
    'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n'
    '"Plural-Forms: nplurals=2; plural=(n > 1);\\n"\n\n'
)


@pytest.fixture
def catalogue(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where a source catalogue of the test's own is to be written; nothing read is remembered."""
    monkeypatch.setattr(language, "resource", lambda *_parts: tmp_path)
    monkeypatch.setattr(language, "_catalogue", language._catalogue.__wrapped__)
    return tmp_path / "maillage.po"


def test_a_message_is_translated_before_its_fields_are_filled(catalogue):
    catalogue.write_text(
        HEADER + 'msgid "Merge {name}"\nmsgstr "Réunir {name}"\n\n'
        'msgid "{n} file"\nmsgid_plural "{n} files"\n'
        'msgstr[0] "{n} fichier"\nmsgstr[1] "{n} fichiers"\n',
        encoding="utf-8",
    )
    french = Language("fr")
    assert french.text("Merge {name}", name="Table-2 {name}") == "Réunir Table-2 {name}"
    assert french.plural("{n} file", "{n} files", 0) == "0 fichier"
    assert french.plural("{n} file", "{n} files", 1) == "1 fichier"
    assert french.plural("{n} file", "{n} files", 1200) == f"1{NARROW}200 fichiers"


def test_a_checkout_compiles_its_words_once_and_again_after_any_change_of_them(catalogue):
    for word, written in (("Bonjour", 2_000), ("Bonsoir", 3_000), ("Salut", 1_000)):
        catalogue.write_text(f'{HEADER}msgid "Hello"\nmsgstr "{word}"\n', encoding="utf-8")
        os.utime(catalogue, (written, written))
        assert Language("fr").text("Hello") == word
        # Read again from what was kept: the source could not say it any more.
        catalogue.write_text("no catalogue", encoding="utf-8")
        os.utime(catalogue, (written, written))
        assert Language("fr").text("Hello") == word
    assert len(list(catalogue.parent.glob("*.mo*"))) == 1


def test_words_are_there_where_nothing_can_be_kept(catalogue):
    catalogue.write_text(f'{HEADER}msgid "Hello"\nmsgstr "Bonjour"\n', encoding="utf-8")
    (catalogue.parent / "maillage.kept.mo").mkdir()
    assert Language("fr").text("Hello") == "Bonjour"
    assert [one.name for one in catalogue.parent.iterdir() if one.is_file()] == ["maillage.po"]


def test_english_says_the_messages_themselves():
    assert ENGLISH.text("Merge {n} files", n=3) == "Merge 3 files"
    assert ENGLISH.plural("{n} file", "{n} files", 1) == "1 file"
    assert ENGLISH.plural("{n} file", "{n} files", 0) == "0 files"


def test_the_current_language_is_the_one_last_used():
    assert language.current().code == "fr"
    english = language.use("en")
    assert language.current() is english
    assert _("Merge {n} files", n=3) == "Merge 3 files"
    assert ngettext_("{n} file", "{n} files", 2000) == "2,000 files"


def test_a_marked_message_stays_as_it_is():
    assert N_("First name") == "First name"


def test_no_other_language_is_spoken():
    with pytest.raises(ValueError, match="de"):
        language.use("de")


def test_a_missing_field_fails_a_test():
    with pytest.raises(KeyError):
        ENGLISH.text("Merge {n} files")


@pytest.mark.usefixtures("forgiving")
def test_a_missing_field_never_breaks_a_screen(caplog):
    with caplog.at_level(logging.CRITICAL):
        assert ENGLISH.text("{a} of {b:d} in {place}", a=1, b="x") == "1 of x in …"
        assert ENGLISH.text("a lone { brace") == "a lone { brace"


def test_the_empty_message_is_not_the_header_of_the_catalogue():
    assert FRENCH.text("") == ""


def test_french_dates_are_written_as_french_people_do():
    first = datetime.date(2021, 12, 1)
    assert FRENCH.date(first) == "1er décembre 2021"
    assert FRENCH.date(first, "day") == "1er déc."
    assert FRENCH.date(first, "short") == "01/12/2021"
    assert FRENCH.date(first, "full") == "mercredi 1er décembre 2021"
    assert FRENCH.date(datetime.date(2021, 11, 21), "medium") == "21 nov. 2021"
    assert ENGLISH.date(first) == "1 December 2021"


@pytest.mark.parametrize(
    ("first", "last", "french", "english"),
    [
        (
            (2021, 1, 14), (2021, 1, 15), "du jeudi 14 au vendredi 15 janvier 2021",
            "Thursday 14 to Friday 15 January 2021",
        ),
        (
            (2021, 1, 31), (2021, 2, 1), "du dimanche 31 janvier au lundi 1er février 2021",
            "Sunday 31 January to Monday 1 February 2021",
        ),
        (
            (2020, 12, 31), (2021, 1, 1),
            "du jeudi 31 décembre 2020 au vendredi 1er janvier 2021",
            "Thursday 31 December 2020 to Friday 1 January 2021",
        ),
        ((2021, 1, 1), (2021, 1, 1), "vendredi 1er janvier 2021", "Friday, 1 January 2021"),
    ],
)  # fmt: skip
def test_several_days_say_once_what_they_share(first, last, french, english):
    days = datetime.date(*first), datetime.date(*last)
    assert FRENCH.days(*days, "full") == french
    assert ENGLISH.days(*days, "full") == english


def test_short_days_keep_their_month():
    days = datetime.date(2021, 1, 1), datetime.date(2021, 1, 11)
    assert FRENCH.days(*days, "brief") == "du ven. 1er au lun. 11 janv. 2021"
    assert FRENCH.days(*days) == "du 1er au 11 janvier 2021"
    assert FRENCH.days(*days, "short") == "du 01/01 au 11/01/2021"


def test_french_hours_hold_together():
    assert FRENCH.time(datetime.time(13, 52)) == f"13{NO_BREAK}h{NO_BREAK}52"
    assert FRENCH.moment(EVENING) == f"13 décembre 2021 à 9{NO_BREAK}h{NO_BREAK}05"
    assert ENGLISH.moment(EVENING) == "13 December 2021, 09:05"


def test_a_moment_is_told_in_the_zone_it_has_whatever_this_machine_has():
    there = datetime.datetime(
        2021, 12, 13, 12, 52, tzinfo=datetime.timezone(datetime.timedelta(hours=11))
    )
    assert FRENCH.moment(there, "short") == f"13/12/2021 12{NO_BREAK}h{NO_BREAK}52"


def test_numbers_have_the_separators_of_their_language():
    assert FRENCH.number(12345.5) == f"12{NARROW}345,5"
    assert FRENCH.number(3, digits=2) == "3,00"
    assert FRENCH.number(0.025, digits=2) == "0,03", "as people round"
    assert FRENCH.percent(0.125) == f"13{NO_BREAK}%"
    assert FRENCH.percent(0.456) == f"46{NO_BREAK}%"
    assert FRENCH.percent(0.4567, digits=1) == f"45,7{NO_BREAK}%"
    assert ENGLISH.percent(0.456) == "46%"


def test_lists_end_in_and_or_in_or():
    assert FRENCH.list(["Ada", "Max", "Zoé"]) == "Ada, Max et Zoé"
    assert FRENCH.list(iter(["Ada", "Max"]), "or") == "Ada ou Max"
    assert FRENCH.list([]) == ""


@pytest.mark.parametrize(
    ("octets", "french"),
    [
        (0, "0 octet"),
        (999, "999 octets"),
        (12_000_000, "12 Mo"),
        (999_600, "1 Mo"),
        (1_230_000_000, "1,2 Go"),
        (9_960_000, "10 Mo"),
    ],
)
def test_sizes_are_in_the_units_of_file_managers(octets, french):
    assert FRENCH.size(octets).replace(NO_BREAK, " ").replace(NARROW, " ") == french
    assert " " not in FRENCH.size(octets)


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({}, "fr"),
        ({"LANG": "C.UTF-8"}, "fr"),
        ({"LANG": "en_GB.UTF-8"}, "en"),
        ({"LANG": "en"}, "en"),
        ({"LANG": "enm_XX"}, "fr"),
        ({"LANG": "de_DE.UTF-8"}, "fr"),
        ({"LANG": "en_US.UTF-8", "LC_ALL": "fr_FR.UTF-8"}, "fr"),
        ({"LANG": "fr_FR.UTF-8", "LANGUAGE": "en:fr"}, "en"),
    ],
)
@pytest.mark.skipif("sys.platform == 'win32'", reason="Windows says its language otherwise")
def test_the_system_is_french_unless_it_clearly_says_english(says, said, code):
    says(**said)
    assert system_code() == code
    assert language.use("auto").code == code


def test_no_message_stands_in_an_f_string_where_gettext_does_not_find_it():
    package = Path(language.__file__).parent
    hidden = [
        f"{path.relative_to(package)}:{call.lineno}"
        for path in sorted(package.rglob("*.py"))
        for text in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(text, ast.JoinedStr)
        for call in ast.walk(text)
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Name)
        and call.func.id in {"_", "N_", "ngettext_"}
        and isinstance(call.args[0], ast.Constant)
    ]
    assert not hidden
