"""Every command does its job on real stores, and says what it did."""

from __future__ import annotations

import re
import subprocess
import sys

import click
import pytest
from tests.cli.conftest import PASSPHRASE

from maillage import Store, assets, language, settings
from maillage.cli import group, late, words
from maillage.domain.records import Person

NUMBER = "06 39 98 10 04"
LIST = assets.resource("demo", "inscriptions-helloasso.csv")
COMMANDS = {
    *("laptops", "stop-believing", "believe-again"),
    *("init", "meeting", "invite", "join", "intake", "export", "merge", "conflicts"),
    *(
        "resolve",
        "report",
        "digest",
        "dump",
        "verify",
        "erase",
        "extract",
        "demo",
        "merges",
        "undo-merge",
        *("status", "backup", "restore", "another-laptop", "hub", "passphrase", "recovery-key"),
    ),
}


def test_every_promised_command_is_there():
    context = click.Context(group)
    assert set(group.list_commands(context)) == COMMANDS


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_a_command_is_imported_by_its_name_and_says_what_the_help_says_of_it(name):
    language.use("en")
    command = group.get_command(click.Context(group), name)
    assert command is not None
    words.translate(group)  # another test may have imported it in French
    assert command.name == name
    assert command.help == late.COMMANDS[name][1]


def helps(command: click.Command) -> list[str]:
    """Return what a command and its options say of themselves, and those below it."""
    said = [command.help or ""]
    said += [one.help or "" for one in command.params if isinstance(one, click.Option)]
    if isinstance(command, click.Group):
        below = [command.get_command(click.Context(command), name) for name in command.commands]
        said += [text for one in below if one for text in helps(one)]
    return said


def test_all_help_in_french_says_what_a_command_does_and_none_tells_to_do_it():
    # "Tranche un choix" and "Laisser supprimée" side by side were two voices.
    language.use("fr")
    words.translate(group)
    commands = [group.get_command(click.Context(group), name) for name in COMMANDS]
    said = [text for one in (group, *commands) if one for text in helps(one)]
    assert len(said) > 2 * len(COMMANDS)
    first = {text.removeprefix("Ne pas ").split(" ")[0] for text in said if text} - {"Dossier"}
    assert [word for word in first if re.search("(er|ir|ire|endre|ettre|oindre)$", word)] == []


def test_help_is_given_before_anything_of_a_store_is_imported():
    script = "import sys; from maillage import app; app.main(['--help']); print(*sys.modules)"
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert "undo-merge" in run.stdout
    imported = set(run.stdout.split())
    assert "click" in imported
    assert not imported & {"sqlalchemy", "reportlab", "keyring", "PySide6"}


def test_init_tells_the_recovery_key_and_remembers_the_store(maillage, tmp_path):
    said = maillage("init", tmp_path / "s", "--programme", "P", "--device", "D", "--json")
    assert said.code == 0
    assert len(said.data["recovery_key"].replace(" ", "")) == 32
    assert settings.load().last_store == str(tmp_path / "s")
    assert maillage("digest").code == 0


def test_the_recovery_key_opens_the_store_instead_of_the_passphrase(
    maillage, tmp_path, monkeypatch
):
    key = maillage("init", tmp_path / "s", "--programme", "P", "--device", "D", "--json")
    monkeypatch.setenv("MAILLAGE_PASSPHRASE", key.data["recovery_key"].lower())
    assert maillage("--store", tmp_path / "s", "verify").code == 0


def test_without_a_command_the_window_opens_on_the_store(maillage, tmp_path):
    assert maillage("--store", tmp_path).code == 0
    assert maillage.windows == [(tmp_path, None)]


def test_a_list_is_taken_in_once(maillage, programme):
    first, _ = programme
    tried = maillage("--store", first, "intake", LIST, "--dry-run", "--json")
    assert (tried.code, tried.data["new"]) == (0, 60)
    assert maillage("--store", first, "intake", LIST, "--json").data["new"] == 60
    again = maillage("--store", first, "intake", LIST, "--json").data
    assert (again["new"], again["changed"], again["unchanged"]) == (0, 0, 60)


