"""About Maillage: its version, its licence, and those whose work it carries."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QTextBrowser, QWidget

from maillage import __version__
from maillage.assets import resource
from maillage.language import _
from maillage.ui.look import theme
from maillage.ui.look.tokens import SPACE_M
from maillage.ui.widgets.dialogs import PlainDialog


class AboutDialog(PlainDialog):
    """Version and notices, to read and to copy."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            _("Maillage {version}", version=__version__),
            _(
                "Free software under the MIT licence. It works with no network: what you record"
                " stays on this computer, encrypted, and in the files you hand over yourself."
            ),
            parent,
            icon_name="info",
        )
        self.setMinimumWidth(theme.px(560))
        self.notices = QTextBrowser()
        listed = resource("licences", "THIRD-PARTY.md").read_text(encoding="utf-8")
        self.notices.setMarkdown(notices(listed))
        self.notices.document().setDocumentMargin(SPACE_M)
        self.notices.setOpenLinks(False)
        self.notices.setAccessibleName(_("Licences of what Maillage carries"))
        room = self.room(self.notices, high=280, least=160)
        self.body.insertWidget(self.body.count() - 1, room)
        done = self.add_button(_("Close"), "primary")
        done.clicked.connect(self.accept)
        done.setDefault(True)
        done.setFocus()


def notices(listed: str) -> str:
    """Return in Markdown whose work Maillage stands on, in the language that is spoken.

    ``listed`` is THIRD-PARTY.md: of it the rows of its two tables are shown, and no sentence.
    """
    used, brought = (_rows(part) for part in listed.split("\n## ", 1))
    return "\n\n".join(
        (
            # A title as large as a page's would shout in a dialog.
            "### " + _("Whose work Maillage stands on"),
            _(
                "Fonts and icons have their notices beside them, in resources/fonts and"
                " resources/icons. The geography of France is public data under the Licence"
                " Ouverte 2.0."
            ),
            _(
                "Qt, PySide6 and psycopg are used under the LGPL 3: they are separate libraries,"
                " unchanged, that anyone may replace by their own. The texts of the licences are"
                " in resources/licences."
            ),
            _table((_("Library"), _("Versions"), _("Licence")), used),
            "#### " + _("Brought along by these"),
            _table((_("Library"), _("Licence")), brought),
        )
    )


def _rows(part: str) -> list[str]:
    """Return the rows of the table in a part, without its head."""
    return [line for line in part.splitlines() if line.startswith("| ")][2:]


def _table(head: Sequence[str], rows: Sequence[str]) -> str:
    ruled = "| " + " | ".join("---" for _name in head) + " |"
    return "\n".join(("| " + " | ".join(head) + " |", ruled, *rows))
