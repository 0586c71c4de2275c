"""Bad input: one clear sentence, the right exit code, nothing changed, no traceback."""

from __future__ import annotations

import pytest
import sqlcipher3.dbapi2 as sqlcipher
from tests.cli.conftest import PASSPHRASE

from maillage import language
from maillage.actions.explain import sentence
from maillage.cli import common
from maillage.cli.common import LONGEST, shown
from maillage.domain.errors import UnknownList


@pytest.fixture
def refused(maillage, programme):
    """Return a function that runs a command which must be refused and change nothing."""
    first, _ = programme
    before = maillage("--store", first, "digest").out

    def run(code, *arguments):
        said = maillage("--store", first, *arguments)
        assert said.code == code
        assert said.out == ""
        assert said.err.strip()
        assert "Traceback" not in said.err
        assert maillage("--store", first, "digest").out == before
        return said.err.strip()

    return run


def test_a_wrong_passphrase(maillage, programme, monkeypatch):
    monkeypatch.setenv("MAILLAGE_PASSPHRASE", "not these words")
    said = maillage("--store", programme[0], "digest")
    assert said.code == 3
    assert "n’ouvre pas" in said.err
    monkeypatch.setenv("MAILLAGE_PASSPHRASE", PASSPHRASE)
    assert maillage("--store", programme[0], "digest").code == 0


def test_a_folder_that_is_no_store(maillage, tmp_path):
    said = maillage("--store", tmp_path, "digest")
    assert (said.code, said.out) == (3, "")
    assert "pas de base Maillage" in said.err


def test_a_word_where_a_number_is_wanted(maillage):
    said = maillage("--language", "fr", "resolve", "abc")
    assert said.code == 2
    assert "abc\N{NO-BREAK SPACE}» n’est pas un nombre" in said.err
    assert "integer" not in said.err


def test_a_store_of_a_later_version(maillage, programme):
    from maillage.store import keys
    from maillage.store.engine import encrypted_engine

    first, _ = programme
    engine = encrypted_engine(first / "store.db", keys.unlock(first / "keys.json", PASSPHRASE))
    with engine.execution_options(writes=True).begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    engine.dispose()
    said = maillage("--store", first, "digest")
    assert said.code == 3
    assert "version plus récente" in said.err


def test_a_store_in_clear_text_is_never_opened(maillage, programme):
    first, _ = programme
    (first / "store.db").unlink()
    for rest in first.glob("store.db-*"):
        rest.unlink()
    plain = sqlcipher.connect(str(first / "store.db"))
    plain.execute("CREATE TABLE journal (device)")
    plain.commit()
    plain.close()
    assert maillage("--store", first, "digest").code == 3


def test_a_place_where_nothing_can_be_written(refused, tmp_path):
    (tmp_path / "file").write_text("not a folder")
    assert "droit d’écrire" in refused(3, "export", tmp_path / "file" / "x.maillage")


def test_an_existing_folder_is_never_written_over(maillage, tmp_path):
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "one.txt").write_text("dear")
    said = maillage("init", tmp_path / "letters", "--programme", "P", "--device", "D")
    assert said.code == 3
    assert [file.name for file in (tmp_path / "letters").iterdir()] == ["one.txt"]


def test_a_weak_passphrase(maillage, tmp_path, monkeypatch):
    monkeypatch.setenv("MAILLAGE_NEW_PASSPHRASE", "maillage")
    said = maillage("init", tmp_path / "s", "--programme", "P", "--device", "D")
    assert said.code == 1
    assert not (tmp_path / "s").exists()


def test_lists_that_are_none(refused, tmp_path):
    for name, content in {
        "picture.csv": b"\x89PNG\r\n\x1a\n\0\0",
        "empty.csv": b"",
        "other.csv": b"a;b;c\r\n1;2;3\r\n",
    }.items():
        (tmp_path / name).write_bytes(content)
        refused(5, "intake", tmp_path / name)
    refused(1, "intake", tmp_path / "missing.csv")


def test_received_files_that_are_none(maillage, programme, tmp_path):
    first, second = programme
    good = tmp_path / "bon.maillage"
    assert maillage("--store", second, "export", good).code == 0
    content = good.read_bytes()
    bad = {
        "tronque.maillage": content[:-1],
        "altere.maillage": content[:300] + bytes([content[300] ^ 1]) + content[301:],
        "vide.maillage": b"",
        "lettre.maillage": b"Bonjour",
    }
    for name, of in bad.items():
        (tmp_path / name).write_bytes(of)
    merged = maillage("--store", first, "merge", *(tmp_path / n for n in bad), good, "--json")
    assert merged.code == 4
    refusals = [file["refused"] for file in merged.data["files"]]
    assert all(refusals[:-1])
    assert refusals[-1] is None, "a bad file never stops the good ones"
    assert merged.data["new"] > 0


def test_a_package_for_somebody_else(maillage, programme, tmp_path):
    first, second = programme
    for_coordination = tmp_path / "c.maillage"
    assert maillage("--store", first, "export", for_coordination).code == 0
    said = maillage("--store", second, "merge", for_coordination)
    assert said.code == 4
    assert "scellé pour quelqu’un d’autre" in said.out