def test_an_updated_list_says_what_becomes_of_what(maillage, programme, tmp_path):
    first, _ = programme
    maillage("--store", first, "intake", LIST)
    updated = tmp_path / "mise-à-jour.csv"
    before = LIST.read_text("utf-8-sig")
    updated.write_text(before.replace("Ressourcerie Le Ressac", "Le Nouveau Ressac"), "utf-8-sig")
    told = maillage("--store", first, "intake", updated, "--dry-run").out
    assert (
        ", Structure : « Ressourcerie Le Ressac » devient « Le Nouveau Ressac »."
        in told.replace("\N{NO-BREAK SPACE}", " ")
    )
    changed = maillage("--store", first, "intake", updated, "--json").data
    assert (changed["new"], changed["differing"]) == (0, 0)
    assert changed["changed"] == before.count("Ressourcerie Le Ressac")


def test_a_list_is_told_in_lines_that_one_reads_at_a_glance(maillage, programme, tmp_path):
    path = tmp_path / "liste.csv"
    path.write_text(f"Nom;Prénom;Mail;Taille\nLefèvre;Ada;{'x' * 10_000};3\n", "utf-8")
    told = maillage("--store", programme[0], "--language", "fr", "intake", path, "--dry-run").out
    assert told.startswith("1 nouvelle ligne, 0 modifiée, 0 inchangée, 0 refusée.\n")
    assert "Colonne inutilisée\N{NO-BREAK SPACE}: «\N{NO-BREAK SPACE}Taille" in told
    assert "x" * 80 + "…" in told
    assert max(map(len, told.splitlines())) < 200


@pytest.mark.parametrize(
    ("typed", "commune", "insee", "words"),
    [
        ("malakoff", "Malakoff", "92046", "INSEE code 92046"),
        ("Saint-Denis (93)", "Saint-Denis", "93066", "INSEE code 93066"),
        ("St-Denis", "St-Denis", None, "Saint-Denis (93), Saint-Denis (11)"),
        ("Trifouillis", "Trifouillis", None, "No commune of France"),
    ],
)
def test_the_commune_of_a_meeting_is_found_or_it_is_said_why_not(
    maillage, programme, typed, commune, insee, words
):
    new = ("--language", "en", "--store", programme[0], "meeting", "T", "--starts", "2021-12-13")
    assert words in maillage(*new, "--commune", typed).out
    said = maillage(*new, "--commune", typed, "--json").data
    assert (said["commune"], said["insee"]) == (commune, insee)


def test_a_meeting_of_two_days_is_told_from_its_first_to_its_last(maillage, programme):
    new = ("--language", "fr", "--store", programme[0], "meeting", "T")
    starts, ends = ("--starts", "2021-01-14T09:00"), ("--ends", "2021-01-15T17:00")
    assert "Du jeudi 14 au vendredi 15 janvier 2021" in maillage(*new, *starts, *ends).out
    said = maillage(*new, *starts, *ends, "--json").data
    assert (said["starts"], said["ends"]) == (
        "2021-01-14T09:00:00+01:00",
        "2021-01-15T17:00:00+01:00",
    )
    assert maillage(*new, *starts, *ends, "--hours", "4").code == 2
    backwards = maillage(*new, *ends[:1], "2021-01-13T17:00", *starts)
    assert (backwards.code, backwards.err.strip()) == (1, "La fin précède le début.")


