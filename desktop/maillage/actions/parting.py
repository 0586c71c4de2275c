"""What nobody can tell any more of two people who were held for one: which of them said it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from maillage.actions import same_people, signatures
from maillage.domain.consenting import doubtful, in_order, may_be_copied
from maillage.domain.records import Attachment, Consent
from maillage.domain.vocabulary import AttachmentRole

if TYPE_CHECKING:
    from collections.abc import Collection

    from maillage.exchange.store import Store


def said_by_either(store: Store, people: Collection[str]) -> set[str]:
    """Return the answers and signatures of others that these people may have given, by id.

    They were recorded for both while they were held for one; now that these people are to be
    erased, nothing of theirs must stay under another name.
    """
    once = same_people.once_joined(store)
    theirs = {other for one in people for other in once.get(one, ())}.difference(people)
    if not theirs:
        return set()
    meeting = {one: once[one].intersection(people) for one in theirs}
    either, same = theirs.union(people), same_people.read(store)
    answers = in_order(store.among(Consent, "person", either))
    signed = [
        one
        for one in store.among(Attachment, "person", either)
        if one.role is AttachmentRole.SIGNATURE
    ]
    return doubtful(answers, same, meeting) | signatures.doubtful(signed, same, meeting)


def withdraw(store: Store, person: str) -> list[str]:
    """Delete each yes and signature of somebody that a person since erased may have given.

    That is every one of them: what was recorded for the other went with the other. What they
    had refused stays, and what a list said of them. Return the ids of what was deleted.
    """
    records = [person, *same_people.others_here(store, person)]
    answers = in_order(store.among(Consent, "person", records))
    found = [one.id for one in answers if one.given and may_be_copied(one, answers)]
    found += [
        one.id
        for one in store.among(Attachment, "person", records)
        if one.role is AttachmentRole.SIGNATURE
    ]
    for id_ in found:
        store.delete(id_)
    return found
