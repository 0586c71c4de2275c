"""An independent model of recording and merging, written from the rules alone.

It shares no code with the application: a laptop is a set of operations and a set of
erased ids, merging is union, and every answer is worked out anew by brute force.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from maillage.domain.fields import FieldType
from maillage.domain.records import fields_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from maillage.domain.fields import Field

DELETED = "deleted"
DEVICE = "device"
"""The kind of record by which a device introduces itself; nobody works on it."""

LATER = "mood"
"""A kind of record that only a later version knows: it is kept, and nobody sees it."""

REVOCATION = "revocation"
"""The kind of record by which a coordinator says how far a device is believed."""
ALL = 2**53 - 1
"""How far a device is believed that goes on as another did who is revoked, and is not itself."""

HIDDEN = {DEVICE, LATER, REVOCATION}

OpId = tuple[str, int]

COPIED = "copied"
"""Why a file is refused: it has other content under a number that is taken."""
SET_BACK = "set back"
"""Why a file is refused: it knows later work of the very laptop that reads it."""
FOR_OTHERS = "for others"
"""Why a file is refused: whoever wrote it believed the reader no more."""
REVOKED = "revoked"
"""Why a file is refused: whoever wrote it is not believed any more."""


@dataclass(frozen=True)
class Written:
    """One value that an operation gives a field, and what its author saw and replaced."""

    value: Any
    replaces: frozenset[OpId]
    again: bool = False
    """Whether a choice was taken back by this: then it says a value once more, of its author."""


@dataclass(frozen=True)
class Op:
    """One change of one record by one device."""

    device: str
    n: int
    time: datetime
    record: str
    kind: str
    change: Mapping[str, Written]

    @property
    def id(self) -> OpId:
        """Return what no two operations share."""
        return (self.device, self.n)

    @property
    def rank(self) -> tuple[datetime, str, int]:
        """Return what decides the provisional choice, and nothing else."""
        return (self.time, self.device, self.n)


@dataclass(frozen=True)
class Programme:
    """Who joined the programme, all by the founder's invitations."""

    founder: str
    coordinators: frozenset[str]
    joined: frozenset[str]

    def revoked(self, ops: Iterable[Op]) -> dict[str, int]:
        """Return the last believed number of each device that is revoked by what is known."""
        limits, _in_force = self.judged(ops)
        return {device: last for device, last in limits.items() if last < ALL}

    def judged(self, ops: Iterable[Op]) -> tuple[dict[str, int], set[Word]]:
        """Return how far each is believed of whom somebody said it, and the words that hold."""
        known = list(ops)
        former = {op.record: op.change["formerly"].value for op in known if op.kind == DEVICE}
        judging = Judging(self, former, [op for op in known if op.kind == REVOCATION])
        withdrawn: set[tuple[str, str]] = set()
        while True:
            limits, in_force = judging.limits(withdrawn)
            if (more := judging.withdrawn(limits) | withdrawn) == withdrawn:
                return limits, in_force
            withdrawn = more

    def may_withdraw(self, ops: Iterable[Op], names: list[str]) -> set[tuple[str, str]]:
        """Return the records, and the device each is of, that a laptop of these names may delete.

        The last name is its present one. What it said of somebody who was restored from it, under
        the name that it bore then, only whoever bears that name may.
        """
        known = list(ops)
        former = {op.record: op.change["formerly"].value for op in known if op.kind == DEVICE}
        line = Judging(self, former, []).line
        return {
            (word.record, word.device)
            for word in self.judged(known)[1]
            if word.last < ALL and word.by in names
            if word.by == names[-1] or word.by not in line(word.device)
        }

    def readers(self, ops: Iterable[Op]) -> frozenset[str]:
        """Return whose key a file for everyone is sealed with; a restored laptop keeps its key."""
        known = list(ops)
        former = {op.record: op.change["formerly"].value for op in known if op.kind == DEVICE}
        believed = {*self.joined, *former} - self.revoked(known).keys()
        while gone := believed & former.keys():
            believed = (believed - gone) | {former[device] for device in gone}
        return frozenset(believed)