def test_two_laptops_meet_in_one_conflict_that_a_command_decides(maillage, programme, tmp_path):
    first, second = programme
    hello, known = tmp_path / "bonjour.maillage", tmp_path / "postes.maillage"
    assert maillage("--store", second, "export", hello).code == 0
    assert maillage("--store", first, "merge", hello).code == 0
    with Store.open(first, passphrase=PASSPHRASE) as store:
        ada = store.add(Person(given_name="Ada", family_name="Lefèvre", phone="1"))
    written = maillage("--store", first, "export", known, "--everyone", "--json")
    assert set(written.data["readers"]) == {"Coordination", "Accueil"}
    assert maillage("--store", second, "merge", known).code == 0
    for path, phone in ((first, "2"), (second, "3")):
        with Store.open(path, passphrase=PASSPHRASE) as store:
            store.change(ada.id, phone=phone)
    back = tmp_path / "retour.maillage"
    assert maillage("--store", second, "export", back).code == 0
    merged = maillage("--store", first, "merge", back, "--json").data
    assert (merged["new"], merged["conflicts"], merged["waiting"]) == (1, 1, 1)
    again = maillage("--store", first, "merge", back, "--json").data
    assert (again["new"], again["files"][0]["refused"]) == (0, None)
    listed = maillage("--store", first, "conflicts", "--json").data["conflicts"][0]
    assert listed["base"]["value"] == "1"
    assert {version["value"] for version in listed["versions"]} == {"2", "3"}
    assert "Ada Lefèvre" in maillage("--store", first, "conflicts").out
    tried = maillage("--store", first, "resolve", "--rule", "latest", "--dry-run", "--json")
    assert [one["field"] for one in tried.data["settled"]] == ["phone"]
    assert tried.data["dry_run"]
    texts = maillage("--store", first, "resolve", "--rule", "texts", "--json").data
    assert (texts["settled"], texts["left"]) == ([], 1)
    assert maillage("--store", first, "resolve", "--rule", "laptop").code == 2
    assert maillage("--store", first, "resolve", "--rule", "latest", 1).code == 2
    assert maillage("--store", first, "resolve").code == 2
    wrong = maillage("--store", first, "resolve", 1, "--value", "ada@example.org")
    assert wrong.code == 2
    assert maillage("--store", first, "resolve", 1, "--value", NUMBER).code == 0
    assert maillage("--store", first, "conflicts", "--json").data["conflicts"] == []
    (decided,) = maillage("--store", first, "conflicts", "--decided", "--json").data["decided"]
    assert decided["chosen"]["value"] == NUMBER
    assert len(decided["versions"]) == 2
    again = ("resolve", 1, "--decided", "--take")
    assert maillage("--store", first, *again, 3).code == 2
    assert maillage("--store", first, *again, 2).code == 0
    (since,) = maillage("--store", first, "conflicts", "--decided", "--json").data["decided"]
    assert since["now"] == decided["versions"][1]["value"]
    assert (
        decided["versions"][0]["value"] in maillage("--store", first, "conflicts", "--decided").out
    )
    with Store.open(first, passphrase=PASSPHRASE) as store:
        assert store.get(Person, ada.id).phone == since["now"]


def test_digest_dump_and_verify_speak_of_the_same_state(maillage, programme):
    first, _ = programme
    with Store.open(first, passphrase=PASSPHRASE) as store:
        digest, lines = store.digest(), list(store.dump())
    assert maillage("--store", first, "digest").out.strip() == digest
    assert maillage("--store", first, "dump").out.splitlines() == lines
    assert maillage("--store", first, "verify", "--json").data["ok"] is True


def test_erase_asks_first_and_names_what_remains(maillage, programme):
    first, _ = programme
    maillage("--store", first, "intake", LIST)
    assert maillage("--store", first, "erase", "Cissé", "--yes", "--json").data["records"] > 1
    assert maillage("--store", first, "erase", "Cissé", "--yes").code == 2
    assert "Ibrahim" not in maillage("--store", first, "dump").out


def test_an_erasure_is_asked_in_french_and_answered_in_it(maillage, programme, monkeypatch):
    first, _ = programme
    maillage("--store", first, "intake", LIST)
    asked = []

    def type_(word):
        monkeypatch.setattr(click, "prompt", lambda text, **_how: asked.append(text) or word)

    type_("non")
    assert maillage("--store", first, "erase", "Cissé").code == 130
    type_("oui")
    assert maillage("--store", first, "erase", "Cissé").code == 0
    assert "[o/N]" in asked[0]


