"""Where room is short, words wrap, panes scroll and buttons go below: nothing is lost."""

from __future__ import annotations

from tests.ui.shown import LONG, column, show

from maillage.ui.look import theme
from maillage.ui.widgets.banner import Banner
from maillage.ui.widgets.buttons import Button
from maillage.ui.widgets.fields import SearchField
from maillage.ui.widgets.row_list import RowList
from maillage.ui.widgets.scroll import ScrollPane
from maillage.ui.widgets.sidebar import SideBar
from maillage.ui.widgets.text import Text
from maillage.ui.widgets.timeline import Moment, Timeline

from .conftest import ROWS, sections


def test_wrapped_words_keep_their_height_when_narrow_and_give_it_back_when_wide(qtbot):
    words = Text(LONG * 2, wrap=True)
    box = show(qtbot, column(words), 220, 500)
    narrow = words.height()
    assert narrow >= words.heightForWidth(words.width()) > 60
    box.resize(1200, 500)
    qtbot.waitUntil(lambda: words.minimumHeight() < narrow / 2)


def test_an_eliding_label_keeps_the_whole_text_within_reach(qtbot):
    words = Text(LONG, elide=True)
    show(qtbot, column(words), 200, 100)
    qtbot.waitUntil(lambda: words.text().endswith("…"))
    assert words.toolTip()
    assert words.sizeHint().width() > 400


def test_growing_content_scrolls_downwards_only(qtbot):
    timeline = Timeline()
    timeline.set_moments([Moment("9 nov.", "Amina B.", LONG, "phone") for _ in range(20)])
    pane = ScrollPane(timeline)
    show(qtbot, pane, 320, 200)
    qtbot.waitUntil(lambda: pane.verticalScrollBar().maximum() > 500)
    assert pane.horizontalScrollBar().maximum() == 0
    timeline.set_moments([Moment("9 nov.", "Amina B.", "Appel.")])
    qtbot.waitUntil(lambda: pane.verticalScrollBar().maximum() == 0)


def test_a_narrow_banner_puts_its_button_below(qtbot):
    banner = Banner("warning", LONG, "Préparer le fichier", "file-down")
    box = show(qtbot, column(banner), 900, 300)
    qtbot.waitUntil(lambda: banner._button.y() < banner._text.geometry().bottom())
    box.resize(360, 300)
    qtbot.waitUntil(lambda: banner._button.y() >= banner._text.geometry().bottom())
    with qtbot.waitSignal(banner.acted):
        banner._button.click()


def test_the_kit_survives_a_change_of_theme_and_text_size_while_shown(qapp, qtbot):
    rows, search = RowList("Personnes"), SearchField("Chercher")
    rows.set_rows(ROWS)
    side = SideBar(sections())
    window = show(qtbot, column(side, search, rows, Button("Un", icon_name="plus")), 500, 700)
    for scheme, text_size in (("dark", 100), ("dark", 130), ("light", 115), ("system", 100)):
        theme.apply(qapp, scheme, text_size)
        assert not window.grab().isNull()
    qtbot.waitUntil(lambda: search.height() == 52)
