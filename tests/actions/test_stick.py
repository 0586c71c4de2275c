"""A stick, or a folder, stands for the Maillage files that are on it."""

from __future__ import annotations

from maillage.actions.stick import files_of


def test_a_folder_stands_for_the_files_in_it_and_in_its_folders_but_not_for_hidden_ones(tmp_path):
    names = (
        "b/b.maillage",
        "a/a.maillage",
        "a/deep/c.maillage",
        ".Trashes/d.maillage",
        "a/._a.maillage",
    )
    for name in names:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(b"")
    assert files_of([tmp_path]) == [tmp_path / "a/a.maillage", tmp_path / "b/b.maillage"]
    (tmp_path / "._e.maillage").write_bytes(b"")
    (tmp_path / "e.maillage").write_bytes(b"")
    assert files_of([tmp_path]) == [
        *(tmp_path / "e.maillage", tmp_path / "a/a.maillage", tmp_path / "b/b.maillage"),
    ]
    assert files_of([tmp_path / "a/deep", tmp_path / "a/a.maillage"]) == [
        *(tmp_path / "a/deep/c.maillage", tmp_path / "a/a.maillage"),
    ]
    assert files_of([tmp_path / ".Trashes"]) == [tmp_path / ".Trashes/d.maillage"]