@dataclass(frozen=True)
class Word:
    """What somebody said of how far a device is believed."""

    record: str
    by: str
    device: str
    last: int


@dataclass(frozen=True)
class Judging:
    """What coordinators have said of whom, and who goes on as another."""

    programme: Programme
    former: Mapping[str, str]
    words: list[Op]

    def limits(self, withdrawn: set[tuple[str, str]]) -> tuple[dict[str, int], set[Word]]:
        """Return how far each is believed by what is not withdrawn, and the words that say so."""
        limits: dict[str, int] = {}
        in_force = set()
        everybody = sorted(self.programme.joined | self.former.keys(), key=self._seniority)
        for author in everybody:
            if self.line(author)[-1] not in self.programme.coordinators:
                continue
            if self._is_gone(author, limits):
                continue
            for record, turns in self._turns(author, limits.get(author, ALL)).items():
                said = turns[0].change
                if (record, author) in withdrawn or DELETED in said or _withdraws(turns):
                    continue
                whom, last = (said[name].value for name in ("device", "last"))
                if whom not in (self.programme.founder, author):
                    limits[whom] = min(last, limits.get(whom, ALL))
                    in_force.add(Word(record, author, whom, last))
        ended = {one: 0 for one in everybody if self._is_gone(one, limits)}
        return limits | ended, in_force

    def withdrawn(self, limits: Mapping[str, int]) -> set[tuple[str, str]]:
        """Return which words of whom are withdrawn by somebody who was them, and is believed."""
        return {
            (record, author)
            for heir in self.former
            for record, turns in self._turns(heir, limits.get(heir, ALL)).items()
            for author in self.line(heir)[1:]
            if _withdraws(turns) and author not in self.line(self._whom(record, author))
        }

    def _whom(self, record: str, author: str) -> str:
        """Return whom somebody's word in a record is of, "" if it is no word."""
        said = self._turns(author, ALL).get(record, [])
        device = said[0].change.get("device") if said else None
        return str(device.value) if device else ""

    def line(self, device: str) -> list[str]:
        """Return a device and those that it was before, the last first."""
        return [device, *(self.line(self.former[device]) if device in self.former else [])]

    def _seniority(self, device: str) -> tuple[bool, int, str]:
        line = self.line(device)
        return (line[-1] != self.programme.founder, len(line), device)

    def _is_gone(self, device: str, limits: Mapping[str, int]) -> bool:
        """Whether this goes on as one did who is ended, and nobody named it apart."""
        line = self.line(device)
        steps = pairwise(line)
        return any(heir not in limits and limits.get(before, ALL) < ALL for heir, before in steps)

    def _turns(self, author: str, until: int) -> dict[str, list[Op]]:
        """Return what somebody who is believed up to a number wrote, by record and in order."""
        own = sorted(
            (op for op in self.words if op.device == author and op.n <= until), key=_number
        )
        return {
            record: [op for op in own if op.record == record] for record in {o.record for o in own}
        }


@dataclass(frozen=True, eq=False)
class Package:
    """All that a laptop knew when it exported; two files are never the same file."""

    author: str
    readers: frozenset[str]
    content: Mapping[OpId, Op]
    erased: frozenset[str]
    heard: frozenset[OpId]
    """Every number that was known of, what was erased since too."""


@dataclass(frozen=True)
class Shown:
    """What a screen shows of one record."""

    kind: str
    deleted: bool
    values: Mapping[str, Any]


