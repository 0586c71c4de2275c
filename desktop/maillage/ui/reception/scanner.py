"""A badge that was scanned: whose it is, looked for where the store may be touched."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from maillage.actions import badges, photos
from maillage.actions.badges import Holder
from maillage.language import _
from maillage.ui import folders
from maillage.ui.session import Session

PICTURES = photos.SUFFIXES


class Scanner(QObject):
    """Reads codes that a scanner typed, or that a camera took a picture of."""

    found = Signal(object)
    """The Holder of a badge of this meeting."""
    unknown = Signal(str)
    """What was typed looks like a code, and is nobody's."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session

    def take(self, typed: str, event: str) -> bool:
        """Look for whose badge was typed, if it is one; return whether it is."""
        codes = badges.readings(typed)
        if codes:
            job = partial(badges.holder, self._session.store, event=event, codes=codes)
            self._session.read(job, done=partial(self._known, typed))
        return bool(codes)

    @staticmethod
    def is_other_code(typed: str) -> bool:
        """Tell whether what was typed is the code of something else, and no name."""
        return not badges.readings(typed) and badges.is_other_code(typed)

    def refuse(self, typed: str) -> bool:
        """Tell that what was typed is the code of something else, if it is; return whether."""
        if not self.is_other_code(typed):
            return False
        self._session.tell(
            _(
                "This code is not a badge of this meeting. Scan it again, or look for the person"
                " by name."
            ),
            icon="info",
        )
        return True

    @classmethod
    def is_no_name(cls, typed: str) -> bool:
        """Tell whether what was typed is any code: nobody is called so."""
        return cls.is_other_code(typed) or (bool(badges.readings(typed)) and not typed.isalpha())

    def take_picture(self, path: Path, event: str) -> None:
        """Look for whose badge a picture shows."""
        job = partial(_holder_in_picture, self._session, path, event)
        self._session.read(job, done=partial(self._known, ""), failed=self._refused)

    def choose_picture(self, parent: QWidget, event: str) -> None:
        """Let the person choose the picture of a badge."""
        start = str(folders.current().start("badges"))
        suffixes = " ".join(f"*{suffix}" for suffix in PICTURES)
        path, _kind = QFileDialog.getOpenFileName(
            parent, _("Read the photo of a badge"), start, _("Pictures") + f" ({suffixes})"
        )
        if path:
            folders.current().remember("badges", Path(path))
            self.take_picture(Path(path), event)

    def _refused(self, error: BaseException) -> None:
        from maillage.actions import explain

        if explain.is_expected(error):
            self._session.tell(explain.sentence(error), icon="info")
        else:
            self._session.failed.emit(error)

    def _known(self, typed: str, holder: Holder | None) -> None:
        if holder is None:
            self.unknown.emit(typed)
        elif holder.meeting:
            fact = _(
                "This badge was made for another meeting: {meeting}. Look for {name} by name.",
                meeting=holder.meeting,
                name=holder.name,
            )
            self._session.tell(fact, icon="info")
        else:
            self.found.emit(holder)


def _holder_in_picture(session: Session, path: Path, event: str) -> Holder | None:
    codes = badges.in_picture(path)
    return badges.holder(session.store, event=event, codes=codes)
