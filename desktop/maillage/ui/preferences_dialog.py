"""Settings of this computer: language, light or dark, size of the text. At once, no button."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from maillage.language import _
from maillage.ui.look.tokens import TEXT_SIZES
from maillage.ui.preferences import Preferences
from maillage.ui.widgets.chips import ChipBar, ChipItem
from maillage.ui.widgets.dialogs import PlainDialog
from maillage.ui.widgets.text import Text


class PreferencesDialog(PlainDialog):
    """Three rows of choices, each in force as soon as it is made."""

    def __init__(self, preferences: Preferences, parent: QWidget | None = None) -> None:
        super().__init__(
            _("Settings"), _("They hold for this computer."), parent, icon_name="settings"
        )
        self._preferences = preferences
        chosen = preferences.settings
        self.language = self._row(
            _("Language"),
            [
                ChipItem("auto", _("As the system")),
                ChipItem("fr", "Français"),
                ChipItem("en", "English"),
            ],
            chosen.language,
        )
        self.scheme = self._row(
            _("Appearance"),
            [
                ChipItem("auto", _("As the system")),
                ChipItem("light", _("Light")),
                ChipItem("dark", _("Dark")),
            ],
            chosen.scheme,
        )
        sizes = dict(zip(TEXT_SIZES, (_("Usual"), _("Large"), _("Very large")), strict=True))
        self.text_size = self._row(
            _("Size of the text"),
            [ChipItem(str(size), word) for size, word in sizes.items()],
            str(chosen.text_size),
        )
        self.language.chosen.connect(self._speak)
        self.scheme.chosen.connect(lambda code: preferences.change(scheme=code))
        self.text_size.chosen.connect(lambda code: preferences.change(text_size=int(code)))
        done = self.add_button(_("Close"), "primary")
        done.clicked.connect(self.accept)
        done.setDefault(True)

    def _row(self, title: str, items: list[ChipItem], code: str) -> ChipBar:
        bar = ChipBar(items, name=title)
        bar.set_code(code)
        place = self.body.count() - 1
        self.body.insertWidget(place, Text(title, "label"))
        self.body.insertWidget(place + 1, bar)
        return bar

    def _speak(self, code: str) -> None:
        # Screens are built anew: this dialog would go on in the language of before.
        self.accept()
        self._preferences.change(language=code)
