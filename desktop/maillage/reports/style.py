"""The look of every document: colours, the embedded typeface, styles of paragraphs."""

from __future__ import annotations

from functools import cache
from typing import Final

from reportlab.lib.colors import Color, HexColor
from reportlab.lib.enums import TA_LEFT, TA_RIGHT
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics

from maillage.domain.vocabulary import World
from maillage.reports.typeface import BACKWARDS, Typeface

REGULAR: Final = "SourceSans3-Regular"
SEMIBOLD: Final = "SourceSans3-SemiBold"
BOLD: Final = "SourceSans3-Bold"
FONTS: Final = {
    REGULAR: "SourceSans3_400Regular.ttf",
    SEMIBOLD: "SourceSans3_600SemiBold.ttf",
    BOLD: "SourceSans3_700Bold.ttf",
}

PAPER: Final = HexColor("#FFFFFF")
SAND: Final = HexColor("#F3F1EA")
SAND_DEEP: Final = HexColor("#E9E6DC")
TEXT: Final = HexColor("#1D2A2D")
MUTED: Final = HexColor("#55615F")
ACCENT: Final = HexColor("#0F6069")
PETROL: Final = HexColor("#123A41")
PETROL_SHADE: Final = HexColor("#194A52")
"""A weave so quiet on petrol that words may cross it."""
ON_PETROL: Final = HexColor("#EAF2EF")
ON_PETROL_MUTED: Final = HexColor("#A9C3C2")
SAFFRON: Final = HexColor("#F2B233")
LINE: Final = HexColor("#D9D4C7")
EDGE: Final = HexColor("#7F8681")
WARNING: Final = HexColor("#744800")
WARNING_SOFT: Final = HexColor("#FCEBC5")

LIGHT: Final[dict[World, Color]] = {
    World.SOCIAL_WORK: HexColor("#1B5EBB"),
    World.SOCIAL_ENTERPRISE: HexColor("#C6620D"),
    World.LOCAL_AUTHORITY: HexColor("#843F72"),
    World.OTHER: HexColor("#3A451A"),
}
DARK: Final[dict[World, Color]] = {
    World.SOCIAL_WORK: HexColor("#5C93FA"),
    World.SOCIAL_ENTERPRISE: HexColor("#E9743F"),
    World.LOCAL_AUTHORITY: HexColor("#D597C2"),
    World.OTHER: HexColor("#DCEBBF"),
}


@cache
def load_fonts() -> None:
    """Make the typeface known to ReportLab; raises OSError when its files are not there."""
    for name, file in FONTS.items():
        font = Typeface(name, file, heavy=name != REGULAR)
        for one in (font, font.backwards()):
            pdfmetrics.registerFont(one)
            # Without a family of its own, ReportLab looks for bold in Helvetica.
            own = one.fontName
            pdfmetrics.registerFontFamily(own, own, own, own, own)


@cache
def backwards(of: ParagraphStyle) -> ParagraphStyle:
    """Return the same style for paragraphs that are read from right to left."""
    return ParagraphStyle(
        of.name + BACKWARDS,
        parent=of,
        fontName=of.fontName + BACKWARDS,
        alignment=TA_RIGHT if of.alignment == TA_LEFT else of.alignment,
    )


@cache
def letters() -> frozenset[str]:
    """Return the characters that ReportLab sets by itself, in all weights."""
    load_fonts()
    return frozenset.intersection(*(pdfmetrics.getFont(name).letters for name in FONTS))


def width_of(text: str, style: ParagraphStyle) -> float:
    """Return how wide a text is on one line, in points."""
    return float(pdfmetrics.stringWidth(text, style.fontName, style.fontSize))


def _style(name: str, size: float, leading: float, **more: object) -> ParagraphStyle:
    chosen = {"fontName": REGULAR, "textColor": TEXT, **more}
    return ParagraphStyle(
        name,
        fontSize=size,
        leading=leading,
        bulletFontName=REGULAR,
        allowWidows=0,
        allowOrphans=0,
        splitLongWords=1,
        **chosen,
    )


BODY: Final = _style("body", 10.5, 15.5)
STRONG: Final = _style("strong", 10.5, 15.5, fontName=SEMIBOLD)
LEAD: Final = _style("lead", 11.2, 17)
SMALL: Final = _style("small", 9, 13, textColor=MUTED)
SMALL_TEXT: Final = _style("small-text", 9, 13)
SMALL_STRONG: Final = _style("small-strong", 9, 13, fontName=SEMIBOLD)
FINE: Final = _style("fine", 7.6, 9.6, textColor=MUTED)
NUMBER: Final = _style("number", 10.5, 15.5, fontName=BOLD, textColor=ACCENT)
QUOTE: Final = _style("quote", 12, 18)
HEADING: Final = _style("heading", 21, 26, fontName=BOLD, textColor=PETROL)
SUBHEADING: Final = _style("subheading", 13.5, 18, fontName=SEMIBOLD, textColor=ACCENT)
CAPTION: Final = _style("caption", 10.5, 14, fontName=SEMIBOLD)
FIGURE: Final = _style("figure", 30, 34, fontName=SEMIBOLD, textColor=PETROL)
RIGHT: Final = _style("right", 10.5, 15.5, alignment=TA_RIGHT)
RIGHT_STRONG: Final = _style("right-strong", 10.5, 15.5, fontName=SEMIBOLD, alignment=TA_RIGHT)
RIGHT_SMALL: Final = _style("right-small", 9, 13, textColor=MUTED, alignment=TA_RIGHT)
COVER_KIND: Final = _style("cover-kind", 11, 15, fontName=SEMIBOLD, textColor=SAFFRON)
COVER_LINE: Final = _style("cover-line", 12, 18, textColor=ON_PETROL)
COVER_MUTED: Final = _style("cover-muted", 10.5, 15, textColor=ON_PETROL_MUTED)
TITLES: Final = tuple(
    _style(f"title-{size}", size, size * 1.17, fontName=BOLD, textColor=PAPER)
    for size in (32, 26, 21, 17, 14, 11)
)
"""From the largest down: a cover takes the first that fits."""