@dataclass
class Laptop:
    """One device and all that it knows."""

    device: str
    programme: Programme
    key: str = ""
    """The device that this laptop was first: it opens what is sealed for that one."""
    ops: dict[OpId, Op] = field(default_factory=dict)
    """All that is known, believed or not."""
    erased: set[str] = field(default_factory=set)
    own: dict[OpId, Op] = field(default_factory=dict)
    """What was recorded here, under whatever name this laptop had then; what is erased since too.

    Of a copied laptop, another may have given one of these numbers to other work."""
    taken: list[Package] = field(default_factory=list)
    void: dict[Package, frozenset[OpId]] = field(default_factory=dict)
    """What files that were taken in have of one's own work that gave way since."""
    formerly: list[str] = field(default_factory=list)
    """The names that this laptop had, in their order."""
    last: int = 0
    _counting: tuple[dict[OpId, Op], dict[OpId, Op]] | None = None

    @property
    def counting(self) -> dict[OpId, Op]:
        """Return what is known and believed: all that is shown rests on it."""
        if self._counting is None or self._counting[0] != self.ops:
            limits = self.programme.revoked(self.ops.values())
            left = {id_: op for id_, op in self.ops.items() if op.n <= limits.get(op.device, ALL)}
            self._counting = (dict(self.ops), left)
        return self._counting[1]

    @property
    def is_revoked(self) -> bool:
        """Whether this laptop knows that it is not believed any more, and so cannot write."""
        return self.last >= self.programme.revoked(self.ops.values()).get(self.device, ALL)

    def copy(self) -> Laptop:
        """Return a laptop of the same name that knows the same and goes its own way."""
        mine = {"own": dict(self.own), "taken": list(self.taken), "void": dict(self.void)}
        mine |= {"formerly": list(self.formerly)}
        return replace(self, ops=dict(self.ops), erased=set(self.erased), **mine)

    def succeed(self, device: str, time: datetime) -> None:
        """Go on as another device, which says so: the first thing that it records."""
        former, self.device, self.last = self.device, device, 0
        self.formerly.append(former)
        self._write(device, DEVICE, {"formerly": former}, time)

    # What people do ----------------------------------------------------------------

    def add(self, record: str, kind: str, values: Mapping[str, Any], time: datetime) -> None:
        """Record something new under the id that the store gave it."""
        first = {name: plain(value) for name, value in values.items()}
        self._write(record, kind, {name: v for name, v in first.items() if v is not None}, time)

    def change(self, record: str, values: Mapping[str, Any], time: datetime) -> None:
        """Give fields new values; saying what is already said is silence, unless disputed."""
        wanted = {name: plain(value) for name, value in values.items()}
        told = {
            name: value
            for name, value in wanted.items()
            if self.disputed(record, name) or not same(value, self.value(record, name))
        }
        if told:
            self._write(record, self.kind(record), told, time)

    def delete(self, record: str, time: datetime) -> None:
        """Delete, restating all that was seen; what is in dispute stays in dispute."""
        kind = self.kind(record)
        told = {
            name: self.value(record, name)
            for name in fields_of(kind)
            if not self.disputed(record, name)
        }
        self._write(record, kind, {**told, DELETED: True}, time)

    def withdraw(self, record: str, time: datetime) -> None:
        """Take back what was said of a device, whatever else was said in that record since."""
        self._write(record, REVOCATION, {DELETED: True}, time)

    def restore(self, record: str, time: datetime) -> None:
        """Take a deletion back and say nothing else."""
        self._write(record, self.kind(record), {DELETED: False}, time)

    def resolve(self, record: str, name: str, value: Any, time: datetime) -> None:
        """Decide a dispute: an ordinary operation that replaces every head.

        Deciding that a record is deleted is deleting it, with all that this restates.
        """
        if name == DELETED and value:
            self.delete(record, time)
        else:
            self._write(record, self.kind(record), {name: plain(value)}, time)

    def reopen(self, record: str, name: str, time: datetime) -> None:
        """Take the choice on a field back: ask again, with each of the values there were.

        What was shown then is written last, and so shown again.
        """
        (choice,) = self.heads(record, name)
        there = self._replaced(choice, name)
        for op in there:
            if not any(_says(op, name, later) for later in there[there.index(op) + 1 :]):
                self.last += 1
                told = Written(op.change[name].value, frozenset({choice.id}), again=True)
                self._know(Op(self.device, self.last, time, record, op.kind, {name: told}))

    def erase(self, record: str) -> None:
        """Forget a record and all that describes only it, for ever."""
        self.erased.add(record)
        self._forget()

    # What travels ------------------------------------------------------------------

    def export(self) -> Package:
        """Return all that is known here."""
        given = {(self.device, n) for n in range(1, self.last + 1)}
        heard = given.union(self.own, *(self._heard(package) for package in self.taken))
        readers = self.programme.readers(self.ops.values()) | {self.key}
        erased = frozenset(self.erased)
        return Package(self.device, readers, dict(self.ops), erased, frozenset(heard))

    def merge(self, packages: Iterable[Package]) -> list[str]:
        """Know what the packages know too: union, then forget what anybody erased.

        Return why each is refused, and then changes nothing; nothing said if it is welcome.
        A file that was taken in before changes nothing either: of a copied laptop, a number
        of something erased since may have been given to other work meanwhile.
        """
        told, together = [], list(packages)
        revoked = self._revoked_by(together)
        for package in together:
            told.append(why := self.objection(package, revoked))
            if not why:
                self._take(package)
        return told

    def _take(self, package: Package) -> None:
        if package not in self.taken:
            if contested := self._contested(package):
                self._give_way(contested)
            void = self.void.get(package, frozenset())
            self.ops |= {id_: op for id_, op in package.content.items() if id_ not in void}
            self.erased |= package.erased
            self.taken.append(package)
            self._forget()

    def _revoked_by(self, packages: Iterable[Package]) -> set[str]:
        """Return whose files are refused for what is known, or what other files of a merge say."""
        left = [one for one in packages if one not in self.taken and self.key in one.readers]
        refused: set[str] = set()
        while True:
            known = [*self.ops.values(), *(op for one in left for op in one.content.values())]
            revoked = self.programme.revoked(known)
            going = {one.author for one in left if one.author in revoked}
            if not going:
                return refused
            refused |= going
            left = [one for one in left if one.author not in going]

    def objection(self, package: Package, revoked: Iterable[str] = ()) -> str:
        """Return what speaks against a file: numbers are given once, and by one laptop.

        One that was taken in before says nothing any more, neither good nor bad.
        """
        if package in self.taken:
            return ""
        if self.key not in package.readers:
            return FOR_OTHERS
        if package.author in revoked:
            return REVOKED
        if any(device == self.device and n > self.last for device, n in package.heard):
            return SET_BACK
        contested = self._contested(package)
        mine = {id_ for id_ in contested if self.own.get(id_) == self.ops[id_]}
        return "" if all(id_ in mine and id_[0] in self.formerly for id_ in contested) else COPIED

    def forget_all_but(self, packages: list[Package]) -> None:
        """Know what was recorded here and what these packages hold; what is erased stays so."""
        self.ops = {id_: op for id_, op in self.own.items() if op.record not in self.erased}
        self.taken = []
        self.void = {package: ids for package, ids in self.void.items() if package in packages}
        for package in packages:  # each was welcome when it came, whoever is revoked since
            self._take(package)

    def knows(self) -> tuple[dict[OpId, Op], set[str]]:
        """Return all that is known, to compare it: who knows the same shows the same."""
        return dict(self.ops), set(self.erased)

    # What is seen ------------------------------------------------------------------

    def kind(self, record: str) -> str:
        """Return the kind of a known record."""
        return next(op.kind for op in self.counting.values() if op.record == record)

    def heads(self, record: str, name: str) -> list[Op]:
        """Return the operations on a field that no operation replaced, the shown one last."""
        writing = [op for op in self.counting.values() if op.record == record and name in op.change]
        replaced = {old for op in writing for old in op.change[name].replaces}
        return sorted((op for op in writing if op.id not in replaced), key=lambda op: op.rank)

    def value(self, record: str, name: str) -> Any:
        """Return the value shown: the only head's, or provisionally the latest one's."""
        heads = self.heads(record, name)
        return heads[-1].change[name].value if heads else None

    def disputed(self, record: str, name: str) -> bool:
        """Tell whether people must decide: heads differ and the field is theirs to decide."""
        return self._disputed(self.kind(record), name, self.heads(record, name))

    def deleted(self, record: str) -> bool:
        """Tell whether a record is shown as deleted."""
        return bool(self.value(record, DELETED))

    def known(self, kind: str = "") -> list[str]:
        """Return the ids of the records here, deleted ones too, in a stable order."""
        kinds = {op.record: op.kind for op in self.counting.values() if op.kind not in HIDDEN}
        return sorted(record for record, of in kinds.items() if kind in ("", of))

    def shown(self) -> dict[str, Shown]:
        """Return every record as a screen shows it."""
        return {
            record: Shown(
                kind := self.kind(record),
                self.deleted(record),
                {name: self._shown(record, each) for name, each in fields_of(kind).items()},
            )
            for record in self.known()
        }

    def _shown(self, record: str, each: Field) -> Any:
        value = self.value(record, each.name)
        # Only if whoever first wrote the record is not believed: a flag that is not set is no.
        return False if value is None and each.holds is FieldType.FLAG else value

    def conflicts(self) -> dict[tuple[str, str, str], list[tuple[Any, str, datetime]]]:
        """Return (kind, record, field) of each dispute and what people choose among.

        A choice is a value, and the device and time that wrote it last.
        """
        return {
            (kind, record, name): self._choices(name, heads)
            for record in self.known()
            for kind in [self.kind(record)]
            for name in (*fields_of(kind), DELETED)
            for heads in [self.heads(record, name)]
            if self._disputed(kind, name, heads)
        }

    def chosen(self) -> list[tuple[str, str]]:
        """Return record and field where the last word is one choice among different values."""
        return [
            (record, name)
            for record in self.known()
            if not self.deleted(record)
            for name in fields_of(self.kind(record))
            for heads in [self.heads(record, name)]
            if len(heads) == 1
            and (there := self._replaced(heads[0], name))
            and self._disputed(heads[0].kind, name, there)
        ]

    # Inside ------------------------------------------------------------------------

    def _disputed(self, kind: str, name: str, heads: list[Op]) -> bool:
        values = [op.change[name].value for op in heads]
        if name != DELETED and fields_of(kind)[name].technical:
            # Which of two arrivals does not matter; whether there was one does.
            return None in values and any(value is not None for value in values)
        return any(not same(values[0], other) for other in values[1:])

    def _choices(self, name: str, heads: list[Op]) -> list[tuple[Any, str, datetime]]:
        firsts = (self._first(op, name) for op in heads)
        told = [(op.change[name].value, op.device, op.time) for op in firsts]
        return [
            choice
            for place, choice in enumerate(told)
            if not any(same(choice[0], later[0]) for later in told[place + 1 :])
        ]

    def _first(self, op: Op, name: str) -> Op:
        """Return who wrote a value first that was put again, the latest of several."""
        while whose := self._put_again(op, name):
            op = max(whose, key=lambda of: of.rank)
        return op

    def _put_again(self, op: Op, name: str) -> list[Op]:
        """Return those whose value this puts again, as long as all of that question counts.

        If the choice is not believed any more, or one of the values, or part of what put them
        again, then whoever did so has simply written them.
        """
        if not op.change[name].again:
            return []
        (id_,) = op.change[name].replaces
        choice = self.counting.get(id_)  # another laptop's may have taken its number since
        whose = self._replaced(choice, name) if choice and name in choice.change else []
        together = [
            of
            for of in self.counting.values()
            if of.device == op.device
            and name in of.change
            and of.change[name].replaces == op.change[name].replaces
        ]
        if len(together) < 2 or not all(
            any(_says(of, name, one) for of in whose) for one in together
        ):
            return []
        return [of for of in whose if _says(of, name, op)]

    def _replaced(self, op: Op, name: str) -> list[Op]:
        there = [self.counting[id_] for id_ in op.change[name].replaces if id_ in self.counting]
        return sorted(there, key=lambda of: of.rank)

    def _write(self, record: str, kind: str, values: Mapping[str, Any], time: datetime) -> None:
        self.last += 1
        change = {
            name: Written(value, frozenset(op.id for op in self.heads(record, name)))
            for name, value in values.items()
        }
        self._know(Op(self.device, self.last, time, record, kind, change))

    def _know(self, op: Op) -> None:
        self.ops[op.id] = op
        self.own[op.id] = op

    def _contested(self, package: Package) -> list[OpId]:
        """Return the numbers under which a file has other work than is known here."""
        known = self.ops.keys() & package.content.keys() - self.void.get(package, frozenset())
        return sorted(id_ for id_ in known if self.ops[id_] != package.content[id_])

    def _give_way(self, contested: list[OpId]) -> None:
        """Record anew, under one's present name, what turned out to be under another's.

        That is all one's own work from the first contested number of a former name on, and
        whatever of one's own has replaced such work, in the order in which it was recorded.
        """
        names = [*self.formerly, self.device]
        first = self._questions_whole(dict(reversed(contested)))
        now: dict[OpId, OpId] = {}
        gone: set[OpId] = set()
        for id_ in sorted(self.own, key=lambda id_: (names.index(id_[0]), id_[1])):
            op = self.own[id_]
            change = {
                name: replace(each, replaces=frozenset(now.get(old, old) for old in each.replaces))
                for name, each in op.change.items()
            }
            beyond = id_[0] in first and id_[1] >= first[id_[0]]
            if beyond or change != op.change:
                gone.add(id_)
                if self.ops.get(id_) == op:  # else it is erased: nothing is left of it
                    self.last += 1
                    now[id_] = (self.device, self.last)
                    self.own[now[id_]] = replace(op, device=self.device, n=self.last, change=change)
        void = frozenset(id_ for id_ in gone if self.ops.get(id_, self.own[id_]) == self.own[id_])
        self.own = {id_: op for id_, op in self.own.items() if id_ not in gone}
        self.ops = {id_: op for id_, op in self.ops.items() if id_ not in void}
        self.ops |= {id_: self.own[id_] for id_ in now.values()}
        self.void |= {one: self.void.get(one, frozenset()) | void for one in self.taken}

    def _questions_whole(self, first: dict[str, int]) -> dict[str, int]:
        """Have all the values of a question that was put again give way, or none of them."""
        put: dict[tuple[str, str, str, frozenset[OpId]], list[int]] = {}
        for op in self.own.values():
            for name, each in op.change.items():
                if each.again:
                    put.setdefault((op.device, op.record, name, each.replaces), []).append(op.n)
        for (device, *_), ns in put.items():
            if max(ns) >= first.get(device, max(ns) + 1):
                first[device] = min(first[device], *ns)
        return first

    def _heard(self, package: Package) -> frozenset[OpId]:
        """Return what a file tells of: of what gave way, nothing that the other laptop wrote."""
        return package.heard - self.void.get(package, frozenset())

    def _forget(self) -> None:
        """Drop every operation on an erased record, and erase whom an owner takes along."""
        while True:
            along = {op.record for op in self.ops.values() if self._owners(op) & self.erased}
            if along <= self.erased:
                break
            self.erased |= along
        self.ops = {id_: op for id_, op in self.ops.items() if op.record not in self.erased}

    def _owners(self, op: Op) -> set[Any]:
        owning = {name for name, each in fields_of(op.kind).items() if each.owner}
        return {op.change[name].value for name in owning & set(op.change)} - {None}


def _number(op: Op) -> int:
    return op.n


def _withdraws(turns: list[Op]) -> bool:
    """Tell whether the last of these that deletes a record or puts it back deletes it."""
    return [op.change[DELETED].value for op in turns if DELETED in op.change][-1:] == [True]


def _says(one: Op, name: str, other: Op) -> bool:
    return same(one.change[name].value, other.change[name].value)


def plain(value: Any) -> Any:
    """Return a value as people mean it: empty text is nothing."""
    return None if value == "" else value


def same(one: Any, other: Any) -> bool:
    """Tell whether two values are equal, without taking 1 for True."""
    return type(one) is type(other) and bool(one == other)
