"""Signing on the screen, with a finger, a pen or the mouse."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QIODevice, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QKeySequence, QMouseEvent, QPainter, QPaintEvent, QPen, QShortcut
from PySide6.QtWidgets import QSizePolicy, QWidget

from maillage.actions import signatures
from maillage.domain.records import Attachment, Event
from maillage.language import _
from maillage.ui.look import theme
from maillage.ui.look.tokens import RADIUS_CONTROL, SPACE_XL
from maillage.ui.session import Session
from maillage.ui.widgets.buttons import Button
from maillage.ui.widgets.dialogs import ConfirmDialog, PlainDialog

WIDTH, HEIGHT = 560, 190
SCALE = 2
"""Pixels of the picture that is kept for each one of the pad."""
PEN = 2.6
MOST_POINTS = 20_000
"""Of all strokes together: nobody signs longer."""


class SignaturePad(QWidget):
    """Where one signs: ink on white whatever the theme. `changed` with each stroke."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.strokes: list[list[QPointF]] = []
        self.setAccessibleName(_("Sign here"))
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(theme.px(WIDTH))
        self.setFixedHeight(theme.px(HEIGHT))

    @property
    def is_empty(self) -> bool:
        """Whether nothing was drawn."""
        return not self.strokes

    def clear(self) -> None:
        """Begin again."""
        self.strokes = []
        self.update()
        self.changed.emit()

    def take_back(self) -> None:
        """Take the last stroke back."""
        if self.strokes:
            self.strokes.pop()
            self.update()
            self.changed.emit()

    def png(self) -> tuple[bytes, QSize]:
        """Return what was drawn as a PNG, black on white, and its size in pixels."""
        image = QImage(self.size() * SCALE, QImage.Format.Format_Grayscale8)
        image.fill(Qt.GlobalColor.white)
        painter = QPainter(image)
        painter.scale(SCALE, SCALE)
        self._draw_ink(painter)
        painter.end()
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        image.save(buffer, "PNG")  # type: ignore[call-overload]
        return bytes(buffer.data().data()), image.size()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a stroke; a finger and a pen come as a mouse."""
        if event.button() == Qt.MouseButton.LeftButton and self._has_room():
            self.strokes.append([event.position()])
            self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Draw on."""
        if event.buttons() & Qt.MouseButton.LeftButton and self.strokes and self._has_room():
            self.strokes[-1].append(event.position())
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End a stroke."""
        if event.button() == Qt.MouseButton.LeftButton and self.strokes:
            self.changed.emit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw paper, the line to sign on, and the ink."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.color("edge"), 1))
        painter.setBrush(Qt.GlobalColor.white)
        frame = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(frame, RADIUS_CONTROL, RADIUS_CONTROL)
        line = self.height() * 0.74
        painter.setPen(QPen(Qt.GlobalColor.lightGray, 1, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(24, line), QPointF(self.width() - 24, line))
        self._draw_ink(painter)

    def _draw_ink(self, painter: QPainter) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(Qt.GlobalColor.black, PEN)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        for stroke in self.strokes:
            if len(stroke) == 1:
                painter.drawPoint(stroke[0])
            else:
                painter.drawPolyline(stroke)

    def _has_room(self) -> bool:
        return sum(map(len, self.strokes)) < MOST_POINTS


class SigningDialog(PlainDialog):
    """`signed(png, width, height)` once somebody has signed and keeps it."""

    signed = Signal(bytes, int, int)

    def __init__(self, name: str, meeting: str, parent: QWidget | None = None) -> None:
        super().__init__(
            _("Signature of {name}", name=name),
            _(
                "By signing you confirm that you take part in “{meeting}”. It agrees neither to"
                " photographs nor to being contacted again.",
                meeting=meeting,
            ),
            parent,
            icon_name="signature",
        )
        self.pad = SignaturePad()
        self.body.insertWidget(self.body.count() - 1, self.pad)
        self.setMinimumWidth(theme.px(WIDTH) + 2 * SPACE_XL)
        self.again = Button(_("Begin again"), "quiet", "rotate-ccw")
        self.again.clicked.connect(self.pad.clear)
        self.buttons.insertWidget(0, self.again)
        self.add_button(_("Not now")).clicked.connect(self.reject)
        self.keep = self.add_button(_("Keep the signature"), "primary", "check")
        self.keep.clicked.connect(self._keep)
        self.keep.setDefault(True)
        self.pad.changed.connect(self._follow)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Undo), self, self.pad.take_back)
        self._follow()

    def reject(self) -> None:
        """Leave; ask first when somebody has drawn."""
        if self.pad.is_empty or ConfirmDialog.ask(
            _("Leave without this signature?"),
            _("What was drawn would be lost."),
            safe=_("Go back to the signature"),
            danger=_("Leave it"),
            parent=self,
        ):
            super().reject()

    def _follow(self) -> None:
        for button in (self.again, self.keep):
            button.setEnabled(not self.pad.is_empty)
        if not self.pad.is_empty:
            self.keep.setFocus()  # it had been “Not now”, and Enter threw the signature away

    def _keep(self) -> None:
        png, size = self.pad.png()
        self.signed.emit(png, size.width(), size.height())
        self.accept()


def ask(
    session: Session, *, person: str, name: str, event: Event, parent: QWidget
) -> SigningDialog:
    """Open the pad for somebody; what they sign is kept, told, and can be taken back."""
    store = session.store
    dialog = SigningDialog(name, event.title, parent)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

    def back(signature: str) -> None:
        session.write(lambda: signatures.take_back(store, signature=signature))

    def done(kept: Attachment) -> None:
        fact = _("{name} has signed", name=name)
        session.tell(fact, undo=_("Undo"), on_undo=lambda: back(kept.id), icon="signature")

    def keep(png: bytes, width: int, height: int) -> None:
        session.write(
            lambda: signatures.sign(
                store, person=person, event=event.id, png=png, width=width, height=height
            ),
            done=done,
        )

    dialog.signed.connect(keep)
    dialog.open()
    return dialog
