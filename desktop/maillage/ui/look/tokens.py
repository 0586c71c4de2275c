"""Design tokens: every colour of the light and dark schemes, the type scale, spaces and sizes."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class Tokens(NamedTuple):
    """One colour scheme. Every value is an opaque `#RRGGBB` string.

    A dataclass of fifty fields takes three times as long to define, before the first paint.
    """

    dark: bool
    # Grounds
    surface: str
    raised: str
    sunken: str
    # Words
    text: str
    muted: str
    # The one action colour
    accent: str
    accent_strong: str
    on_accent: str
    accent_soft: str
    # States, each with the soft ground its words may stand on
    positive: str
    positive_soft: str
    warning: str
    warning_soft: str
    danger: str
    danger_soft: str
    on_danger: str
    mark: str
    # Lines: `line` decorates only, `edge` outlines what can be used
    line: str
    edge: str
    # Side bar
    side: str
    side_active: str
    side_text: str
    side_muted: str
    saffron: str
    # Keyboard ring, two lines so that one always shows
    focus: str
    focus_gap: str
    # Toast
    toast: str
    toast_text: str
    toast_action: str
    # Categories: graphics only, never a text colour
    social_work: str
    social_enterprise: str
    local_authority: str
    other: str
    # Themes: graphics only, always beside the theme's name
    theme_1: str
    theme_2: str
    theme_3: str
    theme_4: str
    theme_5: str
    theme_6: str
    theme_7: str
    theme_8: str


LIGHT = Tokens(
    dark=False,
    surface="#F3F1EA",
    raised="#FFFFFF",
    sunken="#E9E6DC",
    text="#1D2A2D",
    muted="#55615F",
    accent="#0F6069",
    accent_strong="#0A474F",
    on_accent="#FFFFFF",
    accent_soft="#D8EBE8",
    positive="#1F6A3B",
    positive_soft="#DFF0E1",
    warning="#744800",
    warning_soft="#FCEBC5",
    danger="#A3241B",
    danger_soft="#FBE3DF",
    on_danger="#FFFFFF",
    mark="#FBE3A6",
    line="#D9D4C7",
    edge="#7F8681",
    side="#123A41",
    side_active="#1F5660",
    side_text="#EAF2EF",
    side_muted="#A9C3C2",
    saffron="#F2B233",
    focus="#F2A900",
    focus_gap="#1D2A2D",
    toast="#1D2A2D",
    toast_text="#FFFFFF",
    toast_action="#F6C76B",
    social_work="#1B5EBB",
    social_enterprise="#C6620D",
    local_authority="#843F72",
    other="#3A451A",
    theme_1="#0F7A6C",
    theme_2="#6B4FBB",
    theme_3="#B03A6B",
    theme_4="#6B6B12",
    theme_5="#8A5A2B",
    theme_6="#3E6C8F",
    theme_7="#A6452F",
    theme_8="#5E6663",
)

DARK = Tokens(
    dark=True,
    surface="#12191B",
    raised="#1B2528",
    sunken="#0D1314",
    text="#ECEAE3",
    muted="#A9B3B0",
    accent="#74C7C5",
    accent_strong="#9ADAD7",
    on_accent="#05282C",
    accent_soft="#1F4247",
    positive="#8ED49D",
    positive_soft="#1B3724",
    warning="#F1C56C",
    warning_soft="#3B2F12",
    danger="#FF9F91",
    danger_soft="#47221D",
    on_danger="#3A0B06",
    mark="#4E3C0F",
    line="#33413F",
    edge="#7D8A88",
    side="#0E2A2F",
    side_active="#1C4850",
    side_text="#EAF2EF",
    side_muted="#9DB9B7",
    saffron="#F2B233",
    focus="#F2B233",
    focus_gap="#12191B",
    toast="#ECEAE3",
    toast_text="#1D2A2D",
    toast_action="#0A474F",
    social_work="#5C93FA",
    social_enterprise="#E9743F",
    local_authority="#D597C2",
    other="#DCEBBF",
    theme_1="#5BC8B5",
    theme_2="#B39DF2",
    theme_3="#F08FB5",
    theme_4="#CFCB6B",
    theme_5="#D9A871",
    theme_6="#8FB9DA",
    theme_7="#F0937D",
    theme_8="#B4BDB9",
)


class Shape(StrEnum):
    """The four shapes of the weave."""

    DISC = "disc"
    TRIANGLE = "triangle"
    SQUARE = "square"
    DIAMOND = "diamond"


SHAPES: dict[str, Shape] = {
    "social_work": Shape.DISC,
    "social_enterprise": Shape.TRIANGLE,
    "local_authority": Shape.SQUARE,
    "other": Shape.DIAMOND,
}
"""The shape of each category code; the colour token has the code's own name."""

TYPE: dict[str, tuple[int, int]] = {
    "caption": (13, 400),
    "label": (14, 600),
    "sub": (15, 400),
    "body": (16, 400),
    "strong": (16, 600),
    "section": (18, 600),
    "door": (20, 400),
    "heading": (22, 600),
    "title": (26, 700),
    "figure": (34, 600),
}
"""Type role to (logical pixels, weight)."""

TEXT_SIZES = (100, 115, 130)
"""Percentages a person may choose."""

SPACE_XS, SPACE_S, SPACE_M, SPACE_L, SPACE_XL, SPACE_XXL = 4, 8, 12, 16, 24, 32

RADIUS_CONTROL, RADIUS_DOOR, RADIUS_CARD = 8, 10, 12

CONTROL, DOOR, CHIP, ROW = 40, 52, 38, 58
"""Heights in logical pixels, before the text size multiplies them."""

TOUCH = 44
"""Height at least of what is tapped with a finger, at every text size."""

RING = 4
"""Room of the keyboard ring around what has the focus."""

SIDE_WIDE, SIDE_RAIL = 212, 98

WIDE_FROM = 1100
"""From this window width on, the wide layout; below, the compact one."""

CONTENT_MAX = 1440

TOAST_SECONDS = 8


def shape_of(category: str) -> Shape:
    """The shape of a category code; an unknown code (a later version's) is shown as `other`."""
    return SHAPES.get(category, Shape.DIAMOND)


THEMES = 8
"""Colours that themes take in turn."""


def theme_token(colour: int) -> str:
    """The name of the colour token of a theme's number; numbers go round."""
    return f"theme_{colour % THEMES + 1}"


def category_token(category: str) -> str:
    """The name of the colour token of a category code, `other` for an unknown one."""
    return category if category in SHAPES else "other"
