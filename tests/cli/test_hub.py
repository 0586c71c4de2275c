"""A hub from the command line alone: made, entered, joined, merged into, decided, reported."""

from __future__ import annotations

import json

import pytest
from tests.hubs import READER, Cluster

from maillage import settings
from maillage.actions import hubs

from .conftest import PASSPHRASE


@pytest.fixture
def prepared(maillage, cluster: Cluster, monkeypatch):
    """A new hub, and a function that returns its address for somebody."""
    said = maillage(
        *("hub", "prepare", cluster.admin, "--database", "essai"),
        *("--coordinator", "lea", "--coordinator", "yann", "--reader", "rita", "--json"),
    )
    assert said.code == 0, said.err
    passwords = said.data["passwords"]
    assert set(passwords) == {"lea", "yann", "rita"}

    def address(user: str, *, with_password: bool = True) -> str:
        word = f":{passwords[user]}" if with_password else ""
        return said.data["addresses"][user].replace("@", f"{word}@", 1)

    yield address
    cluster.run("DROP DATABASE essai WITH (FORCE)")
    for role in (*passwords, "essai_owner", "essai_coordinator", "essai_reader"):
        cluster.run(f"DROP ROLE {role}")


def test_two_coordinators_work_in_a_hub_from_its_making_to_the_report(
    maillage, programme, prepared, tmp_path
):
    first, second = programme
    lea, yann, rita = (tmp_path / name for name in ("lea", "yann", "rita"))
    said = maillage(
        *("--store", first, "hub", "enter", prepared("lea"), lea, "--device", "Hub Léa", "--json")
    )
    assert said.code == 0, said.err
    assert len(said.data["recovery_key"].replace(" ", "")) == 32
    assert settings.load().last_store == str(lea)

    invitation = tmp_path / "to-hub"
    assert maillage("invite", invitation, "--coordinator").code == 0
    joined = maillage("hub", "join", invitation, prepared("yann"), yann, "--device", "Hub Yann")
    assert joined.code == 0, joined.err

    # The address alone leads to the place of this computer in it.
    by_address = prepared("lea", with_password=False)
    assert maillage("--store", by_address, "digest").out == maillage("--store", yann, "digest").out

    listed = "resources/demo/inscriptions-helloasso.csv"
    files = []
    for store in (first, second):
        assert maillage("--store", store, "intake", listed).code in (0, 1)
        files.append(tmp_path / f"{store.name}.maillage")
        assert maillage("--store", store, "export", files[-1]).code == 0
    assert maillage("--store", by_address, "merge", *files, "--dry-run").code == 0
    merged = maillage("--store", by_address, "merge", *files, "--json")
    assert merged.code == 0, merged.err
    assert merged.data["new"] > 60
    again = maillage("--store", yann, "merge", *files, "--json")
    assert (again.code, again.data["new"]) == (0, 0)
    assert maillage("--store", yann, "verify").code == 0
    assert maillage("--store", yann, "conflicts", "--json").code == 0
    assert maillage("--store", yann, "resolve", "--rule", "latest", "--dry-run").code == 0
    assert maillage("--store", yann, "undo-merge").code == 0
    assert maillage("--store", lea, "merge", *files).code == 0

    read = maillage("hub", "read", prepared("rita"), rita)
    assert read.code == 0, read.err
    report = tmp_path / "compte-rendu.pdf"
    assert maillage("--store", rita, "report", report).code == 0
    assert report.read_bytes().startswith(b"%PDF")
    assert maillage("--store", rita, "digest").out == maillage("--store", lea, "digest").out
    refused = maillage("--store", rita, "meeting", "Interdite", "--starts", "2021-12-13")
    assert (refused.code, "Sous ce nom" in refused.err) == (3, True)
    refused = maillage("--store", lea, "backup", tmp_path / "copy")
    assert (refused.code, "pg_dump" in refused.err) == (3, True)


