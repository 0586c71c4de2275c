"""About Maillage: its version, its licence, and those whose work it carries."""

from __future__ import annotations

import re

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
        notices = resource("licences", "THIRD-PARTY.md").read_text(encoding="utf-8")
        # A title as large as a page's would shout in a dialog: its headings go down by two.
        self.notices.setMarkdown(re.sub(r"^(#+ )", r"##\1", notices, flags=re.MULTILINE))
        self.notices.document().setDocumentMargin(SPACE_M)
        self.notices.setOpenLinks(False)
        self.notices.setAccessibleName(_("Licences of what Maillage carries"))
        room = self.room(self.notices, high=280, least=160)
        self.body.insertWidget(self.body.count() - 1, room)
        done = self.add_button(_("Close"), "primary")
        done.clicked.connect(self.accept)
        done.setDefault(True)
        done.setFocus()
