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
from maillage.reports import style

TO_WRITE_ON: Final = "…" * 8
"""Stands on badges for a name in letters that the typeface has not: a hand writes it there."""

UNDRAWN: Final = "\N{WHITE SQUARE}"
"""Stands for letters and pictures the typeface has not."""

MOST_LINES: Final = 40
"""A text of more lines than this is set as one, every word kept."""

_JOINERS: Final = frozenset({"\N{ZERO WIDTH JOINER}", "\N{ZERO WIDTH NON-JOINER}"})
_RUN: Final = re.compile(rf"{UNDRAWN}(?:[\s:,.;!?]*{UNDRAWN})*")
_BEFORE: Final = re.compile(r"(?<=\S) (?=[:;?!»%€])")
_AFTER: Final = re.compile(r"« ")
_APOSTROPHE: Final = re.compile(r"(?<=[^\W\d_])'(?=[^\W\d_])")


class Typesetter:
    """Turns any text into paragraphs that show exactly its words, in one language."""

    def __init__(self, language: Language) -> None:
        """Set type in `language`."""
        style.load_fonts()
        self.language = language
        self.undrawn = 0
        """How many runs of letters had to be replaced by a square so far."""

    def line(self, text: str) -> str:
        """Return a text as one line of letters the typeface has: for a canvas, not markup."""
        return " ".join(self._lines(text))

    def label(self, text: str, *, instead: str = "") -> str:
        """Return a text as one line without what the typeface lacks; `instead` if all is lacking.

        Where nobody is told what a square stands for, it looks like a fault.
        """
        line = self.line(text)
        kept = " ".join(line.replace(UNDRAWN, " ").split())
        return kept if any(map(str.isalnum, kept)) or not line else instead

    def short(self, text: str, longest: int) -> str:
        """Return a text as one line of at most `longest` letters, cut at a word with «…»."""
        line = self.line(text)
        if len(line) <= longest:
            return line
        cut = line[: longest - 1]
        return (cut.rsplit(" ", 1)[0] if " " in cut else cut).rstrip(" ,;:.") + "…"

    def paragraph(self, text: str, of: ParagraphStyle) -> Paragraph:
        """Return a paragraph showing a text as it is, its line breaks kept."""
        return self.runs([(text, of)], of)

    def runs(self, parts: Iterable[tuple[str, ParagraphStyle]], of: ParagraphStyle) -> Paragraph:
        """Return one paragraph of parts, each in the letters and colour of its own style."""
        return Paragraph("".join(self._run(text, one, of) for text, one in parts), of)

    def _run(self, text: str, one: ParagraphStyle, of: ParagraphStyle) -> str:
        shown = "<br/>".join(escape(line) for line in self._lines(text, keep_edges=True))
        if one is of:
            return shown
        colour = one.textColor.hexval().replace("0x", "#")
        return f'<font name="{one.fontName}" size="{one.fontSize}" color="{colour}">{shown}</font>'

    def _lines(self, text: str, *, keep_edges: bool = False) -> list[str]:
        """Return the lines that are not empty, spaces collapsed, letters drawable."""
        lines = []
        for line in unicodedata.normalize("NFC", text).splitlines() or [""]:
            # ReportLab breaks lines at narrow no-break spaces.
            tidy = line.replace("\N{NARROW NO-BREAK SPACE}", NO_BREAK)
            tidy = re.sub(rf"[^\S{NO_BREAK}]+", " ", tidy)
            tidy = self._drawable(tidy if keep_edges else tidy.strip())
            if self.language.code == "fr":
                tidy = french(tidy)
            if tidy.strip():
                lines.append(tidy)
        # A pasted list would fill pages; ReportLab also breaks many lines very slowly.
        return lines if len(lines) <= MOST_LINES else [" · ".join(map(str.strip, lines))]

    def _drawable(self, line: str) -> str:
        known = style.glyphs()
        shown: list[str] = []
        for letter in line:
            if letter in _JOINERS or unicodedata.category(letter) in {"Cf", "Cc", "Mn", "Me"}:
                # Direction marks, accents of undrawn letters: nothing of their own to draw.
                if ord(letter) in known and unicodedata.category(letter) in {"Mn", "Me"}:
                    shown.append(letter)
                continue
            shown.append(letter if ord(letter) in known else UNDRAWN)
        text, runs = _RUN.subn(UNDRAWN, "".join(shown))
        self.undrawn += runs
        return text


def french(line: str) -> str:
    """Return a line with the spaces and apostrophes of French typography."""
    line = _BEFORE.sub(NO_BREAK, line)
    line = _AFTER.sub("«" + NO_BREAK, line)
    return _APOSTROPHE.sub("’", line)
