"""The typefaces shipped, which of them has which letters, and how HarfBuzz sets them."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import cache, cached_property, lru_cache
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from maillage.assets import resource

if TYPE_CHECKING:
    import uharfbuzz

LIGHT, HEAVY = "400Regular", "600SemiBold"
OTHERS: Final = (
    ("NotoSans", (LIGHT, HEAVY)),
    ("NotoSansArabic", (LIGHT, HEAVY)),
    ("NotoSansHebrew", (LIGHT, HEAVY)),
    ("NotoSansArmenian", (LIGHT,)),
    ("NotoSansGeorgian", (LIGHT,)),
    ("NotoSansTifinagh", (LIGHT,)),
    ("NotoSansDevanagari", (LIGHT,)),
    ("NotoSansBengali", (LIGHT,)),
    ("NotoSansTamil", (LIGHT,)),
    ("NotoSansSinhala", (LIGHT,)),
    ("NotoSansThai", (LIGHT,)),
    ("NotoSansLao", (LIGHT,)),
    ("NotoSansKhmer", (LIGHT,)),
    ("NotoSansEthiopic", (LIGHT,)),
    ("NotoEmoji", (LIGHT,)),
)
"""Where Source Sans 3 has no letters: families in the order they are asked, and their weights."""

_PICTURE: Final = "\N{VARIATION SELECTOR-16}"
_KEYCAP: Final = "\N{COMBINING ENCLOSING KEYCAP}"
_JOINERS: Final = frozenset({"\N{ZERO WIDTH JOINER}", "\N{ZERO WIDTH NON-JOINER}"})
_SELECTORS: Final = frozenset(map(chr, range(0xFE00, 0xFE10)))
_FLAGS: Final = range(0x1F1E6, 0x1F200)
_TONES: Final = range(0x1F3FB, 0x1F400)
_TAGS: Final = range(0xE0020, 0xE0080)
_MIRRORED: Final = str.maketrans("()[]{}<>«»", ")(][}{><»«")
"""How brackets look from the right, which is what a file says that is read from the left."""


class Glyph(Struct, frozen=True):
    """One glyph as it is set, in thousandths of the letters' size, and the letters it shows."""

    number: int
    shows: str
    """Empty for those after the first of what was one letter."""
    advance: float
    right: float
    up: float


class Measures(Struct, frozen=True):
    """How far a face's glyphs reach from the line, in thousandths of their size."""

    ascent: float
    descent: float
    box: tuple[float, float, float, float]


class Face:
    """One typeface file."""

    def __init__(self, name: str) -> None:
        """Know the file `name`; it is read when it is first asked for anything."""
        self.name = name

    @cached_property
    def data(self) -> bytes:
        """What the file holds."""
        return resource("fonts", f"{self.name}.ttf").read_bytes()

    @cached_property
    def face(self) -> uharfbuzz.Face:
        """HarfBuzz's own view of the file."""
        import uharfbuzz

        return uharfbuzz.Face(uharfbuzz.Blob(self.data))

    @cached_property
    def letters(self) -> frozenset[str]:
        """The characters it has a glyph of."""
        return frozenset(map(chr, self.face.unicodes))

    @cached_property
    def _font(self) -> uharfbuzz.Font:
        import uharfbuzz

        return uharfbuzz.Font(self.face)

    @cached_property
    def unit(self) -> float:
        """What turns the file's own measure into thousandths."""
        return 1000 / float(self.face.upem)

    def width(self, glyph: int) -> float:
        """Return how far the next glyph stands unless shaping says otherwise."""
        return float(self._font.get_glyph_h_advance(glyph)) * self.unit

    def measures(self) -> Measures:
        """Return how far glyphs reach."""
        reach = self._font.get_font_extents("ltr")
        ascent, descent = reach.ascender * self.unit, reach.descender * self.unit
        return Measures(ascent, descent, (-1000.0, descent, 3000.0, ascent))

    def set(self, text: str, *, backwards: bool) -> list[Glyph]:
        """Return a text's glyphs from the left to the right, ``backwards`` if read from the right.

        ``text`` is of one script, in the order it is read.
        """
        import uharfbuzz

        buffer = uharfbuzz.Buffer()
        buffer.add_str(text)
        buffer.guess_segment_properties()
        buffer.direction = "rtl" if backwards else "ltr"
        uharfbuzz.shape(self._font, buffer, {})
        infos, positions = buffer.glyph_infos, buffer.glyph_positions
        starts = sorted({one.cluster for one in infos})
        ends = dict(zip(starts, [*starts[1:], len(text)], strict=True))
        # Of a letter in parts, the widest shows it: readers take what is between for blanks.
        shown_by: dict[int, int] = {}
        for at, info in enumerate(infos):
            best = shown_by.get(info.cluster)
            if best is None or positions[at].x_advance > positions[best].x_advance:
                shown_by[info.cluster] = at
        glyphs = []
        for at, (info, place) in enumerate(zip(infos, positions, strict=True)):
            first = info.cluster
            shows = text[first : ends[first]] if shown_by[first] == at else ""
            glyphs.append(
                Glyph(
                    info.codepoint,
                    shows.translate(_MIRRORED) if backwards else shows,
                    place.x_advance * self.unit,
                    place.x_offset * self.unit,
                    place.y_offset * self.unit,
                )
            )
        return glyphs


@cache
def face(name: str) -> Face:
    """Return the one Face of a file."""
    return Face(name)


@cache
def others(*, heavy: bool) -> tuple[Face, ...]:
    """Return the faces that stand in for Source Sans 3, as heavy as there are."""
    return tuple(
        face(f"{family}_{HEAVY if heavy and HEAVY in weights else LIGHT}")
        for family, weights in OTHERS
    )


@lru_cache(maxsize=4096)
def of(cluster: str, own: Face, *, heavy: bool) -> Face | None:
    """Return the face that draws what is read as one letter; None when there is none."""
    wanted = {letter for letter in cluster if not _unseen(letter)}
    stand_ins = others(heavy=heavy)
    in_turn = (own, *stand_ins)
    if _PICTURE in cluster or _KEYCAP in cluster:
        in_turn = (stand_ins[-1], *in_turn)
    return next((one for one in in_turn if wanted <= one.letters), None)


def clusters(text: str) -> Iterator[str]:
    """Yield what is read as one letter: accents and joiners with what they stand on."""
    start, flags = 0, 0
    for at in range(1, len(text) + 1):
        if at < len(text) and _goes_on(text, at, flags):
            flags = flags + 1 if ord(text[at]) in _FLAGS else 0
            continue
        yield text[start:at]
        start, flags = at, 0


def _goes_on(text: str, at: int, flags: int) -> bool:
    """Tell whether a character belongs to the one before it."""
    letter, before = text[at], text[at - 1]
    if unicodedata.category(letter) in {"Mn", "Me", "Mc"} or letter in _JOINERS:
        return True
    if ord(letter) in _TONES or ord(letter) in _TAGS:
        return True
    if ord(letter) in _FLAGS and ord(before) in _FLAGS:
        return flags % 2 == 0
    # A joiner binds pictures; between letters of a script it only shapes them.
    return before == "\N{ZERO WIDTH JOINER}" and unicodedata.category(letter) == "So"


def _unseen(letter: str) -> bool:
    return letter in _JOINERS or letter in _SELECTORS or ord(letter) in _TAGS
