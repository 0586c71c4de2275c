"""Files, values and choices in words, without any window."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QStandardPaths

from maillage import language
from maillage.actions.exchanges import Decision, Version
from maillage.domain.errors import (
    DiskFull,
    EmptyPackage,
    PackageDamaged,
    PackageForOthers,
    PackageNeedsPassphrase,
    UnknownDevice,
)
from maillage.domain.journal import DELETED
from maillage.domain.records import Event, fields_of
from maillage.store.reading import Conflict
from maillage.ui.exchanges.choices import both_ends, choice_of, inbox_row, position_words, shortened
from maillage.ui.exchanges.deciding import _called
from maillage.ui.exchanges.rows import (
    ReceivedFile,
    Stage,
    file_look,
    files_title,
    left_behind_words,
    merged_fact,
    merged_icon,
    minutes_name,
    reading_words,
    take_in_words,
    unsent_words,
    written_words,
)
from maillage.ui.exchanges.values import shown, when
from maillage.ui.folders import Folders, documents

NOW = datetime(2021, 12, 13, 17, 0, tzinfo=UTC)
FILE = ReceivedFile(Path("table-1.maillage"))
DONE = replace(FILE, stage=Stage.DONE, device="Table 1")


def version(value, *, device="Table 1", here=False, at=NOW):
    return Version(value, device, here, at)


def decision(field="phone", *, kind="person", base=None, deletion=None, values=("086", "087")):
    declared = fields_of(kind).get(field)
    return Decision(
        conflict=Conflict("id", kind, field, None, None, ()),
        subject="Ada Lefèvre",
        kind_label="Person",
        field_label=declared.label if declared else field,
        base=base,
        versions=tuple(
            version(value, device=f"Table {n}", here=n == 0) for n, value in enumerate(values)
        ),
        deletion=deletion,
    )


def choice(**parts):
    return choice_of(decision(**parts), subject="Ada Lefèvre", names={}, now=NOW)


def test_a_value_that_several_laptops_wrote_names_them_all():
    found = decision()
    one, other = found.versions
    hers = replace(one, also=(version("086", device="Table 3"),))
    theirs = replace(other, also=(version("087", device="Table 2"),))
    among = replace(found, versions=(hers, theirs))
    views = choice_of(among, subject="Ada Lefèvre", names={}, now=NOW).versions
    assert [view.caption.replace("\u00a0", " ") for view in views] == [
        "Sur ce poste et « Table 3 »",
        "Sur « Table 1 » et « Table 2 »",
    ]


def test_a_copy_beside_its_file_is_not_said_to_be_taken_in_before_anything_is():
    look = file_look(replace(FILE, stage=Stage.PLANNED, device="Table 1", known=43))
    assert "ntégr" not in look.sub + look.state


def test_a_refused_file_is_not_named_twice():
    damaged = PackageDamaged(f"/media/stick/{FILE.path.name}")
    look = file_look(replace(FILE, stage=Stage.REFUSED, refused=damaged))
    assert look.sub.startswith("Ce fichier est abîmé")
    assert FILE.path.name not in look.sub
    empty = file_look(replace(FILE, stage=Stage.REFUSED, refused=EmptyPackage(str(FILE.path))))
    assert empty.sub.startswith("Ce fichier est vide")


def test_files_that_bring_nothing_are_only_noted():
    assert take_in_words(4, brings=True) == "Intégrer 4 fichiers"
    assert take_in_words(4, brings=False) == "Noter que 4 fichiers sont arrivés"


# Values ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "name", "value", "words"),
    [
        ("person", "category", "social_worker", "Travailleur social"),
        ("person", "category", "from_a_later_version", "from_a_later_version"),
        ("person", "phone", None, "vide"),
        ("person", "phone", "086", "086"),
        ("pledge", "due", "2022-01-31", "31 janvier 2022"),
        ("event", "starts", "2021-12-13T13:00:00Z", "13 décembre 2021 à 14 h 00"),
        ("event", "declared", 1200, "1 200"),
        ("pledge_party", "may_call", True, "oui"),
        ("pledge_party", "may_call", None, "non"),
        ("person", "territory", "somewhere", "Lyon"),
        ("person", "territory", "elsewhere", "pas encore reçu"),
    ],
)
def test_values_read_as_people_say_them(kind, name, value, words):
    said = shown(fields_of(kind)[name], value, {"somewhere": "Lyon"})
    assert " ".join(said.split()) == words


def test_a_record_reads_as_kept_or_deleted():
    assert [shown(None, value, {}) for value in (True, False, None)] == [
        "supprimée",
        "gardée",
        "gardée",
    ]


@pytest.mark.parametrize(
    ("at", "words"),
    [
        (NOW, "aujourd’hui à 18 h 00"),
        (NOW - timedelta(days=1), "hier à 18 h 00"),
        (NOW - timedelta(days=9), "4 décembre 2021 à 18 h 00"),
        (NOW.replace(year=1970), "13 décembre 1970 à 18 h 00, d’après une horloge qui retarde"),
        (NOW.replace(year=2099), "13 décembre 2099 à 18 h 00, d’après une horloge qui avance"),
    ],
)
def test_moments_are_told_in_the_time_of_the_meetings(at, words):
    assert " ".join(when(at, NOW).split()) == words


# Choices -----------------------------------------------------------------------------


def test_a_choice_names_what_is_disputed_and_what_each_button_does():
    found = choice(base=version("080", here=True))
    assert found.title == "Téléphone · Ada Lefèvre"
    assert [one.choose for one in found.versions] == ["Garder ce numéro", "Prendre ce numéro"]
    assert [one.caption for one in found.versions] == [
        "Sur ce poste",
        "Sur «\u00a0Table 1\u00a0»",
    ]
    assert found.base.value == "080"
    assert found.base.who_when.startswith("ce poste, ")
    assert found.text == "086"
    assert inbox_row(found).sub == "Téléphone · Personne"


def test_what_differs_from_before_is_marked():
    found = choice(base=version("0612448017"), values=("0612448071", None))
    assert found.versions[0].marks
    assert found.versions[1].marks == ()


def test_without_a_value_before_the_two_are_compared_with_each_other():
    assert all(one.marks for one in choice(values=("06 12", "06 13")).versions)
    assert not any(one.marks for one in choice(values=("a", "b", "c")).versions)


@pytest.mark.parametrize(
    ("deletion", "words"),
    [
        (version(value=True, device="Tables"), "supprimée sur « Tables », aujourd’hui à 18 h 00,"),
        (version(value=True, here=True), "supprimée sur ce poste, aujourd’hui à 18 h 00,"),
        (
            version(value=True, device=""),
            "supprimée sur un poste pas encore connu ici, aujourd’hui",
        ),
    ],
)
def test_a_deleted_record_says_who_deleted_it_and_can_come_back_with_a_value(deletion, words):
    found = choice(deletion=deletion)
    assert words in " ".join(found.warning.split())
    assert {one.choose for one in found.versions} == {"Rétablir avec cette valeur"}


def test_the_value_that_a_deletion_only_restated_is_told_from_one_that_was_written():
    deletion = version(value=True, device="Table 1")
    captions = [one.caption for one in choice(deletion=deletion).versions]
    assert captions[1].endswith(", en supprimant")
    assert captions[0] == "Sur ce poste"


def test_a_disputed_deletion_is_kept_or_deleted():
    found = choice(field=DELETED, values=(True, False))
    assert [one.value for one in found.versions] == ["supprimée", "gardée"]
    assert [one.choose for one in found.versions] == ["Supprimer la fiche", "Garder la fiche"]
    assert found.text is None
    assert not found.warning


def test_a_field_of_a_later_version_is_shown_but_not_decided():
    found = choice(field="mood", values=("bon", "mauvais"))
    assert [one.value for one in found.versions] == ["bon", "mauvais"]
    assert not any(one.choose for one in found.versions)
    assert "plus récente" in found.warning


def test_a_title_does_not_repeat_the_text_in_dispute():
    found = choice_of(
        decision("text", kind="note", values=("un café", "un thé")),
        subject="un café",
        names={},
        now=NOW,
    )
    assert found.title == "Texte · Personne"
    assert found.subject == "un café"
    assert found.long


def test_a_long_text_is_cut_between_words():
    assert shortened("un  café\nchaud", 40) == "un café chaud"
    assert shortened("un café très chaud, servi", 20) == "un café très chaud…"


def test_long_names_that_begin_alike_are_told_apart_by_their_ends():
    name = "Marie-Antoinette de la Rochefoucauld-Montmorency-Laval, "
    shown = [both_ends(name + place, 46) for place in ("Paris", "Lyon")]
    assert [one.rsplit(" ", 1)[1] for one in shown] == ["Paris", "Lyon"]
    assert all(one.startswith("Marie-Antoinette") and len(one) <= 46 for one in shown)
    assert both_ends("x" * 100, 46).count("x") > 30


def test_a_choice_tells_its_place_among_the_others():
    assert position_words(0, 3) == "Choix 1 sur 3"
    assert position_words(0, 1) == "1 choix à faire"


# Files -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("file", "state", "sub"),
    [
        (FILE, "En attente", ""),
        (replace(DONE, new=12, known=31), "Intégré", "Table 1 · 12 nouveautés, 31 déjà connues"),
        (replace(DONE, new=1, known=1), "Intégré", "Table 1 · 1 nouveauté, 1 déjà connue"),
        (replace(DONE, known=43), "Déjà intégré", "Table 1 · Déjà intégré : 0 nouveauté"),
        (
            replace(FILE, stage=Stage.REFUSED, refused=PackageDamaged("table-1.maillage")),
            "Refusé",
            "Ce fichier est abîmé. Rien n’a été modifié. Redemandez-le.",
        ),
        (
            replace(FILE, stage=Stage.STOPPED),
            "Pas intégré",
            "Arrêté avant la fusion : rien n’a été modifié.",
        ),
    ],
)
def test_a_file_says_what_became_of_it(file, state, sub):
    look = file_look(file)
    assert look.state == state
    assert " ".join(look.sub.split()) == sub


def test_a_merge_that_failed_says_why():
    look = file_look(replace(FILE, stage=Stage.STOPPED, refused=DiskFull("accueil")))
    assert "place" in look.sub
    assert look.tone == "danger"


def test_a_file_sealed_with_words_asks_for_them_until_they_are_right():
    sealed = replace(FILE, stage=Stage.REFUSED, refused=PackageNeedsPassphrase("x"))
    assert sealed.needs_words
    assert not file_look(sealed).error
    wrong = replace(sealed, refused=PackageForOthers("x"), words="abricot")
    assert wrong.needs_words
    assert file_look(wrong).error
    for_others = replace(sealed, refused=PackageForOthers("x"))
    assert not for_others.needs_words


def test_the_words_to_compare_with_an_unknown_laptop_stand_out():
    words = "abandon cerise tulipe moto"
    look = file_look(
        replace(FILE, stage=Stage.REFUSED, refused=UnknownDevice("x", "Portable", words))
    )
    ((start, length),) = look.marks
    assert look.sub[start : start + length] == words


def test_a_merge_is_told_in_one_line():
    damaged = replace(FILE, stage=Stage.REFUSED, refused=PackageDamaged("x"))
    files = [replace(DONE, new=40), replace(DONE, new=3), damaged]
    assert merged_fact(files, 1) == "43 nouveautés intégrées, 1 fichier refusé, 1 choix à faire"
    assert merged_fact([DONE], 0) == "Rien de nouveau dans ces fichiers"
    assert merged_fact([damaged], 0) == "1 fichier refusé"


def test_a_file_that_waits_for_words_is_not_told_as_refused():
    damaged = replace(FILE, stage=Stage.REFUSED, refused=PackageDamaged("x"))
    sealed = replace(FILE, stage=Stage.REFUSED, refused=PackageNeedsPassphrase("x"))
    assert merged_fact([damaged, sealed, sealed], 0) == (
        "1 fichier refusé, 2 fichiers attendent leurs mots"
    )
    assert merged_fact([sealed], 0) == "1 fichier attend ses mots"
    assert merged_icon([DONE]) == "check"
    assert merged_icon([DONE, sealed]) == "key-round"
    assert merged_icon([DONE, sealed, damaged]) == "circle-alert"


def test_words_follow_the_number():
    assert files_title([FILE]) == "1 fichier reçu"
    assert files_title([FILE, DONE]) == "2 fichiers reçus"
    assert reading_words(0, 6).endswith("fichier 1 sur 3")
    assert reading_words(2, 6).endswith("fichier 3 sur 3")
    assert reading_words(3, 6).startswith("Intégration")
    assert reading_words(3, 6).endswith("fichier 1 sur 3")
    assert reading_words(6, 6) == "Intégration des nouveautés…"
    assert unsent_words(12).startswith("12\N{NO-BREAK SPACE}changements de ce poste")
    assert "aucun fichier complet" in unsent_words(12)


def test_a_written_file_says_its_size_and_for_whom():
    def said(*readers: str) -> str:
        return " ".join(written_words("a.maillage", 38_000, readers, own="Accueil").split())

    assert said("Accueil", "Coordination") == "a.maillage, 38 ko, relu, pour « Coordination »"
    assert said("Accueil") == "a.maillage, 38 ko, relu, pour ce poste seul"
    assert said(*"abcdefg").endswith("pour 7 postes")
    assert said().endswith("pour qui a les mots")


def test_the_compte_rendu_is_named_after_day_and_place():
    event = Event(title="Rencontre", commune="Saint-Étienne", starts=NOW)
    assert minutes_name(event, names=False) == "compte-rendu-2021-12-13-saint-etienne.pdf"
    assert minutes_name(Event(title="Été & co"), names=True) == "compte-rendu-ete-co-interne.pdf"


def test_everything_is_said_in_english_too():
    language.use("en")
    found = choice(base=version("080"))
    assert found.versions[0].choose == "Keep this number"
    assert merged_fact([replace(DONE, new=2)], 0) == "2 new changes taken in"


def test_a_dialog_begins_where_the_last_one_ended(tmp_path):
    folders = Folders()
    folders.remember("files", tmp_path / "cle" / "a.maillage")
    assert folders.start("files") != tmp_path / "cle"
    (tmp_path / "cle").mkdir()
    assert folders.start("files") == tmp_path / "cle"
    assert folders.start("minutes") != tmp_path / "cle"


def test_another_day_begins_where_this_one_ended(tmp_path):
    kept = []
    folders = Folders()
    folders.take_up("", kept.append)
    assert folders.start("lists").is_dir()
    folders.remember("lists", tmp_path / "inscrits.csv")
    assert kept == [str(tmp_path)]
    folders = Folders()
    folders.take_up(kept[0], kept.append)
    assert folders.start("lists") == folders.start("minutes") == tmp_path
    folders.take_up(str(tmp_path / "gone"), kept.append)
    assert folders.start("lists").is_dir()


def test_where_there_is_no_folder_of_documents_a_dialog_begins_in_ones_own(monkeypatch, tmp_path):
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setattr(
        QStandardPaths, "writableLocation", lambda _place: str(tmp_path / "Documents")
    )
    assert documents() == Path.home()
    (tmp_path / "Documents").mkdir()
    assert documents() == tmp_path / "Documents"


def test_photos_that_had_no_room_are_told():
    assert left_behind_words(0) == ""
    assert left_behind_words(2).startswith("2 photos n’ont pas trouvé place")


def test_a_text_that_ends_in_a_full_stop_has_no_colon_after_it():
    decision = Decision(
        conflict=Conflict("r", "note", DELETED, None, None, ()),
        subject="Un appartement témoin.",
        kind_label="Note",
        field_label=DELETED,
        base=None,
        versions=(),
        deletion=None,
    )
    now = datetime(2021, 12, 13, 14, 0, tzinfo=UTC)
    choice = choice_of(decision, subject="Un appartement témoin.", names={}, now=now)
    assert _called(choice) == "Un appartement témoin"
    assert _called(replace(choice, subject="…")) == "…"
    assert _called(replace(choice, subject=".")) == "."
