"""What of a line can be drawn, and what is said in its place where it cannot."""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import TYPE_CHECKING, Final

from maillage.direction import MARKS, calm
from maillage.domain.words import N_
from maillage.reports import faces, style

if TYPE_CHECKING:
    from maillage.language import Language

SCRIPTS: Final = {
    "CJK": N_("Chinese"),
    "HIRAGANA": N_("Japanese"),
    "KATAKANA": N_("Japanese"),
    "HANGUL": N_("Korean"),
    "MYANMAR": N_("Burmese"),
    "GURMUKHI": N_("Punjabi"),
    "GUJARATI": N_("Gujarati"),
    "TELUGU": N_("Telugu"),
    "KANNADA": N_("Kannada"),
    "MALAYALAM": N_("Malayalam"),
    "TIBETAN": N_("Tibetan"),
}
"""By the first word of a letter's name in Unicode."""

_KEPT: Final = frozenset({"\N{ZERO WIDTH JOINER}", "\N{ZERO WIDTH NON-JOINER}"}) | MARKS
_TAGS: Final = range(0xE0020, 0xE0080)


class Drawable:
    """Puts words in the place of what no typeface has, and remembers which."""

    def __init__(self, language: Language) -> None:
        """Say the words in `language`."""
        self.language = language
        self.lacking: set[str] = set()
        """The words that had to stand for signs so far."""

    def line(self, line: str, *, leave_out: bool = False) -> str:
        """Return a line of letters that can be drawn; «[chinois]» for others, or nothing."""
        if style.letters().issuperset(line):
            return line
        shown: list[str] = []
        group: list[str] = []
        for cluster in faces.clusters(_tidy(line)):
            if _is_drawn(cluster):
                # What parts two words of one script belongs to them.
                if group and not (cluster.isspace() or cluster in ",.;:!?"):
                    self._close(group, shown, leave_out=leave_out)
                (group or shown).append(cluster)
            else:
                group.append(cluster)
        self._close(group, shown, leave_out=leave_out)
        return "".join(shown)

    def said(self) -> str:
        """Return a sentence on what was replaced; empty when all was drawn."""
        if not self.lacking:
            return ""
        _, each = self.language.text, self.language.list(sorted(self.lacking))
        return _(
            "In brackets: signs that cannot be printed here ({scripts}). They are whole on screen.",
            scripts=each,
        )

    def aside(self) -> str:
        """Return the same to stand after another sentence."""
        return f" {self.said()}" if self.lacking else ""

    def _close(self, group: list[str], shown: list[str], *, leave_out: bool) -> None:
        """Put one word in the place of a group, and keep the blanks after it."""
        if not group:
            return
        after: list[str] = []
        while group and _is_drawn(group[-1]):
            after.insert(0, group.pop())
        if not leave_out:
            word = self.language.text(_word(group))
            self.lacking.add(word)
            shown.append(f"[{word}]")
        shown.extend(after)
        group.clear()


def _tidy(line: str) -> str:
    """Return a line without signs that draw nothing, or that stand on nothing."""
    kept: list[str] = []
    for letter in calm(line):
        category = unicodedata.category(letter)
        unseen = category in {"Cc", "Cf"} and letter not in _KEPT and ord(letter) not in _TAGS
        on_nothing = category in {"Mn", "Me"} and (not kept or kept[-1].isspace())
        if not unseen and not on_nothing:
            kept.append(letter)
    return "".join(kept)


@cache
def _is_drawn(cluster: str) -> bool:
    if cluster in MARKS:
        return True
    return faces.of(cluster, faces.face(style.FONTS[style.REGULAR].removesuffix(".ttf")),
                    heavy=False) is not None  # fmt: skip


def _word(group: list[str]) -> str:
    """Return the English word for signs nobody here can draw."""
    letters = [letter for cluster in group for letter in cluster]
    first = unicodedata.name(letters[0], "").split("-", 1)[0].split(" ", 1)[0]
    if first in SCRIPTS:
        return SCRIPTS[first]
    if any(unicodedata.category(letter).startswith("L") for letter in letters):
        return N_("other letters")
    return N_("sign")
