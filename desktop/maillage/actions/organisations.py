"""Organisations by name, so that one structure is recorded once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from maillage.actions import places, same_people
from maillage.domain.matching import written_out
from maillage.domain.records import Membership, Organisation

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from maillage.domain.vocabulary import LegalForm
    from maillage.exchange.store import Store

SIRET_DIGITS = 14


def organisation_named(store: Store, name: str, *, siret: str = "", commune: str = "") -> str:
    """Return the id of the organisation with this name, recorded now if it is new.

    Case, accents and spaces do not make another organisation. No name, no id. What else
    is said of it is kept if it is new.
    """
    wanted = " ".join(name.split())
    if not wanted:
        return ""
    for organisation in store.all(Organisation):
        if spelling(organisation.name) == spelling(wanted):
            return organisation.id
    return store.add(Organisation(name=wanted, siret=siret, commune=commune)).id


def spelling(name: str) -> str:
    """Return a name as it is compared: no case, accents and further spaces, «&» as «et»."""
    return written_out(" ".join(name.replace("&", " et ").split()))


def is_siret(text: str) -> bool:
    """Tell whether this may tell one structure from another: «en cours» is no number."""
    return len(text) == SIRET_DIGITS and text.isdecimal()


def known_names(store: Store) -> list[str]:
    """Return the names of all structures, each once, in the order of the alphabet."""
    found = {organisation.name for organisation in store.all(Organisation) if organisation.name}
    return sorted(found, key=lambda name: (written_out(name), name))


def organisations_of(
    store: Store, people: Iterable[str] | None = None, *, of_each_record: bool = False
) -> dict[str, str]:
    """Return for each person, or some by id, the names of their organisations in one line.

    Of whoever is recorded twice, those of both records; only a record's own ``of_each_record``.
    """
    same = same_people.NOBODY_TWICE if of_each_record else same_people.read(store)
    if people is None:
        members = store.all(Membership)
    else:
        wanted = {id_ for person in people for id_ in same.records(person)}
        members = store.among(Membership, "person", wanted)
    named = {member.organisation for member in members if member.organisation}
    names = {one.id: one.name for one in store.among(Organisation, "id", named)}
    found: dict[str, list[str]] = {}
    for membership in members:
        if name := names.get(membership.organisation):
            for person in same.records(membership.person):
                known = found.setdefault(person, [])
                # Of whoever is recorded twice, what both records say is said once.
                if len(same.records(person)) == 1 or name not in known:
                    known.append(name)
    return {person: ", ".join(of) for person, of in found.items()}


def joins(
    store: Store, *, person: str, organisation: str, siret: str = "", commune: str = ""
) -> None:
    """Record that a person belongs to an organisation, once."""
    id_ = organisation_named(store, organisation, siret=siret, commune=commune)
    if id_ and not store.all(Membership, person=person, organisation=id_):
        store.add(Membership(person=person, organisation=id_))


def belonging(store: Store, *, person: str) -> tuple[str, str]:
    """Return the organisation somebody comes from and their position there; the first of several.

    Both are empty for somebody of no organisation.
    """
    found = _membership(store, person)
    if found is None:
        return "", ""
    structure = _structure(store, person)
    return structure.name if structure else "", found.position


def legal_form(store: Store, *, person: str) -> LegalForm | None:
    """Return the legal form of the organisation somebody comes from; None if nobody has said it."""
    found = _structure(store, person)
    return found.legal_form if found else None


def change_legal_form(store: Store, *, person: str, form: LegalForm | None) -> None:
    """Record of which form the organisation of somebody is; of somebody of none, nothing."""
    with store.action():
        if (found := _structure(store, person)) is not None:
            store.change(found.id, legal_form=form)


def change_organisation(store: Store, *, person: str, organisation: str) -> None:
    """Record that somebody comes from another organisation, or from none; the position stays."""
    with store.action():
        found = _membership(store, person)
        wanted = organisation_named(store, organisation)
        if found is None:
            joins(store, person=person, organisation=organisation)
        elif not wanted:
            store.delete(found.id)
        else:
            store.change(found.id, organisation=wanted)


def change_position(store: Store, *, person: str, position: str) -> None:
    """Record what somebody does in their organisation, or without one that is known."""
    with store.action():
        found = _membership(store, person)
        if found is None:
            store.add(Membership(person=person, position=position))
        else:
            store.change(found.id, position=position)


def _membership(store: Store, person: str) -> Membership | None:
    return next(iter(store.all(Membership, person=person)), None)


def _structure(store: Store, person: str) -> Organisation | None:
    found = _membership(store, person)
    if found is None or not found.organisation:
        return None
    return next(iter(store.among(Organisation, "id", {found.organisation})), None)


class Structures:
    """The structures of a store while a long list is taken in, read once.

    A structure is known by its SIRET, else by its name. What is known of one stays, and what is
    not is filled, unless it is ``corrected``.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._by_name: dict[str, str] = {}
        self._by_siret: dict[str, str] = {}
        self._facts: dict[str, Organisation] = {}
        for one in store.all(Organisation):
            self._by_name.setdefault(spelling(one.name), one.id)
            if is_siret(one.siret):
                self._by_siret.setdefault(one.siret, one.id)
            self._facts[one.id] = one
        self._members = {(one.person, one.organisation) for one in store.all(Membership)}

    def joined_all(self, members: Sequence[tuple[str, Organisation]]) -> None:
        """Record that each person belongs to a structure, once; new structures are recorded too.

        A structure without a name is none.
        """
        self._know([one for _, one in members])
        new = []
        for person, one in members:
            id_ = self._find(one)
            if id_ and (person, id_) not in self._members:
                self._members.add((person, id_))
                new.append(Membership(person=person, organisation=id_))
        self._store.add_all(new)

    def moved(self, person: str, to: Organisation) -> None:
        """Record that a person belongs to another structure than before.

        Whoever belonged to several belongs to this one too.
        """
        before = [one for one in self._store.all(Membership, person=person) if one.organisation]
        if len(before) != 1:
            self.joined_all([(person, to)])
            return
        self._know([to])
        if id_ := self._find(to):
            self._members.add((person, id_))
            self._store.change(before[0].id, organisation=id_)

    def corrected(self, name: str, **values: str) -> None:
        """Record other facts of the structure of this name than what was known of it."""
        if id_ := self._find(Organisation(name=name)):
            known = self._facts[id_].postcode
            if "commune" in values and known and not places.serves(known, values["commune"]):
                values["postcode"] = ""  # it is that of the commune before, and counts first
            self._facts[id_] = replace(self._facts[id_], **values)
            self._store.change(id_, **values)

    def is_elsewhere(self, name: str, commune: str) -> bool:
        """Tell whether a structure of which no commune is known has the postcode of another."""
        known = self._facts.get(self._find(Organisation(name=name)), Organisation())
        by_postcode = bool(known.postcode) and not known.commune
        return by_postcode and not places.serves(known.postcode, commune)

    def _know(self, wanted: Iterable[Organisation]) -> None:
        """Record those structures that are new, each once, with all that is said of them."""
        new: list[str] = []
        for one in wanted:
            name = " ".join(one.name.split())
            id_ = self._find(one)
            if id_:
                self._fill(id_, one)
            elif name:
                new.append(f"new {len(new)}")
                self._enter(replace(one, name=name), new[-1])
        for saved in self._store.add_all([self._facts.pop(id_) for id_ in new]):
            self._enter(saved, saved.id)

    def _fill(self, id_: str, said: Organisation) -> None:
        """Record what was not known of a structure, new or old."""
        known = self._facts[id_]
        values = _added_place(known, said)
        if said.siret and not known.siret:
            values["siret"] = said.siret
        if values:
            self._facts[id_] = replace(known, **values)
            self._enter(self._facts[id_], id_)
            if known.id:
                self._store.change(id_, **values)

    def _enter(self, one: Organisation, id_: str) -> None:
        self._by_name[spelling(one.name)] = id_
        if is_siret(one.siret):
            self._by_siret[one.siret] = id_
        self._facts[id_] = one

    def _find(self, one: Organisation) -> str:
        """Return the id of a structure; empty for one that is new, or without a name."""
        if not one.name.split():
            return ""
        return self._by_siret.get(one.siret, "") or self._by_name.get(spelling(one.name), "")


def _added_place(known: Organisation, said: Organisation) -> dict[str, str]:
    """Return what a line adds to the place of a structure: all if it has none, or what is there.

    Else the postcode of one person would move everybody of a structure that is elsewhere.
    """
    place = {name: getattr(said, name) for name in ("commune", "insee", "postcode")}
    if known.commune or known.insee:
        agree = not known.postcode and places.serves(said.postcode, known.commune)
        place = {"postcode": said.postcode} if agree else {}
    elif known.postcode:
        del place["postcode"]
        place = place if places.serves(known.postcode, said.commune) else {}
    return {name: value for name, value in place.items() if value}
