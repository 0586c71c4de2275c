"""Typefaces in a PDF by glyph: only what is drawn is in it, and copies as it was typed."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

from reportlab.pdfbase import pdfdoc

if TYPE_CHECKING:
    from maillage.reports.faces import Face, Glyph


class Embedded:
    """A face in a PDF, of which only the glyphs drawn go into the file.

    Each number in it stands for a glyph and for the letters it shows, so that a reader finds and
    copies what was typed. ReportLab asks for the objects when the document is complete.
    """

    def __init__(self, face: Face) -> None:
        """Embed `face`, in any number of documents."""
        self.face = face
        self._numbers: WeakKeyDictionary[Any, dict[tuple[int, str], int]] = WeakKeyDictionary()

    def use(self, doc: Any, glyphs: tuple[Glyph, ...]) -> tuple[str, list[int]]:  # noqa: ANN401
        """Return the font's name in a document, and the number of each glyph in it."""
        key = self.face.name
        if key not in doc.fontMapping:
            doc.fontMapping[key] = f"/N{len(doc.fontMapping) + 1}"
            doc.delayedFonts.append(self)
            self._numbers[doc] = {(0, ""): 0}
        known = self._numbers[doc]
        each = [known.setdefault((one.number, one.shows), len(known)) for one in glyphs]
        return doc.fontMapping[key], each

    def addObjects(self, doc: Any) -> None:  # noqa: ANN401, N802 - ReportLab's name
        """Write the font into the document."""
        known = self._numbers.pop(doc)
        file, places = self._subset({glyph for glyph, _shows in known})
        name = pdfdoc.PDFName(f"MAILLA+{self.face.name.replace('_', '-')}")
        glyph_map = b"".join(places[glyph].to_bytes(2, "big") for glyph, _shows in known)
        widths = [round(self.face.width(glyph), 2) for glyph, _shows in known]
        inner = doc.fontMapping[self.face.name][1:]
        measures = self.face.measures()
        descriptor = _dictionary(
            Type="/FontDescriptor", FontName=name, Flags=4, ItalicAngle=0, StemV=80,
            FontBBox=pdfdoc.PDFArray(measures.box), Ascent=measures.ascent,
            Descent=measures.descent, CapHeight=measures.ascent,
            FontFile2=doc.Reference(_stream(file, Length1=len(file)), f"file:{inner}"),
        )  # fmt: skip
        descendant = _dictionary(
            Type="/Font", Subtype="/CIDFontType2", BaseFont=name,
            CIDSystemInfo=_dictionary(
                Registry=pdfdoc.PDFString("Adobe"), Ordering=pdfdoc.PDFString("Identity"),
                Supplement=0,
            ),
            FontDescriptor=doc.Reference(descriptor, f"descriptor:{inner}"),
            CIDToGIDMap=doc.Reference(_stream(glyph_map), f"glyphs:{inner}"),
            DW=0, W=pdfdoc.PDFArray([0, pdfdoc.PDFArray(widths)]),
        )  # fmt: skip
        shows = _stream(_to_unicode([shows for _glyph, shows in known]))
        font = _dictionary(
            Type="/Font", Subtype="/Type0", BaseFont=name, Encoding="/Identity-H",
            DescendantFonts=pdfdoc.PDFArray([doc.Reference(descendant, f"descendant:{inner}")]),
            ToUnicode=doc.Reference(shows, f"letters:{inner}"),
        )  # fmt: skip
        doc.idToObject["BasicFonts"].dict[inner] = doc.Reference(font, inner)

    def _subset(self, glyphs: set[int]) -> tuple[bytes, dict[int, int]]:
        """Return a file of these glyphs alone, and the place of each in it."""
        import uharfbuzz

        wanted = uharfbuzz.SubsetInput()
        wanted.glyph_set.set(glyphs)
        wanted.unicode_set.clear()
        wanted.flags = (
            uharfbuzz.SubsetFlags.NO_HINTING
            | uharfbuzz.SubsetFlags.NO_LAYOUT_CLOSURE
            | uharfbuzz.SubsetFlags.NOTDEF_OUTLINE
        )
        wanted.drop_table_tag_set.update(
            int.from_bytes(tag, "big") for tag in (b"GSUB", b"GPOS", b"GDEF", b"name", b"OS/2")
        )
        plan = uharfbuzz.SubsetPlan(self.face.face, wanted)
        return bytes(plan.execute().blob.data), dict(plan.old_to_new_glyph_mapping)


def _dictionary(**entries: object) -> Any:  # noqa: ANN401
    return pdfdoc.PDFDictionary(entries)


def _stream(content: bytes, **entries: object) -> Any:  # noqa: ANN401
    stream = pdfdoc.PDFStream(content=content, filters=[pdfdoc.PDFZCompress])
    for name, value in entries.items():
        stream.dictionary[name] = value
    return stream


def _to_unicode(shown: list[str]) -> bytes:
    """Return the table a reader needs to find and copy words: which letters a number shows."""
    lines = [
        f"<{number:04X}> <{letters.encode('utf-16-be').hex().upper()}>"
        for number, letters in enumerate(shown)
        if number
    ]
    blocks = (lines[at : at + 100] for at in range(0, len(lines), 100))
    tables = "\n".join(
        f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks
    )
    return (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
        "/CMapName /Letters def\n/CMapType 2 def\n"
        "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n"
        f"{tables}\nendcmap\nCMapName currentdict /CMap defineresource pop\nend\nend"
    ).encode()


@cache
def embedded(face: Face) -> Embedded:
    """Return what embeds a face, in any number of documents."""
    return Embedded(face)
