"""What tells a line from others in every version of a list: its number, or digests.

A registration keeps it as its ticket, so that two laptops that take in one list know that they
speak of the same people, and a later list changes whom it means. A list without numbers is told
by e-mail and name. These are kept as digests keyed by the meeting, because a ticket outlives
the person it was given to: it is how somebody erased is not brought back by a list, and it must
not say who they were.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable

from msgspec.structs import replace

from maillage.domain.fields import LINE
from maillage.domain.vocabulary import Source
from maillage.intake.entrant import Entrant
from maillage.intake.flags import Flag, Why
from maillage.intake.words import plain

_DIGEST = 10
"""Bytes: two of 20,000 people share one with a probability of 10^-16."""


def keyed(entrants: Iterable[Entrant], *, source: Source, event: str) -> tuple[Entrant, ...]:
    """Return the entrants, each with its key; whoever only a name tells is flagged.

    A number of its own is unique to one kind of list, so the kind is part of the key; those of
    HelloAsso stand alone, as they always have.
    """
    seen: Counter[str] = Counter()
    found = []
    for one in entrants:
        known = _keyed(one, source, event)
        if known.ticket.startswith("name:"):
            # Two people may bear one name: the second is another one, not a repetition.
            seen[known.ticket] += 1
            if seen[known.ticket] > 1:
                known = replace(known, ticket=f"{known.ticket}#{seen[known.ticket]}")
        found.append(known)
    return tuple(found)


def tells(email: str) -> bool:
    """Tell whether an e-mail can tell people apart: not the "néant" that half a list may bear."""
    return "@" in email


def by_email(key: str) -> str:
    """Return the part of a key that says the e-mail alone, empty for any other key."""
    return key.rpartition("/")[0] if key.startswith("mail:") else ""


def is_own_number(key: str) -> bool:
    """Tell whether a recognised list gave the number itself: not a digest, nor any list's."""
    return bool(key) and not key.startswith(("mail:", "name:", f"{Source.LIST.value}:"))


def _keyed(one: Entrant, source: Source, event: str) -> Entrant:
    if one.ticket:
        own = one.ticket if source is Source.HELLOASSO else f"{source.value}:{one.ticket}"
        return replace(one, ticket=own if len(own) <= LINE else f"long:{_digest(own, event)}")
    if not one.name:
        return one
    name = plain(one.name)
    if tells(one.email):
        mail = _digest(one.email.casefold(), event)
        return replace(one, ticket=f"mail:{mail}/{_digest(name, event)}")
    doubt = Flag("family_name", one.name, Why.ONLY_A_NAME)
    who = _digest(f"{name}\n{plain(one.organisation)}", event)
    return replace(one, ticket=f"name:{who}", flags=(*one.flags, doubt))


def _digest(text: str, event: str) -> str:
    key = event.encode()[:64]
    return hashlib.blake2b(text.encode(), key=key, digest_size=_DIGEST).hexdigest()
