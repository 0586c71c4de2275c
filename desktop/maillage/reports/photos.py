"""The pages with the photos of the boards."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any, Final

from reportlab.lib.utils import ImageReader
from reportlab.platypus import Flowable

from maillage.domain.fields import LINE
from maillage.reports import boards, style

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reportlab.platypus import Paragraph

    from maillage.reports.boards import Numbered
    from maillage.reports.book import Book
    from maillage.reports.data import Photo

_WHOLE_PAGE: Final = 640.0
"""The section starts a page unless this much of one is left, in points."""
_HIGH: Final = 270.0
"""The most height of a photo: two rows fill a page, each below the title of a workshop."""
_HIGH_BELOW_TITLE: Final = 234.0
"""The same on the first page, which has the section's title too."""
_GAP: Final = 16.0


def photos(book: Book) -> list[Flowable]:
    """Return the photos of the boards by workshop, numbered; empty if there is none to show."""
    _ = book.language.text
    found = boards.by_workshop(book)
    if not found:
        return []
    story = book.section(_("Photos of the boards"), "photos", room=_WHOLE_PAGE)
    laid = 0
    for place, (title, of_workshop) in enumerate(found, 1):
        story.append(book.part(title or _("Outside the workshops"), f"photos-{place}"))
        for row in boards.rows(of_workshop):
            high = _HIGH if laid > 1 else _HIGH_BELOW_TITLE
            story.append(Pictures([(one.photo, _caption(book, one)) for one in row], high))
            laid += 1
    return story


def _caption(book: Book, one: Numbered) -> list[Paragraph]:
    """Return what stands below a photo: its number and what it shows, then the table."""
    _, type_ = book.language.text, book.type_
    said = type_.short(one.photo.caption, LINE)
    number = (_("Photo {n}", n=one.number), style.SMALL_STRONG)
    rest = [(f" – {said}", style.SMALL_TEXT)] if said else []
    table = boards.where(book, one.photo)
    below = [type_.paragraph(table, style.SMALL)] if table else []
    return [type_.runs([number, *rest], style.SMALL_STRONG), *below]


class Pictures(Flowable):  # type: ignore[misc]
    """A row of one photo, or of two side by side, each above its caption."""

    def __init__(self, row: Sequence[tuple[Photo, list[Paragraph]]], high: float) -> None:
        """Show each photo at most `high` points high and as wide as its column."""
        super().__init__()
        self.row, self.high = row, high

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Return width and height taken."""
        self.width = width
        self.column = (width - _GAP * (len(self.row) - 1)) / len(self.row)
        self.sizes = [boards.fitted(photo, self.column, self.high) for photo, _words in self.row]
        words = [
            sum(line.wrap(self.column, height)[1] for line in lines) for _photo, lines in self.row
        ]
        self.tallest = max(high for _wide, high in self.sizes)
        self.height = 4 + self.tallest + 4 + max(words) + 12
        return width, self.height

    def draw(self) -> None:
        """Draw photos on one foot, and below each its caption."""
        for place, ((photo, lines), (wide, high)) in enumerate(
            zip(self.row, self.sizes, strict=True)
        ):
            x, y = place * (self.column + _GAP), self.height - 4 - self.tallest
            self.canv.drawImage(_Jpeg(photo.content), x, y, wide, high)
            self.canv.setStrokeColor(style.LINE)
            self.canv.setLineWidth(0.5)
            self.canv.rect(x, y, wide, high, stroke=1, fill=0)  # a white board ends somewhere
            y -= 4
            for line in lines:
                y -= line.height
                line.drawOn(self.canv, x, y)


class _Jpeg(ImageReader):  # type: ignore[misc]
    """A JPEG that goes into the file as it is, and is known by its bytes.

    ReportLab knows a picture by its pixels, which takes it longer than all the rest.
    """

    def __init__(self, content: bytes) -> None:
        self.content = content
        self._dataA = None

    def getRGBData(self) -> bytes:  # noqa: N802 - ReportLab's name
        return self.content

    def jpeg_fh(self) -> Any:  # noqa: ANN401
        return io.BytesIO(self.content)
