"""One open programme: the side bar, the screens, and news of what was recorded."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import cast

from msgspec import Struct
from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from maillage import language
from maillage.actions import copies, preparing, told
from maillage.actions.device_names import own_name
from maillage.actions.events import local_time
from maillage.actions.texts import Mention
from maillage.domain.records import Event
from maillage.language import _, ngettext_
from maillage.ui.doubles import DoublesWatch
from maillage.ui.drafts import BEGUN, CHOICE, MEETING, MEETING_BEGUN, MEETING_CORRECTED
from maillage.ui.look.style import set_look
from maillage.ui.look.tokens import SPACE_M, SPACE_S
from maillage.ui.menu import MenuButton
from maillage.ui.pages import BEFORE, ENTRIES, EXCHANGES, PLEDGES, START, WORKSHOPS, Entry, Page
from maillage.ui.session import Session
from maillage.ui.widgets.banner import Banner
from maillage.ui.widgets.sidebar import NavItem, SideBar
from maillage.ui.widgets.toast import Toast


class Place(Struct, frozen=True):
    """Whose laptop this is."""

    device: str = ""
    programme: str = ""
    coordinator: bool = False
    hub: str = ""
    """What people call the hub that it works in; empty for a store of its own."""
    reads: bool = False
    """Whether one may only read there."""


class Shell(QWidget):
    """Side bar, menu, screens and toast of one session. ``wants_meeting`` from a screen."""

    wants_meeting = Signal()
    wants_correcting = Signal()
    """Somebody goes on correcting the meeting shown."""
    place_known = Signal()

    def __init__(self, session: Session, entries: Sequence[Entry] = ENTRIES) -> None:
        super().__init__()
        self.session = session
        self.place = Place()
        self._entries = {entry.code: entry for entry in entries}
        self._pages: dict[str, QWidget] = {}
        self._stale: set[str] = set()
        self._compact = False
        self._meeting: str | None = None
        self._begun = ""
        """The screen on which something half typed waits, as the toast says."""
        self.sidebar = SideBar(_sections(entries))
        self.sidebar.chosen.connect(self.show_page)
        self.menu = MenuButton()
        self.stack = QStackedWidget()
        self._side = QVBoxLayout()
        self._side.setSpacing(0)
        self._side.addWidget(self.sidebar, 1)
        self._side.addWidget(self._menu_place())
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addLayout(self._side)
        self.toast = Toast(self)
        self.toast.keep_to(self.stack)
        shown = QVBoxLayout()
        shown.setSpacing(0)
        self.copied = Banner("danger")
        self.copied.hide()
        self.copied.acted.connect(self._go_on_as_another)
        shown.addWidget(self.copied)
        shown.addWidget(self.stack, 1)
        shown.addWidget(self.toast.foot)
        row.addLayout(shown, 1)
        session.changed.connect(self._changed)
        session.meeting_changed.connect(self._changed)
        session.meeting_changed.connect(self._begin)
        session.meeting_changed.connect(self._say_begun)
        session.drafts.known.connect(self._say_begun)
        session.counted.connect(self._say_waiting)
        session.told.connect(self._tell)
        session.led.connect(self.show_text)
        session.reachable.connect(self._say_reachable)
        self._look_for_copy()
        self._say_waiting()
        self._doubles = DoublesWatch(session, self)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._focus_moved)

    def _menu_place(self) -> QWidget:
        place = QWidget()
        place.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        set_look(place, box="side")
        inside = QVBoxLayout(place)
        inside.setContentsMargins(SPACE_M, 0, SPACE_M, SPACE_S)
        inside.addWidget(self.menu)
        self._menu_box = inside
        return place

    @property
    def current(self) -> str:
        """The code of the screen in front; empty before the first."""
        found = [code for code, page in self._pages.items() if page is self.stack.currentWidget()]
        return found[0] if found else ""

    def page(self, code: str) -> QWidget:
        """The screen of a code, built if it was not."""
        if code not in self._pages:
            page = self._entries[code].build(self.session)
            if hasattr(page, "wants_meeting"):
                page.wants_meeting.connect(self.wants_meeting)
            if hasattr(page, "wants_page"):
                page.wants_page.connect(self.show_page)
            if hasattr(page, "wants_rows"):
                page.wants_rows.connect(self.show_rows)
            if hasattr(page, "wants_pledge"):
                page.wants_pledge.connect(self.pledge_from)
            if self.session.reads and hasattr(page, "header"):
                page.header.set_aside(_("Reading only"), "eye")
            self._pages[code] = page
            self._stale.add(code)
            self.stack.addWidget(page)
            _as_page(page).set_compact(self._compact)
        return self._pages[code]

    def show_page(self, code: str) -> None:
        """Bring a screen to the front, up to date, the keyboard where one starts."""
        page = self.page(code)
        if code == self._begun:
            self._begun = ""
            self.toast.dismiss()  # it is there now
        self.sidebar.set_current(code)
        self.stack.setCurrentWidget(page)
        self._refresh()
        _as_page(page).focus_first()

    def show_rows(self, code: str, title: str, rows: tuple[str, ...]) -> None:
        """Go to a screen, and through these rows of it, one after the other."""
        self.show_page(code)
        page = self.page(code)
        if hasattr(page, "go_through"):
            page.go_through(title, rows)

    def show_text(self, mention: Mention) -> None:
        """Go to where a text stands, in its own meeting."""
        store, meeting, event = self.session.store, self.session.meeting, mention.event

        def show(found: Event | None = None) -> None:
            if found is not None:
                self.session.show_meeting(found)
            code = PLEDGES if mention.pledge else WORKSHOPS
            self.show_page(code)
            page = self.page(code)
            if mention.pledge and hasattr(page, "select"):
                page.select(mention.pledge)
            elif hasattr(page, "show_note"):
                page.show_note(mention.id)

        if event and (meeting is None or meeting.id != event):
            self.session.read(lambda: store.get(Event, event), done=show)
        else:
            show()

    def show_nth(self, place: int) -> None:
        """Bring the screen at this place of the side bar to the front."""
        self.show_page(list(self._entries)[place])

    def pledge_from(self, note: str) -> None:
        """Go to the pledges, and begin one from an idea."""
        self.show_page(PLEDGES)
        pledges = self.page(PLEDGES)
        if hasattr(pledges, "new_from"):
            pledges.new_from(note)

    def set_compact(self, compact: bool) -> None:
        """The rail and the narrow layouts when true."""
        self._compact = compact
        self.sidebar.set_compact(compact)
        self.menu.set_compact(compact)
        side = SPACE_S if compact else SPACE_M
        self._menu_box.setContentsMargins(side, 0, side, SPACE_S)
        for page in self._pages.values():
            _as_page(page).set_compact(compact)

    def _begin(self) -> None:
        """Go from the door to the preparation of a meeting for which nobody is registered."""
        event, before = self.session.meeting, self._meeting
        self._meeting = event.id if event else ""
        if self._meeting == before or self.current != START or BEFORE not in self._entries:
            return
        if event is None:
            self.show_page(BEFORE)
            return
        store, shown = self.session.store, event.id
        self.session.read(
            lambda: preparing.somebody_is_registered(store, event=shown), done=self._open_at
        )

    def _open_at(self, somebody_is_registered: bool) -> None:
        if not somebody_is_registered and self.current == START:
            self.show_page(BEFORE)

    def _say_begun(self) -> None:
        """Say what was half typed the last time, unless the screen in front shows it."""
        meeting = self.session.meeting
        for what, (code, said) in BEGUN.items():
            event = "" if what == CHOICE else meeting.id if meeting else None
            if event is None or code not in self._entries:
                continue
            if self.session.drafts.begun(what, event):
                if code != self.current:
                    self._begun = code
                    go = partial(self.show_page, code)
                    self.session.tell(_(said), undo=_("Go on"), on_undo=go, icon="pencil")
                return
        self._say_begun_meeting()

    def _say_begun_meeting(self) -> None:
        meeting, drafts = self.session.meeting, self.session.drafts
        if drafts.of(MEETING, ""):
            said, go = _(MEETING_BEGUN), self.wants_meeting.emit
        elif meeting and drafts.of(MEETING, meeting.id):
            said, go = _(MEETING_CORRECTED), self.wants_correcting.emit
        else:
            return
        self.session.tell(said, undo=_("Go on"), on_undo=go, icon="pencil")

    def _focus_moved(self, _old: QWidget | None, new: QWidget | None) -> None:
        # A control that goes away, decided or done, takes the focus with it.
        if new is None:
            QTimer.singleShot(0, self, self.regain)

    def regain(self) -> None:
        """Never leave the keyboard nowhere while the window is in front."""
        lost = QApplication.focusWidget() is None and self.isVisible()
        if lost and self.window().isActiveWindow() and self.current:
            _as_page(self._pages[self.current]).focus_first()

    def _changed(self) -> None:
        self._stale.update(self._pages)
        self._refresh()
        self._say_foot()
        self._say_waiting()
        self._look_for_copy()

    def _look_for_copy(self) -> None:
        """Say above every screen that the work of this laptop will be refused, if it will.

        A merge may bring a laptop of its name, too: then it is called otherwise from now on.
        """
        session = self.session

        def say(found: tuple[bool, Place]) -> None:
            copied, place = found
            if copied:
                self.copied.say("danger", told.copy_line(), _("Go on as another laptop"))
            self.copied.setVisible(copied)
            if place != self.place:
                self._settle(place)

        session.read(lambda: (copies.is_copy(session.store), _place(session)), done=say)

    def _go_on_as_another(self) -> None:
        """Give this laptop a name of its own, and look again at what was refused for its name."""
        session, store = self.session, self.session.store

        def done(_nothing: None) -> None:
            self.copied.hide()
            self.copied.button.setEnabled(True)
            self.show_page(EXCHANGES)
            session.tell(copies.another_line())
            session.welcome.emit()

        def failed(error: BaseException) -> None:
            self.copied.button.setEnabled(True)
            session.failed.emit(error)

        self.copied.button.setEnabled(False)  # a second press would make a third laptop
        session.drafts.save()
        session.write(lambda: copies.go_on_as_another(store), done=done, failed=failed)

    def _refresh(self) -> None:
        """Read again the screen in front; the others wait until they are looked at."""
        code = self.current
        if code in self._stale:
            self._stale.discard(code)
            _as_page(self._pages[code]).refresh()

    def _settle(self, place: Place) -> None:
        self.place = place
        self._say_foot()
        self.place_known.emit()

    def _say_foot(self) -> None:
        at = self.session.saved_at
        time = language.current().time(local_time(at)) if at else ""
        saved = _("Saved at {time}", time=time) if at else ""
        lost = self.session.news.lost
        if lost:
            saved = _("The hub does not answer")
        self.sidebar.set_foot(self.place.device, saved, away=lost)

    def _say_waiting(self) -> None:
        """Say how much there is to decide; who may be recorded twice, as it was counted last."""
        session = self.session
        if session.reads:
            return  # nothing to decide for somebody who may not

        def say(undecided: int) -> None:
            n = undecided + session.doubles_waiting
            said = ngettext_("{n} thing to decide", "{n} things to decide", n)
            self.sidebar.set_badge(EXCHANGES, n, said)

        session.read(session.store.undecided, done=say)

    def _say_reachable(self, reachable: bool) -> None:
        self._say_foot()
        if reachable:
            self.session.tell(_("The hub answers again."))
        else:
            self.session.tell(
                _("The hub does not answer. Nothing is lost; what you see may be out of date."),
                icon="circle-alert",
            )

    def _tell(self, fact: str, undo: str, on_undo: Callable[[], object] | None, icon: str) -> None:
        tell = partial(self._tell_in_front, fact, undo, on_undo, icon)
        if QApplication.activeModalWidget() is None:
            tell()
        else:  # most dialogs are about to go: it was what they asked for
            QTimer.singleShot(0, self, tell)

    def _tell_in_front(
        self, fact: str, undo: str, on_undo: Callable[[], object] | None, icon: str
    ) -> None:
        act = cast("Callable[[], None] | None", on_undo)
        self._toast_in_front().say(fact, undo, act, icon_name=icon)

    def _toast_in_front(self) -> Toast:
        """Return the toast of the dialog that is open over this window, or the window's own."""
        if QApplication.activeModalWidget() is None:
            return self.toast
        from maillage.ui.widgets import dialog_toast

        dialog = dialog_toast.in_front()
        if dialog is None:
            return self.toast
        # Its own: a dialog that was asked from it may still be its child, with a toast that hides.
        own = Qt.FindChildOption.FindDirectChildrenOnly
        known = dialog.findChild(dialog_toast.DialogToast, options=own)
        if known is not None:
            return known
        made = dialog_toast.DialogToast(dialog)
        made.left.connect(self._tell)
        return made


def _as_page(page: QWidget) -> Page:
    return cast("Page", page)


def _place(session: Session) -> Place:
    store = session.store
    return Place(
        own_name(store) or _("Reading only"),
        store.programme.name,
        store.is_coordinator,
        store.hub.label if store.hub else "",
        reads=not store.device,
    )


def _sections(entries: Sequence[Entry]) -> list[tuple[str, list[NavItem]]]:
    """Return the side bar's sections, in the order of their first entries."""
    sections: dict[str, list[NavItem]] = {}
    for entry in entries:
        sections.setdefault(entry.section, []).append(
            NavItem(entry.code, _(entry.label), entry.icon)
        )
    return [(_(title), items) for title, items in sections.items()]
