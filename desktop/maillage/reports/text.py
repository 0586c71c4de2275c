"""The one gateway between what people wrote and ReportLab, which parses markup."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import Final
from xml.sax.saxutils import escape

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Paragraph

from maillage.language import NO_BREAK, Language
from maillage.reports import bidi, style
from maillage.reports.drawable import Drawable

TO_WRITE_ON: Final = "…" * 8
"""Stands on badges for a name in letters that no typeface here has: a hand writes it there."""

MOST_LINES: Final = 40
"""A text of more lines than this is set as one, every word kept."""

_BEFORE: Final = re.compile(r"(?<=\S) (?=[:;?!»%€])")
_AFTER: Final = re.compile(r"« ")
_APOSTROPHE: Final = re.compile(r"(?<=[^\W\d_])'(?=[^\W\d_])")


class Typesetter:
    """Turns any text into paragraphs that show exactly its words, in one language."""

    def __init__(self, language: Language) -> None:
        """Set type in `language`."""
        style.load_fonts()
        self.language = language
        self.drawable = Drawable(language)
        """What had to be replaced so far, for want of a typeface that has it."""

    def line(self, text: str) -> str:
        """Return a text as one line of letters the typeface has: for a canvas, not markup."""
        return " ".join(self._lines(text))

    def label(self, text: str, *, instead: str = "") -> str:
        """Return a text as one line without what no typeface has; `instead` if all is lacking.

        Where nobody is told what stands for it, it looks like a fault.
        """
        kept = " ".join("".join(self._lines(text, leave_out=True)).split())
        seen = any(letter.isalnum() or unicodedata.category(letter) == "So" for letter in kept)
        return kept if seen or self.line(text) == kept else instead

    def short(self, text: str, longest: int) -> str:
        """Return a text as one line of at most `longest` letters, cut at a word with «…»."""
        line = self.line(text)
        if len(line) <= longest:
            return line
        cut = line[: longest - 1]
        return (cut.rsplit(" ", 1)[0] if " " in cut else cut).rstrip(" ,;:.") + "…"

    def paragraph(self, text: str, of: ParagraphStyle) -> Paragraph:
        """Return a paragraph showing a text as it is, its line breaks kept.

        One in letters read from the right, most of it, stands at the right.
        """
        return self.runs([(text, of)], style.backwards(of) if bidi.leans(text) else of)

    def runs(self, parts: Iterable[tuple[str, ParagraphStyle]], of: ParagraphStyle) -> Paragraph:
        """Return one paragraph of parts, each in the letters and colour of its own style."""
        return Paragraph("".join(self._run(text, one, of) for text, one in parts), of)

    def _run(self, text: str, one: ParagraphStyle, of: ParagraphStyle) -> str:
        shown = "<br/>".join(escape(line) for line in self._lines(text, keep_edges=True))
        if one is of or style.backwards(one) is of:
            return shown
        colour = one.textColor.hexval().replace("0x", "#")
        return f'<font name="{one.fontName}" size="{one.fontSize}" color="{colour}">{shown}</font>'

    def _lines(self, text: str, *, keep_edges: bool = False, leave_out: bool = False) -> list[str]:
        """Return the lines that are not empty, spaces collapsed, letters drawable."""
        lines = []
        for line in unicodedata.normalize("NFC", text).splitlines() or [""]:
            # ReportLab breaks lines at narrow no-break spaces.
            tidy = line.replace("\N{NARROW NO-BREAK SPACE}", NO_BREAK)
            tidy = re.sub(rf"[^\S{NO_BREAK}]+", " ", tidy)
            tidy = self.drawable.line(tidy if keep_edges else tidy.strip(), leave_out=leave_out)
            if self.language.code == "fr":
                tidy = french(tidy)
            if tidy.strip():
                lines.append(tidy)
        # A pasted list would fill pages; ReportLab also breaks many lines very slowly.
        return lines if len(lines) <= MOST_LINES else [" · ".join(map(str.strip, lines))]


def french(line: str) -> str:
    """Return a line with the spaces and apostrophes of French typography."""
    line = _BEFORE.sub(NO_BREAK, line)
    line = _AFTER.sub("«" + NO_BREAK, line)
    return _APOSTROPHE.sub("’", line)
