"""What is held about one person, to look at, print, and hand over on paper or as a file."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from maillage.actions import held
from maillage.actions.held import Held
from maillage.domain.records import Person
from maillage.language import _
from maillage.ui import folders
from maillage.ui.paper.names import file_name
from maillage.ui.paper.pdf_dialog import PdfDialog
from maillage.ui.session import Session
from maillage.ui.widgets.buttons import Button
from maillage.ui.widgets.text import Text

PURPOSE = "held"


class HeldDialog(PdfDialog):
    """All that this laptop holds about somebody."""

    def __init__(self, session: Session, person: Person, parent: QWidget | None = None) -> None:
        title = _("Data of {name}", name=person.name)
        super().__init__(session, title, file_name(title, None), parent=parent, purpose=PURPOSE)
        self._held: Held | None = None
        self.under_title(
            Text(
                _(
                    "Hand it to this person alone. Other people are left out of the texts as far as"
                    " Maillage knows their names: read it before."
                ),
                "caption",
                "muted",
                wrap=True,
            )
        )
        self.file = Button(_("JSON file…"), "secondary", "file-down")
        self.file.clicked.connect(self._choose_file)
        self.file.setEnabled(False)
        self.buttons.insertWidget(self.buttons.indexOf(self.save), self.file)
        read = partial(held.held, session.store, person=person.id)
        session.read(read, done=self._know, failed=self._failed)

    def save_file_to(self, path: Path) -> None:
        """Save what is held as JSON."""
        if self._held is None:
            return
        path = path if path.suffix.lower() == ".json" else path.with_name(path.name + ".json")
        folders.current().remember(PURPOSE, path)
        save = partial(held.save_for_machines, self._session.store, self._held, path)
        self._session.read(save, done=self._saved)

    def _know(self, found: Held) -> None:
        self._held = found
        self.file.setEnabled(True)
        self.remake(partial(held.pdf, found))

    def _choose_file(self) -> None:
        offered = folders.current().start(PURPOSE) / Path(self.file_name).with_suffix(".json")
        chosen, _kind = QFileDialog.getSaveFileName(
            self, _("Save for a machine"), str(offered), _("JSON (*.json)")
        )
        if chosen:
            self.save_file_to(Path(chosen))
