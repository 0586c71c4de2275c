"""The visual language keeps its promises: contrast, fonts, icons, a complete style sheet."""

from __future__ import annotations

import re
from itertools import combinations
from math import dist

import pytest
from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontDatabase,
    QFontInfo,
    QFontMetricsF,
    QIcon,
    QImage,
    QPainter,
)
from PySide6.QtWidgets import QApplication

from maillage import assets
from maillage.ui.look import fonts, icons, theme
from maillage.ui.look.palette import palette_for
from maillage.ui.look.shapes import paint_shape, shape_path
from maillage.ui.look.style import stylesheet
from maillage.ui.look.tokens import (
    DARK,
    LIGHT,
    SHAPES,
    TEXT_SIZES,
    THEMES,
    TYPE,
    Shape,
    Tokens,
    category_token,
    shape_of,
    theme_token,
)

SCHEMES = pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
GROUNDS = ("surface", "raised", "sunken", "accent_soft", "mark")
CATEGORY_GROUNDS = ("surface", "raised", "sunken", "accent_soft")
TEXTS = [
    *[(word, ground) for word in ("text", "muted") for ground in GROUNDS],
    *[
        (word, ground)
        for word in ("accent", "positive", "warning", "danger")
        for ground in ("surface", "raised", "sunken", "accent_soft")
    ],
    ("text", "positive_soft"),
    ("positive", "positive_soft"),
    ("text", "warning_soft"),
    ("warning", "warning_soft"),
    ("text", "danger_soft"),
    ("danger", "danger_soft"),
    ("on_accent", "accent"),
    ("on_accent", "accent_strong"),
    ("on_danger", "danger"),
    ("side_text", "side"),
    ("side_text", "side_active"),
    ("side_muted", "side"),
    ("toast_text", "toast"),
    ("toast_action", "toast"),
]
GRAPHICS = [
    *[("edge", ground) for ground in ("surface", "raised")],
    ("saffron", "side"),
    ("saffron", "side_active"),
    ("focus", "focus_gap"),
    *[(category, ground) for category in SHAPES for ground in CATEGORY_GROUNDS],
]


def luminance(colour: str) -> float:
    """Relative luminance, WCAG 2.2."""
    channels = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Contrast ratio, WCAG 2.2."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@SCHEMES
@pytest.mark.parametrize(("word", "ground"), TEXTS)
def test_words_can_be_read_on_every_ground_they_may_stand_on(tokens: Tokens, word, ground):
    assert contrast(getattr(tokens, word), getattr(tokens, ground)) >= 4.5


@SCHEMES
@pytest.mark.parametrize(("graphic", "ground"), GRAPHICS)
def test_outlines_and_shapes_can_be_seen_on_every_ground(tokens: Tokens, graphic, ground):
    assert contrast(getattr(tokens, graphic), getattr(tokens, ground)) >= 3


