"""Pictures of the kit for ourselves: `python tests/ui/gallery.py OUT_DIR` writes PNG files.

Wide at 100 %, compact at 200 %, light and dark, on whatever platform Qt is given
(QT_QPA_PLATFORM=offscreen, or a virtual screen).
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from sample_components import components
from sample_pages import accueil, echanges, engagements

from maillage.ui.look import theme
from maillage.ui.widgets.dialogs import ConfirmDialog, MessageDialog
from maillage.ui.widgets.focus import FocusRing

PAGES: dict[str, Callable[..., QWidget]] = {
    "accueil": accueil,
    "engagements": engagements,
    "echanges": echanges,
    "composants": components,
}


def settle(app: QApplication) -> None:
    """Let layouts and paints happen."""
    for _ in range(6):
        app.processEvents()


def draw(out: Path, suffix: str, *, compact: bool) -> None:
    """Write every page, with dialogs and the popup, in both schemes."""
    app = QApplication.instance() or QApplication([])
    ring = FocusRing(app)
    for scheme in ("light", "dark"):
        theme.apply(app, scheme)
        for name, build in PAGES.items():
            page = build(compact=compact)
            page.resize(*((960, 540) if compact else (1366, 768)))
            page.show()
            page.activateWindow()
            settle(app)
            getattr(page, "shown", lambda: None)()
            if name == "composants":
                ring._watcher.by_keyboard = True
                page.first.setFocus(Qt.FocusReason.TabFocusReason)
            settle(app)
            page.grab().save(str(out / f"{name}-{scheme}{suffix}.png"))
            if name == "composants":
                page.combo.showPopup()
                settle(app)
                page.combo.view().window().grab().save(str(out / f"popup-{scheme}{suffix}.png"))
                page.combo.hidePopup()
            ring._watcher.by_keyboard = False
            if name == "accueil" and compact:
                menu = page.header._menu
                menu.popup(page.mapToGlobal(page.rect().center()))
                settle(app)
                menu.grab().save(str(out / f"menu-{scheme}{suffix}.png"))
                menu.close()
            page.close()
            page.deleteLater()
        confirm = ConfirmDialog(
            "Abandonner cet engagement ?",
            "Il restera visible dans l’historique, avec votre nom et la date. "
            "Marie Delorme le verra au prochain échange.",
            safe="Garder l’engagement",
            danger="Abandonner",
        )
        message = MessageDialog(
            "Ce fichier n’a pas pu être lu", "Il est abîmé. Rien n’a été modifié.", "Détails…"
        )
        for name, dialog in (("confirmer", confirm), ("message", message)):
            dialog.show()
            settle(app)
            dialog.grab().save(str(out / f"{name}-{scheme}{suffix}.png"))
            dialog.close()


def main() -> None:
    """Draw at 100 % here and at 200 % in a process of its own (Qt reads the factor once)."""
    out = Path(sys.argv[1])
    out.mkdir(parents=True, exist_ok=True)
    if os.environ.get("QT_SCALE_FACTOR") == "2":
        draw(out, "-200", compact=True)
        return
    draw(out, "", compact=False)
    subprocess.run(
        [sys.executable, __file__, str(out)], env=os.environ | {"QT_SCALE_FACTOR": "2"}, check=True
    )


if __name__ == "__main__":
    main()
