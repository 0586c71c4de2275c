"""Source Sans 3 in three weights, what stands in where it lacks, the font of each type role."""

from __future__ import annotations

from functools import cache

from PySide6.QtGui import QFont, QFontDatabase, QFontInfo

from maillage import assets
from maillage.ui.look.tokens import TYPE

FAMILY = "Source Sans 3"
FILES = ("SourceSans3_400Regular.ttf", "SourceSans3_600SemiBold.ttf", "SourceSans3_700Bold.ttf")


@cache
def load() -> bool:
    """Register the three files once per process; False if Qt refused one of them."""
    added = [
        QFontDatabase.addApplicationFontFromData(assets.resource("fonts", name).read_bytes())
        for name in FILES
    ]
    return all(number >= 0 for number in added)


@cache
def load_others() -> bool:
    """Register what Source Sans 3 lacks (Arabic, Hebrew, emoji...); False if Qt refused one.

    For systems without such letters of their own. It takes 20 to 40 ms: not before the window is
    there. Texts already shown are painted anew by Qt.
    """
    added = [
        QFontDatabase.addApplicationFontFromData(one.read_bytes())
        for one in sorted(assets.resource("fonts").glob("Noto*.ttf"))
    ]
    return bool(added) and all(number >= 0 for number in added)


@cache
def semibold_family() -> str:
    """The family that answers to weight 600: older Windows naming hides it under its own name."""
    probe = QFont(FAMILY)
    probe.setWeight(QFont.Weight.DemiBold)
    if QFontInfo(probe).weight() == QFont.Weight.DemiBold:
        return FAMILY
    return f"{FAMILY} SemiBold"


def font_for(role: str, text_size: int = 100) -> QFont:
    """The font of a type role at a text size in percent; KeyError for an unknown role."""
    pixels, weight = TYPE[role]
    font = QFont(semibold_family() if weight == QFont.Weight.DemiBold else FAMILY)
    font.setPixelSize(round(pixels * text_size / 100))
    font.setWeight(QFont.Weight(weight))
    return font
