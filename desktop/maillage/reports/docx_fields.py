"""What python-docx has no words for: fields, bookmarks, and the language of a text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph


def field(paragraph: Paragraph, instruction: str, shown: str, *, strong: bool = False) -> None:
    """Write a field, which the word processor keeps up to date; `shown` until it does."""
    begin(paragraph, instruction)
    paragraph.add_run(shown).bold = strong or None
    end(paragraph)


def begin(paragraph: Paragraph, instruction: str) -> None:
    """Open a field; what is written until `end` is shown until the word processor updates it."""
    _sign(paragraph, "begin")
    element = OxmlElement("w:instrText")
    element.set(qn("xml:space"), "preserve")
    element.text = f" {instruction} "
    paragraph.add_run()._r.append(element)  # noqa: SLF001 - fields have no public way
    _sign(paragraph, "separate")


def end(paragraph: Paragraph) -> None:
    """Close the field opened last."""
    _sign(paragraph, "end")


def bookmark(paragraph: Paragraph, name: str, number: int) -> None:
    """Make a paragraph a place that others lead to; `number` is of this place alone."""
    for kind in ("bookmarkStart", "bookmarkEnd"):
        element = OxmlElement(f"w:{kind}")
        element.set(qn("w:id"), str(number))
        if kind == "bookmarkStart":
            element.set(qn("w:name"), name)
        paragraph._p.append(element)  # noqa: SLF001
    # A bookmark holds what is written between its ends.
    first = paragraph._p.find(qn("w:bookmarkStart"))  # noqa: SLF001
    properties = paragraph._p.pPr  # noqa: SLF001
    paragraph._p.remove(first)  # noqa: SLF001
    paragraph._p.insert(0 if properties is None else 1, first)  # noqa: SLF001


def link(paragraph: Paragraph, text: str, name: str) -> None:
    """Write words that lead to a bookmark."""
    element = OxmlElement("w:hyperlink")
    element.set(qn("w:anchor"), name)
    element.set(qn("w:history"), "1")
    run = paragraph.add_run(text)._r  # noqa: SLF001
    element.append(run)
    paragraph._p.append(element)  # noqa: SLF001


def speak(document: Document, code: str) -> None:
    """Say in which language a text is, so that it is spelt and read aloud in it."""
    place = {"fr": "fr-FR", "en": "en-GB"}.get(code, code)
    for element in document.styles.element.iter(qn("w:lang")):
        element.set(qn("w:val"), place)


def _sign(paragraph: Paragraph, kind: str) -> None:
    element = OxmlElement("w:fldChar")
    element.set(qn("w:fldCharType"), kind)
    paragraph.add_run()._r.append(element)  # noqa: SLF001


def drop_thumbnail(document: Document) -> None:
    """Take out the picture of a first page that comes with the template: it is not of this one."""
    rels = document.part.package.rels
    for key in [key for key, rel in rels.items() if rel.reltype == RELATIONSHIP_TYPE.THUMBNAIL]:
        del rels[key]
