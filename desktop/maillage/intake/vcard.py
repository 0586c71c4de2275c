"""Address cards (.vcf, versions 2.1, 3.0 and 4.0), one row each.

The one library for it stops at the first line it cannot read, or leaves the line out with a
word in a log; here the card stays and is flagged.
"""

from __future__ import annotations

import quopri
import re
from collections.abc import Iterator

from msgspec import Struct, field

from maillage.intake.flags import Flag, Why
from maillage.intake.separated import text_of
from maillage.intake.words import plain

HEADERS = (
    "Nom",
    "Prénom",
    "Nom complet",
    "E-mail",
    "Téléphone",
    "Structure",
    "Fonction",
    "Code postal",
    "Commune",
    "Identifiant de la fiche",
    "Autre e-mail",
    "Autre téléphone",
)
"""The columns of every list of cards."""

_BEGINS = re.compile(rb"\A(?:\xef\xbb\xbf)?\s*BEGIN:VCARD\b", re.IGNORECASE)
_PROPERTY = re.compile(
    r"(?:[\w-]+\.)?(?P<name>[\w-]+)"
    r'(?P<said>(?:;[^:;"]*(?:"[^"]*"[^:;"]*)*)*)'
    r":(?P<value>.*)",
    re.DOTALL,
)
_UNUSED = frozenset({"PHOTO", "LOGO", "SOUND", "KEY", "AGENT"})
"""Properties that hold files, not words."""
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)


class _Card(Struct):
    line: int
    said: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    """For each property its parameters, in capitals, and its value as written."""
    flags: list[Flag] = field(default_factory=list)


def is_cards(content: bytes) -> bool:
    """Tell whether a file begins as address cards do; UTF-16 counts."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return bool(_BEGINS.match(content[:200].decode("utf-16", "ignore").encode()))
    return bool(_BEGINS.match(content[:200]))


def rows(content: bytes, name: str) -> Iterator[tuple[int, list[str], tuple[Flag, ...]]]:
    """Yield for each card the line it begins at, its cells by HEADERS, and what to look at."""
    for card in _cards(content, name):
        yield card.line, _cells(card), tuple(card.flags)


def _cards(content: bytes, name: str) -> Iterator[_Card]:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        content = text_of(content, name).encode()
    card: _Card | None = None
    content = content.removeprefix(b"\xef\xbb\xbf")
    for number, line in _unfolded(content):
        found = _PROPERTY.fullmatch(line.decode("latin-1").strip())
        key = found["name"].upper() if found else ""
        if key == "BEGIN":
            if card:
                yield _cut(card)
            card = _Card(number)
        elif card and key == "END":
            yield card
            card = None
        elif card and found and key not in _UNUSED:
            said = found["said"].upper()
            value = _decoded(found["value"].encode("latin-1"), said)
            card.said.setdefault(key, []).append((said, value))
        elif card and not found and line.strip():
            card.flags.append(Flag("", _shown(line), Why.UNREADABLE_LINE))
    if card:
        yield _cut(card)


def _cut(card: _Card) -> _Card:
    card.flags.append(Flag("", "", Why.CUT_CARD))
    return card


def _unfolded(content: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield whole lines and their numbers: a line goes on after a space, or after a soft break."""
    parts: list[bytes] = []
    begins, is_soft = 0, False
    for number, line in enumerate(content.splitlines(), start=1):
        if parts and is_soft and parts[-1].endswith(b"="):
            parts[-1] = parts[-1][:-1]
            parts.append(line)
        elif parts and line[:1] in {b" ", b"\t"}:
            parts.append(line[1:])
        else:
            if parts:
                yield begins, b"".join(parts)
            parts, begins = [line], number
            is_soft = b"QUOTED-PRINTABLE" in line.partition(b":")[0].upper()
    if parts:
        yield begins, b"".join(parts)


def _decoded(value: bytes, said: str) -> str:
    """Return a value in the letters it says it is written in, else as any text is read."""
    if "QUOTED-PRINTABLE" in said:
        value = quopri.decodestring(value)
    found = re.search(r"CHARSET=\"?([\w.:-]+)", said)
    if found:
        try:
            return value.decode(found[1])
        except (LookupError, UnicodeDecodeError):
            pass
    return _shown(value)


def _shown(value: bytes) -> str:
    try:
        return value.decode()
    except UnicodeDecodeError:
        return value.decode("cp1252", "replace")


def _cells(card: _Card) -> list[str]:
    names = [_plain(part) for part in _parts(_first(card, "N"))] + ["", ""]
    place = [_plain(part) for part in _parts(_first(card, "ADR"))] + [""] * 6
    mails, phones = _by_worth(card, "EMAIL", "PREF"), _by_worth(card, "TEL", "CELL")
    organisation = ", ".join(filter(None, map(_plain, _parts(_first(card, "ORG")))))
    # A card may have one of the two: whoever has a full name only is told apart later.
    full = "" if names[0] or names[1] else _plain(_first(card, "FN"))
    # The card of a structure itself names nobody.
    full = "" if plain(full) == plain(organisation) else full
    return [
        names[0],
        names[1],
        full,
        mails[0],
        phones[0],
        organisation,
        _plain(_first(card, "TITLE") or _first(card, "ROLE")),
        place[5],
        place[3],
        _plain(_first(card, "UID")),
        mails[1],
        phones[1],
    ]


def _first(card: _Card, name: str) -> str:
    return card.said.get(name, [("", "")])[0][1]


def _by_worth(card: _Card, name: str, wanted: str) -> list[str]:
    """Return the values of a property, the wanted one first, and two at least."""
    found = sorted(card.said.get(name, []), key=lambda one: wanted not in one[0])
    values = [_plain(value).removeprefix("tel:").removeprefix("mailto:") for _, value in found]
    return [*dict.fromkeys(filter(None, values)), "", ""]


def _parts(value: str) -> list[str]:
    """Return the parts between semicolons that no backslash protects."""
    return re.split(r"(?<!\\);", value)


def _plain(value: str) -> str:
    """Return a value without its backslashes."""
    return _ESCAPED.sub(lambda found: "\n" if found[1] in "nN" else found[1], value).strip()
