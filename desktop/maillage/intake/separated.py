"""A text list: its encoding, its separator and its quotes are found, then its rows read."""

from __future__ import annotations

import codecs
import contextlib
import csv
import io
import re
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import islice

from maillage.domain.errors import ListDamaged, NotText

Line = tuple[int, list[str]]
"""The line of the file where a row begins, from 1, and its cells."""

SEPARATORS = (";", ",", "\t", "|")
MOST_BYTES = 20_000_000
_EVERY = 20_000
"""Rows between two reports."""
_SAMPLE = 30
"""Rows looked at to tell the separator, of the first _LOOKED_AT."""
_LOOKED_AT = 1_000
_SAID = re.compile(r'\A"?sep=([;,\t|])"?[ \t]*(?:\r\n|\r|\n)', re.IGNORECASE)
"""What Excel writes first to say which separator it used."""
_BINARY = (b"PK\x03\x04", b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"\xd0\xcf\x11\xe0")
"""How workbooks, PDF and pictures begin."""
_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_OLD = ("cp1252", "mac_roman", "cp850")
"""Encodings of one byte a letter, the likeliest first: Windows, an old Mac, an old DOS."""
_FRENCH = frozenset("éèêëàâçîïôùûüœÉÈÀÇ’«»°€–\u00a0")
_TELLING = 20_000
"""Letters that are not plain, enough to tell an encoding."""
_STRAY, _A_FEW = 0.02, 3
"""Of all characters, and in any text: so few zeros are what a program left in it."""
_RAREST = 0.05
"""Of the letters that are not plain: so few broken ones do not make a text another encoding."""


def lines(content: bytes, name: str, report: Callable[[], None] = lambda: None) -> Iterator[Line]:
    """Yield the rows of a text list that are not empty; ``name`` is for the errors.

    Raises NotText or ListDamaged, and what ``report``, called now and then, raises.
    """
    text = text_of(content, name)
    said = _SAID.match(text)
    first = said[0].count("\n") or 1 if said else 0
    text = text[said.end() :] if said else text
    separator = said[1] if said else _separator(text)
    rows = _rows(text, separator, first, name, escapes=_escapes(text, separator))
    return _said(rows, report)


def _said(rows: Iterator[Line], report: Callable[[], None]) -> Iterator[Line]:
    """Yield the rows that are not empty."""
    for number, (line, cells) in enumerate(rows):
        if not number % _EVERY:
            report()
        if any(cell.strip() for cell in cells):
            yield line, cells


def text_of(content: bytes, name: str) -> str:
    """Return the text: by its mark, else UTF-8, else what reads most like French."""
    if content.startswith(_BINARY):
        raise NotText(name)
    marked = next((codec for mark, codec in _MARKS if content.startswith(mark)), "")
    for codec in (marked,) if marked else ("utf-8", _wide(content)):
        with contextlib.suppress(UnicodeDecodeError, LookupError):
            text = content.decode(codec)
            if _has_few_zeros(text.count("\0"), len(text)):
                return text
            if codec != "utf-8":
                raise NotText(name, zeros=True)
    if marked.startswith("utf-16"):
        raise NotText(name)
    if not _has_few_zeros(content.count(0), len(content)):
        raise NotText(name, zeros=True)
    return _mended(content) or _of_one_byte(content, name)


def _has_few_zeros(zeros: int, of: int) -> bool:
    """Tell whether the zeros of a text are strays, which its cells lose, each line told."""
    return zeros <= max(of * _STRAY, _A_FEW)


def _wide(content: bytes) -> str:
    """Return the encoding of two bytes a letter that the zeros of a text speak of, or none."""
    sample = content[:2_000]
    half = len(sample) // 2
    for codec, at in (("utf-16-le", 1), ("utf-16-be", 0)):
        # Of a text in Latin letters, every other byte is zero.
        if half and sample[at::2].count(0) > half * 0.7 and not sample[1 - at :: 2].count(0):
            return codec
    return ""