def lab(rgb: list[float]) -> tuple[float, float, float]:
    """CIE L*a*b* (D65) of linear RGB."""
    r, g, b = (max(0.0, min(1.0, c)) for c in rgb)
    x = (0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.95047
    y = 0.2126 * r + 0.7152 * g + 0.0722 * b
    z = (0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.08883
    fx, fy, fz = (c ** (1 / 3) if c > 0.008856 else 7.787 * c + 16 / 116 for c in (x, y, z))
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


# Machado, Oliveira and Fernandes 2009, severity 1.0, on linear RGB.
BLINDNESS = {
    "protan": ((0.152, 1.053, -0.205), (0.115, 0.786, 0.099), (-0.004, -0.048, 1.052)),
    "deutan": ((0.367, 0.861, -0.228), (0.280, 0.673, 0.047), (-0.012, 0.043, 0.969)),
    "tritan": ((1.256, -0.077, -0.179), (-0.078, 0.931, 0.148), (0.005, 0.691, 0.304)),
}


@SCHEMES
@pytest.mark.parametrize("number", range(THEMES))
@pytest.mark.parametrize("ground", ["surface", "raised", "accent_soft"])
def test_the_colour_of_a_theme_can_be_seen_where_it_stands(tokens: Tokens, number: int, ground):
    assert contrast(getattr(tokens, theme_token(number)), getattr(tokens, ground)) >= 3
    assert theme_token(number + THEMES) == theme_token(number)


@SCHEMES
@pytest.mark.parametrize("kind", BLINDNESS)
def test_categories_stay_apart_for_people_who_see_fewer_colours(tokens: Tokens, kind):
    def seen(colour: str) -> tuple[float, float, float]:
        channels = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
        linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
        rows = BLINDNESS[kind]
        return lab([sum(a * c for a, c in zip(row, linear, strict=True)) for row in rows])

    colours = [seen(getattr(tokens, category)) for category in SHAPES]
    assert min(dist(a, b) for a, b in combinations(colours, 2)) > 25


@SCHEMES
def test_every_colour_is_opaque_and_written_in_full(tokens: Tokens):
    colours = {name: value for name, value in tokens._asdict().items() if name != "dark"}
    assert all(re.fullmatch(r"#[0-9A-F]{6}", value) for value in colours.values())


def test_each_category_has_a_shape_of_its_own():
    assert sorted(SHAPES.values()) == sorted(Shape)


def test_a_category_of_a_later_version_is_shown_as_other():
    assert shape_of("from_2030") is Shape.DIAMOND
    assert category_token("from_2030") == "other"


def test_no_words_are_under_thirteen_pixels():
    assert min(pixels for pixels, _weight in TYPE.values()) >= 13


@pytest.mark.parametrize("role", TYPE)
def test_each_role_gets_source_sans_in_its_weight(qapp, role):
    assert fonts.load()
    info = QFontInfo(fonts.font_for(role))
    assert info.family().startswith("Source Sans 3")
    assert info.weight() == TYPE[role][1]


def test_letters_that_source_sans_lacks_come_with_the_app(qapp):
    assert fonts.load_others()
    assert {"Noto Sans Arabic", "Noto Sans Hebrew", "Noto Emoji"} <= set(QFontDatabase.families())


def test_the_text_size_multiplies_every_role(qapp):
    for role, (pixels, _weight) in TYPE.items():
        assert fonts.font_for(role, 130).pixelSize() == round(pixels * 1.3)


def test_digits_are_of_equal_width_so_that_columns_stand(qapp):
    fonts.load()
    for weight in (QFont.Weight.Normal, QFont.Weight.DemiBold, QFont.Weight.Bold):
        font = fonts.font_for("body")
        font.setWeight(weight)
        widths = {QFontMetricsF(font).horizontalAdvance(digit) for digit in "0123456789"}
        assert len(widths) == 1


@SCHEMES
@pytest.mark.parametrize("text_size", TEXT_SIZES)
def test_the_style_sheet_leaves_no_value_open(qapp, tokens: Tokens, text_size):
    sheet = stylesheet(tokens, text_size)
    assert "$" not in sheet
    assert sheet.count("{") == sheet.count("}")


def test_the_style_sheet_stays_short():
    text = assets.resource("style", "maillage.qss").read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 130


def test_the_style_sheet_uses_no_colour_of_its_own():
    text = assets.resource("style", "maillage.qss").read_text(encoding="utf-8")
    assert not re.search(r"#[0-9A-Fa-f]{3,8}\b", text)


@SCHEMES
def test_the_palette_has_the_words_and_grounds_of_the_scheme(qapp, tokens: Tokens):
    palette = palette_for(tokens)
    assert palette.window().color() == QColor(tokens.surface)
    assert palette.text().color() == QColor(tokens.text)
    assert palette.highlight().color() == QColor(tokens.accent)


def icon_names() -> list[str]:
    """Every Lucide icon we ship."""
    return sorted(path.stem for path in assets.resource("icons").glob("*.svg"))


@pytest.mark.parametrize("name", [name for name in icon_names() if name != "maillage"])
def test_every_icon_is_drawn_in_the_colour_asked_for(qapp, name):
    theme.apply(qapp, "light")
    image = icons.icon(name, "danger").pixmap(QSize(22, 22), 1.0).toImage()
    wanted = QColor(LIGHT.danger)
    drawn = [
        image.pixelColor(x, y)
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y).alpha() > 200
    ]
    assert drawn
    assert all(abs(colour.red() - wanted.red()) < 6 for colour in drawn)


def inked(icon: QIcon, mode: QIcon.Mode, state: QIcon.State) -> QColor:
    """The colour an icon is drawn in."""
    image = icon.pixmap(QSize(40, 40), 1.0, mode, state).toImage()
    pixels = [image.pixelColor(x, y) for x in range(40) for y in range(40)]
    return max(pixels, key=lambda colour: colour.alpha())


def test_an_icon_follows_the_theme_and_its_state(qapp):
    icon = icons.icon("check", "text", on="saffron")
    normal, off, on = QIcon.Mode.Normal, QIcon.State.Off, QIcon.State.On
    theme.apply(qapp, "light")
    assert inked(icon, normal, off).name() == LIGHT.text.lower()
    assert inked(icon, normal, on).name() == LIGHT.saffron.lower()
    assert inked(icon, QIcon.Mode.Disabled, off).name() == LIGHT.muted.lower()
    theme.apply(qapp, "dark")
    assert inked(icon, normal, off).name() == DARK.text.lower()


def test_an_icon_leaves_a_gap_before_its_word(qapp):
    theme.apply(qapp, "light")
    image = icons.icon("x").pixmap(QSize(28, 20), 1.0).toImage()
    right = [image.pixelColor(x, y).alpha() for x in range(20, 28) for y in range(20)]
    assert not any(right)


def test_the_mark_is_the_icon_of_the_app_in_every_size(qapp):
    icon = icons.app_icon()
    for side in (16, 32, 256):
        image = icon.pixmap(QSize(side, side), 1.0).toImage()
        assert image.pixelColor(side // 2, side // 8).alpha() > 200


@pytest.mark.parametrize("shape", Shape)
def test_shapes_have_nearly_the_same_area(qapp, shape):
    image = QImage(60, 60, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    paint_shape(painter, shape, QPointF(30, 30), 40, QColor("black"))
    painter.end()
    area = sum(image.pixelColor(x, y).alpha() for x in range(60) for y in range(60)) / 255
    disc = 3.1416 * 20**2
    assert 0.8 < area / disc < 1.25
    assert shape_path(shape, QPointF(30, 30), 40).contains(QPointF(30, 30))


def test_applying_a_scheme_tells_those_who_paint(qapp, qtbot):
    theme.apply(qapp, "light")
    with qtbot.waitSignal(theme.current().changed):
        theme.apply(qapp, "dark")
    assert theme.color("surface") == QColor(DARK.surface)
    theme.apply(qapp, "light")


def test_the_system_turning_dark_turns_the_window_dark(qapp: QApplication):
    # Setting the hint is how a platform tells Qt; some platforms cannot be told.
    theme.apply(qapp, "system")
    hints = qapp.styleHints()
    hints.setColorScheme(Qt.ColorScheme.Dark)
    if hints.colorScheme() is not Qt.ColorScheme.Dark:
        pytest.skip("this platform has no colour scheme")
    assert theme.current().tokens is DARK
    hints.setColorScheme(Qt.ColorScheme.Light)
    assert theme.current().tokens is LIGHT
    theme.apply(qapp, "light")


def test_the_text_size_reaches_the_application_font_and_pixels(qapp):
    theme.apply(qapp, "light", 130)
    assert qapp.font().pixelSize() == round(16 * 1.3)
    assert theme.px(40) == 52
    theme.apply(qapp, "light", 100)


def test_fonts_and_icons_come_with_their_licences():
    assert "SIL OPEN FONT LICENSE" in assets.resource("fonts", "OFL.txt").read_text().upper()
    assert "ISC License" in assets.resource("icons", "LUCIDE-LICENSE.txt").read_text()