def test_a_name_that_two_people_bear_erases_nobody(maillage, programme):
    first, _ = programme
    maillage("--store", first, "intake", LIST)
    before = maillage("--store", first, "digest").out
    said = maillage("--store", first, "erase", "Claire Martin", "--yes")
    assert said.code == 2
    assert said.err.count("Claire Martin") == 2
    assert maillage("--store", first, "digest").out == before


def test_report_writes_a_pdf(maillage, programme, tmp_path):
    first, _ = programme
    said = maillage("--store", first, "report", tmp_path / "cr.pdf", "--json")
    assert said.code == 0
    assert (tmp_path / "cr.pdf").read_bytes().startswith(b"%PDF-")
    assert said.data["size"] == (tmp_path / "cr.pdf").stat().st_size
    assert said.data["names"] is False, "as the window does, unless asked"
    named = maillage("--store", first, "report", tmp_path / "noms.pdf", "--with-names")
    assert "avec les noms" in named.out


def test_report_says_what_is_wrong_with_the_place(maillage, programme, tmp_path):
    first, _ = programme
    wrong = maillage("--store", first, "--language", "en", "report", tmp_path / "cr.txt")
    assert wrong.code == 2
    assert ".docx" in wrong.err
    nowhere = maillage("--store", first, "--language", "en", "report", tmp_path / "gone" / "cr.pdf")
    assert nowhere.code == 3
    assert "There is no folder" in nowhere.err
    assert not list(tmp_path.glob("**/cr*"))


@pytest.mark.parametrize("language", ["fr", "en"])
def test_help_speaks_the_language_asked_for(maillage, language):
    said = maillage("--language", language, "merge", "--help").out
    assert ("Utilisation" in said) == (language == "fr")
    assert ("Usage:" in said) == (language == "en")
    asked = maillage("--language", language, "meeting", "--help").out
    for french, english in (("TITRE", "TITLE"), ("TEXTE", "TEXT "), ("obligatoire", "required")):
        assert (french in asked) == (language == "fr")
        assert (english in asked) == (language == "en")


def test_an_unknown_list_is_taken_in_by_what_its_columns_are_said_to_mean(
    maillage, programme, tmp_path
):
    first, _ = programme
    path = tmp_path / "liste.csv"
    path.write_text("Produit;Chose\nAda Lefèvre;ada@pont.example\n", "utf-8")
    unknown = maillage("--store", first, "intake", path, "--map", "1=")
    assert unknown.code == 5
    assert "Produit" in unknown.err
    assert maillage("--store", first, "intake", path, "--map", "Prix=email").code != 0
    assert maillage("--store", first, "intake", path, "--map", "Produit").code != 0
    said = maillage(
        *("--store", first, "intake", path, "--json"),
        *("--map", "Produit=full_name", "--map", "2=email"),
    )
    assert (said.code, said.data["new"], said.data["understood"]) == (0, 1, "corrected")
    again = maillage("--store", first, "intake", path, "--dry-run", "--json").data
    assert (again["unchanged"], again["understood"]) == (1, "remembered")
    assert again["columns"] == [
        {"column": "Produit", "field": "full_name"},
        {"column": "Chose", "field": "email"},
    ]


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_the_help_names_in_french_what_is_typed_in_each_place(name):
    """The places of a command are in the list that the catalogues are made of."""
    command = group.get_command(click.Context(group), name)
    commands = [command, *getattr(command, "commands", {}).values()]
    typed = {
        one.metavar or (one.name or "").upper()
        for command in commands
        for one in command.params
        if isinstance(one, click.Argument)
    }
    assert {place.strip("[].") for place in typed} <= {
        *words.PLACEHOLDERS,
        *map(language.use("fr").text, words.PLACEHOLDERS),
    }
