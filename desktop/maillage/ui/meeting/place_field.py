"""A field for a place of France: proposed as one types, free where no list knows the place."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, QRect, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QCompleter, QLineEdit, QWidget

from maillage.actions.territories import Named
from maillage.domain.geography import Atlas, Place
from maillage.domain.vocabulary import TerritoryLevel
from maillage.language import _
from maillage.ui.look import theme
from maillage.ui.look.style import set_look
from maillage.ui.meeting import places
from maillage.ui.widgets.completion import dress
from maillage.ui.widgets.fields import LabelledField

_CHOICE = Qt.ItemDataRole.UserRole
_EDGE = 12
"""Logical pixels at either side of the options."""


class PlaceField(LabelledField):
    """What is typed, or chosen from a list; below it, which place that is, or none.

    Only who goes down to a row, or clicks it, chooses it: Enter alone leaves what was typed.
    """

    changed = Signal()
    """Something else stands there, or another place is meant by it."""

    def __init__(
        self, label: str, levels: Sequence[TerritoryLevel], parent: QWidget | None = None
    ) -> None:
        self.edit = QLineEdit()
        super().__init__(label, self.edit, parent=parent)
        self._levels = tuple(levels)
        self._atlas: Atlas | None = None
        self._named, self._words = Named(), ""
        self._same: list[Place] = []
        self._options = QStandardItemModel(self)
        self._completer = QCompleter(self._options, self)
        self._completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._completer.setMaxVisibleItems(9)
        self.options = dress(self._completer)
        # Not the line's own completer: Qt would take the row that begins as what was typed.
        self._completer.setWidget(self.edit)
        self.edit.textEdited.connect(self._typed)
        self._completer.activated[QModelIndex].connect(self._chosen)  # type: ignore[index]
        self.edit.installEventFilter(self)
        self.options.installEventFilter(self)

    def use(self, atlas: Atlas) -> None:
        """Look places up from now on, what was typed meanwhile too."""
        self._atlas = atlas
        if not self.named().level:
            self._look_up(self.edit.text())
            if self.edit.hasFocus() and self.edit.isModified() and self._options.rowCount():
                self._open()
        self._say()

    def set_named(self, named: Named) -> None:
        """Show a place that was recorded."""
        self._named, self._words, self._same = named, named.name, []
        self.edit.setText(named.name)
        self._say()

    def retype(self, text: str) -> None:
        """Have a text stand there as if it was typed now, without opening the list."""
        self.edit.setText(text)
        self.edit.setModified(True)
        self._look_up(text)

    def named(self) -> Named:
        """Return what stands in the field: the place it is, if the list knows it."""
        words = " ".join(self.edit.text().split())
        return self._named if words == self._words else Named(words)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Open the list again by the down key; Enter and Tab take the row one has gone to."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            key = event.key()
            if watched is self.edit and key == Qt.Key.Key_Down and self._options.rowCount():
                self._open()
                return True
            if watched is self.options and key == Qt.Key.Key_Tab:
                self._chosen(self.options.currentIndex())
            if watched is self.options and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                # Here, because Qt lets the line have it first, which then is left.
                row = self.options.currentIndex()
                self.options.hide()
                self._chosen(row)
                return True
        return super().eventFilter(watched, event)

    def _typed(self, text: str) -> None:
        self._look_up(text)
        if self._options.rowCount():
            self._open()
        else:
            self.options.hide()

    def _look_up(self, text: str) -> None:
        found = self._atlas.find(text, levels=self._levels) if self._atlas else []
        self._named, self._words = places.meant(text, found), " ".join(text.split())
        self._same = places.namesakes(text, found)
        self._options.clear()
        for place in found:
            self._offer(places.option(place), places.named(place))
        if TerritoryLevel.ABROAD in self._levels and text.strip():
            abroad = Named(self._words, TerritoryLevel.ABROAD)
            self._offer(_("“{name}”, abroad", name=abroad.name), abroad)
        self._say()

    def _offer(self, words: str, named: Named) -> None:
        item = QStandardItem(words)
        item.setData(named, _CHOICE)
        item.setEditable(False)
        self._options.appendRow(item)

    def _open(self) -> None:
        """Open the list as wide as its longest row, with no row chosen."""
        self.options.ensurePolished()
        wide = self.options.sizeHintForColumn(0) + 2 * theme.px(_EDGE)
        screen = QGuiApplication.primaryScreen().availableSize().width()
        wide = min(max(wide, self.edit.width()), screen)
        self._completer.complete(QRect(0, 0, wide, self.edit.height() - 2))
        self.options.setCurrentIndex(QModelIndex())
        self.options.clearSelection()

    def _chosen(self, index: QModelIndex) -> None:
        chosen = index.data(_CHOICE) if index.isValid() else None
        if isinstance(chosen, Named):
            self.set_named(chosen)

    def _say(self) -> None:
        """Say below which place it is; whoever typed something unknown is not told it is wrong."""
        named, place = self.named(), self._place()
        unknown = bool(named.name) and not named.level and self._atlas is not None
        self.set_help(places.told(named, place, self._same) if self._atlas else "")
        set_look(self._below, tone="warning" if unknown else "muted")
        self.changed.emit()

    def _place(self) -> Place | None:
        named = self.named()
        if self._atlas is None or named.level is None:
            return None
        return self._atlas.get(named.level, named.code)
