"""What is painted first stays where it was when the start page stands in the window."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QImage

from maillage.settings import Settings
from maillage.ui.look import brand, theme
from maillage.ui.preferences import Preferences
from maillage.ui.window import MainWindow

ROUNDED = 16
"""Of 255: edges are blended in the depth of whatever is painted on."""


@pytest.fixture
def preferences(request, qapp, tmp_path):
    scheme, text_size = request.param
    settings = Settings(language="fr", scheme=scheme, text_size=text_size)
    chosen = Preferences(settings, tmp_path / "settings.json")
    qapp.setStyleSheet("")  # there is none yet when the frame is painted
    chosen.colour()
    yield chosen
    theme.apply(qapp, "light", 100)


@pytest.mark.parametrize("preferences", [("light", 100), ("dark", 130)], indirect=True)
@pytest.mark.parametrize("size", [(1366, 728), (1366, 560), (960, 460)])
def test_nothing_that_was_painted_first_moves_or_changes_colour(qtbot, preferences, size):
    window = MainWindow(preferences)
    qtbot.addWidget(window)
    window.resize(*size)
    with qtbot.waitSignal(window.painted):
        window.show()
    before = window.grab()
    preferences.dress()
    preferences.speak()
    window.furnish()
    window.show_start()
    after = window.grab()
    window.worker.shutdown()
    width = brand.width(compact=window.compact)
    words = QRect(0, theme.px(brand.MARK) + brand.ABOVE, width, theme.px(brand.WORDS - brand.MARK))
    below = QRect(0, words.bottom(), width, window.height() - words.bottom())
    for part in (QRect(0, 0, width, words.top()), below):
        assert difference(before.copy(part).toImage(), after.copy(part).toImage()) <= ROUNDED
    tokens = theme.current().tokens
    edge = QRect(width, 0, brand.MARGIN, window.height())
    assert difference(before.copy(edge).toImage(), ground(edge, tokens.surface)) <= ROUNDED
    corner = QRect(0, 0, brand.MARGIN // 3, brand.ABOVE)
    assert difference(before.copy(corner).toImage(), ground(corner, tokens.side)) <= ROUNDED


def ground(of: QRect, colour: str) -> QImage:
    """Return a picture of one colour."""
    picture = QImage(of.size(), QImage.Format.Format_RGB32)
    picture.fill(QColor(colour))
    return picture


def difference(one: QImage, other: QImage) -> int:
    """Return the most by which a channel of a pixel differs."""
    pictures = [image.convertToFormat(QImage.Format.Format_RGB32) for image in (one, other)]
    channels = zip(*(bytes(picture.constBits()) for picture in pictures), strict=True)
    return max(abs(a - b) for a, b in channels)


@pytest.mark.parametrize("preferences", [("light", 100), ("light", 130)], indirect=True)
@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_words_on_the_picture_end_above_the_weave(qtbot, preferences, language):
    preferences.dress()
    preferences.change(language=language)
    window = MainWindow(preferences)
    qtbot.addWidget(window)
    window.resize(1366, 728)
    window.furnish()
    start = window.show_start()
    window.show()
    qtbot.waitUntil(lambda: start.brand._words.geometry().bottom() < theme.px(brand.WORDS))
    window.worker.shutdown()


@pytest.mark.parametrize("preferences", [("light", 100)], indirect=True)
def test_a_window_can_be_closed_before_anything_stands_in_it(qtbot, preferences):
    window = MainWindow(preferences)
    qtbot.addWidget(window)
    window.show()
    window.close()
    assert not window.isVisible()
