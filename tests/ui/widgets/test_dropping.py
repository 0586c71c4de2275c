"""Files dropped are handed over if they are wanted; what takes long is stopped once."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent

from maillage.ui.widgets.drop import DropZone, local_files
from maillage.ui.widgets.progress import ProgressRow


def test_only_local_files_of_the_wanted_kind_are_taken():
    data = QMimeData()
    data.setUrls(
        [
            QUrl.fromLocalFile("/stick/Porte sud.MAILLAGE"),
            QUrl.fromLocalFile("/stick/photo.jpg"),
            QUrl("https://example.org/x.maillage"),
        ]
    )
    assert local_files(data, [".maillage"]) == ["/stick/Porte sud.MAILLAGE"]
    assert len(local_files(data)) == 2


def test_dropping_files_hands_them_over(qtbot):
    zone = DropZone("Déposez", "ici", "Parcourir…", suffixes=[".maillage"])
    qtbot.addWidget(zone)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile("/stick/a.maillage"), QUrl.fromLocalFile("/stick/b.maillage")])
    drop = QDropEvent(
        QPointF(5, 5), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    with qtbot.waitSignal(zone.files) as told:
        zone.dropEvent(drop)
    assert told.args == [["/stick/a.maillage", "/stick/b.maillage"]]


def test_stop_is_heard_once(qtbot):
    row = ProgressRow("table-3.maillage")
    qtbot.addWidget(row)
    row.set_progress(148, 240, "148 fiches sur 240")
    told: list[int] = []
    row.stopped.connect(lambda: told.append(1))
    row._stop.click()
    row._stop.click()
    assert told == [1]
    assert row._bar.accessibleName() == "148 fiches sur 240"
