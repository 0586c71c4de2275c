"""Words of Qt's own dialogs that its catalogues leave in English."""

from __future__ import annotations

from PySide6.QtCore import QTranslator

from maillage.language import N_, _

_MISSING = {
    ("QFileDialog", "&Look in:"): N_("&Look in:"),
    ("QFileDialog", "Files of &type:"): N_("Files of &type:"),
}


class QtWords(QTranslator):
    """Asked for what Qt's catalogue does not have: install it before that one."""

    def isEmpty(self) -> bool:
        """Qt leaves out a translator that has nothing."""
        return False

    def translate(
        self, context: str, source: str, disambiguation: str | None = None, n: int = -1
    ) -> str:
        """Return our words, or nothing for Qt to go on with its own."""
        found = _MISSING.get((context, source))
        return _(found) if found else ""