def test_whoever_only_reads_is_told_so_before_any_file_is_opened_or_written(
    maillage, programme, prepared, tmp_path
):
    first, second = programme
    file, pack, rita = (tmp_path / name for name in ("file", "pack", "rita"))
    entered = maillage(
        *("--store", first, "hub", "enter", prepared("lea"), tmp_path / "lea", "--device", "L")
    )
    assert entered.code == 0, entered.err
    assert maillage("--store", second, "export", file).code == 0
    assert maillage("hub", "read", prepared("rita"), rita).code == 0
    for command in (
        ("merge", file),
        ("merge", "--dry-run", file),
        ("merge", tmp_path / "nowhere"),
        ("export", pack),
        ("export", "--pack", pack),
    ):
        refused = maillage("--store", rita, *command)
        assert (refused.code, refused.out) == (3, ""), refused
        assert "Vous consultez seulement la base commune" in refused.err
    assert not pack.exists()
    # Nothing of theirs could be missing anywhere.
    status = maillage("--store", rita, "status", "--json").data
    assert (status["missing"], status["coordinators"]) == (0, [])


def test_no_password_lands_readable_in_any_file(maillage, programme, prepared, tmp_path):
    first, _ = programme
    address = prepared("lea")
    password = address.partition("://lea:")[2].partition("@")[0]
    place = tmp_path / "lea"
    assert maillage("--store", first, "hub", "enter", address, place, "--device", "L").code == 0
    kept = [settings.path(), *place.rglob("*"), *first.rglob("*")]
    assert settings.path().exists()
    for file in kept:
        assert password.encode() not in (file.read_bytes() if file.is_file() else b"")


def test_a_password_that_was_changed_is_given_anew(
    maillage, programme, prepared, tmp_path, cluster, monkeypatch
):
    first, _ = programme
    place = tmp_path / "lea"
    assert (
        maillage("--store", first, "hub", "enter", prepared("lea"), place, "--device", "L").code
        == 0
    )
    cluster.run("ALTER ROLE lea PASSWORD 'nouveau'")
    refused = maillage("--store", place, "digest")
    assert (refused.code, "n’accepte pas" in refused.err) == (3, True)
    monkeypatch.setenv("MAILLAGE_HUB_PASSWORD", "faux")
    assert maillage("--store", place, "hub", "password").code == 3
    monkeypatch.setenv("MAILLAGE_HUB_PASSWORD", "nouveau")
    assert maillage("--store", place, "hub", "password").code == 0
    monkeypatch.delenv("MAILLAGE_HUB_PASSWORD")
    assert maillage("--store", place, "digest").code == 0


def test_an_address_that_leads_nowhere_is_one_sentence(maillage, cluster, tmp_path):
    for address, words in (
        ("postgresql+psycopg://lea@hub.example.org/maillage", "chiffrement"),
        ("postgresql+psycopg://lea@localhost/nulle-part", "ne connaît pas encore"),
        ("postgresql+psycopg://lea@localhost", "n’est pas l’adresse"),
    ):
        said = maillage("--store", address, "digest")
        assert (said.code, words in said.err, "Traceback" in said.err) == (3, True, False), said.err
        assert "\n" not in said.err.strip()


def test_without_a_password_the_server_is_asked_whether_it_wants_one(cluster):
    assert hubs.wants_password(cluster.at("maillage", READER))
    assert not hubs.wants_password(str(cluster.admin))


def test_libpqs_own_password_serves_and_is_not_kept(
    maillage, programme, prepared, tmp_path, monkeypatch
):
    first, _ = programme
    address = prepared("lea")
    password = address.partition("://lea:")[2].partition("@")[0]
    bare = prepared("lea", with_password=False)
    place = tmp_path / "lea"
    monkeypatch.setenv("PGPASSWORD", password)
    assert maillage("--store", first, "hub", "enter", bare, place, "--device", "L").code == 0
    assert maillage("--store", place, "digest").code == 0
    monkeypatch.delenv("PGPASSWORD")
    asked = maillage("--store", place, "digest")
    assert (asked.code, "maillage hub password" in asked.err) == (3, True)
    assert json.loads((place / "hub.json").read_text())["hub"] == bare
    assert PASSPHRASE not in (place / "hub.json").read_text()