def _mended(content: bytes) -> str:
    """Return UTF-8 in which somebody pasted a few letters of Windows; nothing if it is not."""
    broken = 0

    def windows(error: UnicodeError) -> tuple[str, int]:
        nonlocal broken
        broken += 1
        if not isinstance(error, UnicodeDecodeError) or broken > _TELLING:
            raise error
        return error.object[error.start : error.start + 1].decode("cp1252"), error.start + 1

    codecs.register_error("maillage.windows", windows)
    with contextlib.suppress(UnicodeDecodeError):
        text = content.decode("utf-8", errors="maillage.windows")
        special = sum(1 for letter in text if not letter.isascii())
        if broken <= special * _RAREST:
            return text.removeprefix("\ufeff")
    return ""


def _of_one_byte(content: bytes, name: str) -> str:
    """Return the reading that has the most French in it; raises NotText if none is possible."""
    special = content.translate(None, delete=bytes(range(0x80)))[:_TELLING]
    found: dict[str, int] = {}
    for codec in _OLD:
        with contextlib.suppress(UnicodeDecodeError):
            letters = Counter(special.decode(codec))
            french = sum(times for letter, times in letters.items() if letter in _FRENCH)
            found[codec] = 2 * french - letters.total()
    if _has_controls(content) or ("cp1252" not in found and _is_binary(content)):
        raise NotText(name)
    for codec in sorted(found, key=lambda codec: -found[codec]):
        with contextlib.suppress(UnicodeDecodeError):
            return content.decode(codec)
    raise NotText(name)


def _has_controls(content: bytes) -> bool:
    """Tell whether there are control characters that no text begins with."""
    return bool(re.search(rb"[\x01-\x08\x0e-\x1a\x1c-\x1f]", content[:4_000]))


def _is_binary(content: bytes) -> bool:
    """Tell whether fewer than half of the bytes are plain letters or digits."""
    sample = content[:4_000]
    return len(re.findall(rb"[0-9A-Za-z]", sample)) < len(sample) / 2


def _separator(text: str) -> str:
    """Return the separator that cuts the first rows most evenly, then most finely."""

    def evenness(separator: str) -> tuple[float, int]:
        widths: list[int] = []
        # What goes wrong with the right separator is told when the whole list is read.
        with contextlib.suppress(ListDamaged):
            said = _said(islice(_rows(text, separator, 0, ""), _LOOKED_AT), lambda: None)
            some = islice(said, _SAMPLE)
            widths.extend(len(cells) for _, cells in some)
        # Title lines are narrow, and one column is what a wrong separator gives: the header is
        # as wide as most of the other rows.
        wide = Counter(width for width in widths if width > 1)
        columns, times = max(wide.items(), key=lambda one: one[::-1], default=(0, 0))
        return (times / len(widths) if widths else 0, columns)

    return max(SEPARATORS, key=evenness)


def _escapes(text: str, separator: str) -> bool:
    """Tell whether quotes inside cells follow a backslash instead of being doubled."""
    if '\\"' not in text:
        return False
    with contextlib.suppress(ListDamaged):
        for _ in _rows(text, separator, 0, ""):
            pass
        return False
    return True


def _rows(
    text: str, separator: str, line: int, name: str, *, escapes: bool = False
) -> Iterator[Line]:
    """Yield the rows, empty ones included."""
    quote = _quote(text, separator)
    # The limit is the process's own: the same value for whoever reads, so no harm.
    csv.field_size_limit(MOST_BYTES)
    reader = csv.reader(
        io.StringIO(text, newline=""),
        delimiter=separator,
        quotechar=quote,
        escapechar="\\" if escapes else None,
        strict=True,
    )
    while True:
        begins = line + reader.line_num + 1
        try:
            cells = next(reader, None)
        except csv.Error as error:
            # Where its row begins: what is not closed is noticed lines later, or at the end.
            raise ListDamaged(name, line=begins) from error
        if cells is None:
            return
        yield begins, cells


def _quote(text: str, separator: str) -> str:
    """Return the sign around the cells of the first line: double quotes unless all are single."""
    first = text.lstrip().partition("\n")[0].strip()
    cells = first.split(separator)
    single = len(cells) > 1 and all(
        len(cell) > 1 and cell.startswith("'") and cell.endswith("'") for cell in cells
    )
    return "'" if single else '"'