def test_an_invitation_opened_with_other_words_leaves_nothing(
    maillage, programme, tmp_path, monkeypatch
):
    monkeypatch.setenv("MAILLAGE_INVITATION_PASSPHRASE", "other words")
    said = maillage("join", tmp_path / "invitation.maillage", tmp_path / "new", "--device", "D")
    assert said.code == 4
    assert said.err.startswith("Vérifiez les mots de l’invitation")
    assert not (tmp_path / "new").exists()


def test_a_file_sealed_for_a_laptop_is_no_invitation_whatever_the_words(
    maillage, programme, tmp_path
):
    for_coordination = tmp_path / "c.maillage"
    assert maillage("--store", programme[0], "export", for_coordination).code == 0
    said = maillage("join", for_coordination, tmp_path / "new", "--device", "D")
    assert said.code == 4
    assert "est un fichier d’enregistrements" in said.err
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize("hours", ["nan", "inf", "1e300", "-1e300"])
def test_a_meeting_longer_than_any_calendar(refused, hours):
    said = refused(1, "meeting", "Fête", "--starts", "2021-12-13T14:00", f"--hours={hours}")
    assert "ne convient pas" in said


def test_what_nobody_foresaw_is_a_sentence_and_what_to_pass_on(maillage, programme, monkeypatch):
    def fails(_store):
        raise RuntimeError("nobody foresaw this")

    monkeypatch.setattr("maillage.actions.exchanges.decisions", fails)
    said = maillage("--store", programme[0], "conflicts")
    assert (said.code, said.out) == (1, "")
    assert said.err.startswith("Un imprévu s’est produit.")
    assert "RuntimeError: nobody foresaw this" in said.err
    assert maillage("--store", programme[0], "digest").code == 0, "the store was let go of"


def test_the_recovery_key_is_told_even_where_settings_cannot_be_kept(
    maillage, tmp_path, monkeypatch
):
    def full(*_settings):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("maillage.settings.save", full)
    said = maillage("init", tmp_path / "s", "--programme", "P", "--device", "D", "--json")
    assert len(said.data["recovery_key"].split()) == 8
    assert said.code == 1
    monkeypatch.setenv("MAILLAGE_PASSPHRASE", said.data["recovery_key"])
    assert maillage("--store", tmp_path / "s", "digest").code == 0


@pytest.mark.parametrize(("code", "said"), [("fr", "n’existe pas"), ("en", "No such command")])
def test_what_is_typed_wrongly_is_said_in_the_language_asked_for(maillage, code, said):
    assert said in maillage("--language", code, "nonsense").err
    assert said in maillage(f"--language={code}", "nonsense").err


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (("digest", "here", "there"), "« here there »"),
        (("resolve", "--rule"), "« --rule » demande une valeur"),
        (("resolve", "--rule", "chance"), "« chance » n’est pas"),
        (("resolve", "--rule", "chance"), "La valeur de « --rule »"),
        (("resolve", "--rule", "chance"), "« texts », « filled »"),
        (("extract",), "« PERSONNE »"),
        (("mrge",), "« mrge » n’existe pas"),
        (("mrge",), "« merge », « merges »"),
        (("undo",), "« undo-merge »"),
        (("--chek",), "« --check »"),
    ],
)
def test_what_is_typed_wrongly_is_said_in_french_to_its_end(maillage, typed, said):
    told = maillage("--language", "fr", *typed)
    assert told.code == 2
    assert said in told.err.replace("\N{NO-BREAK SPACE}", " ").replace("\u202f", " ")
    assert "'" not in told.err
    assert not {"Got", "Did", "not", "requires", "one"} & set(told.err.split())


def test_in_english_too_a_command_is_found_by_one_of_its_words(maillage):
    said = maillage("--language", "en", "undo").err
    assert "No such command 'undo'. Did you mean 'undo-merge'?" in said
    assert "Invalid value for '--rule': 'x' is not one of 'texts'" in (
        maillage("--language", "en", "resolve", "--rule", "x").err
    )


def test_what_is_no_file_is_never_written_over(refused, tmp_path):
    (tmp_path / "folder").mkdir()
    (tmp_path / "device").symlink_to("/dev/null")
    for name in ("folder", "device"):
        refused(3, "report", tmp_path / name)
        refused(3, "export", tmp_path / name)
    assert (tmp_path / "device").is_char_device()


def test_a_terminal_gets_no_control_signs_and_no_line_without_end():
    assert shown("a\x1b[31m\u202eb\x00\ud800\tc") == "a[31mb\tc"
    assert shown("é" * LONGEST) == "é" * LONGEST


def test_a_line_that_is_cut_says_by_how_much_and_where_the_rest_is(
    maillage, programme, monkeypatch
):
    language.use("fr")
    begin, mark, told = shown("é" * 10_000).partition("…")
    assert begin + mark == "é" * LONGEST + "…"
    assert told == " (coupé\N{NO-BREAK SPACE}: encore 8\u202f000 caractères)"
    whole = maillage("--store", programme[0], "conflicts").out
    monkeypatch.setattr(common, "LONGEST", 5)
    said = maillage("--store", programme[0], "conflicts").out
    assert said.startswith(whole[:5] + "… (coupé")
    assert f"encore {len(whole.rstrip()) - 5} caractères)" in said


def test_many_columns_without_a_name_are_counted():
    said = sentence(UnknownList("liste.csv", headers=tuple(f"C{n}" for n in range(40))))
    assert "C11" in said
    assert "C12" not in said
    assert "28" in said
