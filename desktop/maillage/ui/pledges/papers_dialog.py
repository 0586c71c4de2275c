"""What people take home of a pledge, looked at before it is printed or saved."""

from __future__ import annotations

from functools import partial
from itertools import chain, count
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from maillage.actions import pledge_papers
from maillage.domain.records import Event
from maillage.language import _
from maillage.ui import folders
from maillage.ui.paper.names import file_name
from maillage.ui.paper.pdf_dialog import PURPOSE, PdfDialog
from maillage.ui.session import Session
from maillage.ui.widgets.buttons import Button

SUFFIX = ".ics"


class PapersDialog(PdfDialog):
    """Looks at the card of a pledge; saves it with its dates for a calendar, both at once."""

    def __init__(
        self,
        session: Session,
        pledge: str,
        parent: QWidget | None = None,
        *,
        meeting: Event | None = None,
    ) -> None:
        store, self._pledge = session.store, pledge
        self._offered = file_name(_("Pledge card"), meeting)
        self._beside = Path()
        make = partial(pledge_papers.card, store, pledge=pledge)
        super().__init__(session, _("Card and calendar"), self._offered, make, parent)
        self.save.set_text(_("Save card and calendar…"))

    def choose(self) -> None:
        """Ask where, and save; the name offered is that of no other pledge."""
        folder = folders.current().start(PURPOSE)
        self.file_name = free_name(folder, self._offered)
        super().choose()

    def save_to(self, path: Path) -> None:
        """Save the card there, and the calendar beside it under the same name."""
        path = path if path.suffix.lower() == ".pdf" else path.with_name(path.name + ".pdf")
        # Whoever replaces a card was asked; the calendar of another pledge stays.
        name = path.with_suffix(SUFFIX)
        self._beside = name if path.exists() else name.with_name(free_name(name.parent, name.name))
        super().save_to(path)

    def choose_calendar(self) -> None:
        """Ask where, and save the dates alone, to be sent to somebody."""
        folder = folders.current().start(PURPOSE)
        offered = folder / free_name(folder, Path(self._offered).with_suffix(SUFFIX).name)
        chosen, _kind = QFileDialog.getSaveFileName(
            self, _("Save the calendar"), str(offered), f"iCalendar (*{SUFFIX})"
        )
        if chosen:
            path = Path(chosen)
            path = path if path.suffix.lower() == SUFFIX else path.with_name(path.name + SUFFIX)
            folders.current().remember(PURPOSE, path)
            self._write(path, said=_("Saved: {file}", file=path.name))

    def _buttons(self) -> QHBoxLayout:
        row = super()._buttons()
        self.calendar = Button(_("Calendar alone…"), "quiet", "calendar")
        self.calendar.clicked.connect(self.choose_calendar)
        row.insertWidget(0, self.calendar)
        return row

    def _saved(self, path: Path) -> None:
        both = _("Saved: {card} and {calendar}", card=path.name, calendar=self._beside.name)
        self._write(self._beside, said=both)

    def _write(self, path: Path, *, said: str) -> None:
        store, pledge = self._session.store, self._pledge

        def done(written: Path) -> None:
            self._file = QUrl.fromLocalFile(str(written.parent))
            self.told.say("positive", said, _("Open the folder"))
            self.told.show()

        self._session.read(
            partial(pledge_papers.save_reminder, store, path, pledge=pledge), done=done
        )


def free_name(folder: Path, name: str) -> str:
    """Return a file's name, with a number where it, or the other of the pair, is taken."""
    stem, suffix = Path(name).stem, Path(name).suffix
    names = chain([stem], (f"{stem}-{number}" for number in count(2)))
    return next(one for one in names if not _is_taken(folder / one)) + suffix


def _is_taken(path: Path) -> bool:
    try:
        return any(path.with_name(path.name + one).exists() for one in (".pdf", SUFFIX))
    except OSError:  # whoever saves there is told why it cannot be
        return False
