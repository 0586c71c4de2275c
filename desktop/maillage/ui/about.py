"""About Maillage: its version, its licence, and those whose work it carries."""

from __future__ import annotations

from PySide6.QtWidgets import QTextBrowser, QWidget

from maillage import __version__
from maillage.assets import resource
from maillage.language import _
from maillage.ui.look import theme
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
        self.notices.setMarkdown(resource("licences", "THIRD-PARTY.md").read_text(encoding="utf-8"))
        self.notices.setOpenLinks(False)
        self.notices.setMinimumHeight(theme.px(280))
        self.notices.setAccessibleName(_("Licences of what Maillage carries"))
        self.body.insertWidget(self.body.count() - 1, self.notices)
        done = self.add_button(_("Close"), "primary")
        done.clicked.connect(self.accept)
        done.setDefault(True)
        done.setFocus()
