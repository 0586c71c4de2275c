"""Random histories on four laptops, held against an independent model."""

from __future__ import annotations

import random
import shutil
import sys
from contextlib import ExitStack
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    precondition,
    rule,
    run_state_machine_as_test,
)
from tests import model
from tests.stores import DAY_BEFORE, THAT_DAY, Laptop, Template, fast_folder

from maillage.domain.errors import Deleted, Erased
from maillage.domain.fields import Field, FieldType
from maillage.domain.records import (
    RECORDS,
    Consent,
    Membership,
    Note,
    Organisation,
    Person,
    Pledge,
    PledgeParty,
    Record,
    Registration,
    Vote,
    declared_values,
    fields_of,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from maillage import Store

KINDS: tuple[type[Record], ...] = (
    Person,
    Organisation,
    Note,
    Registration,
    Membership,
    Vote,
    Consent,
    Pledge,
    PledgeParty,
)
CANARY = "canari"

SKEWS = (
    THAT_DAY,
    datetime(1970, 1, 1, tzinfo=UTC),
    datetime(2099, 12, 31, 23, 0, tzinfo=UTC),
    THAT_DAY + timedelta(minutes=3),
)

POOL: dict[FieldType, list[Any]] = {
    FieldType.TEXT: ["", "086", "86", "Žofie ’é’ 🎈", "086 "],
    FieldType.WHOLE: [None, 86, 0, -1],
    FieldType.FLAG: [False, True],
    FieldType.DAY: [None, date(2022, 1, 31), date(1970, 1, 1)],
    FieldType.MOMENT: [None, THAT_DAY, datetime(2099, 1, 1, tzinfo=UTC)],
}
"""Few values, so that laptops often agree, and often just do not."""

WHO = st.integers(0, 3)
PICK = st.integers(0, 30)
SECONDS = st.sampled_from([0, 0, 1, 60])


class Histories(RuleBasedStateMachine):
    """Whatever four laptops do in whatever order, they end where the model ends."""

    def __init__(self, template: Template) -> None:
        super().__init__()
        self.folder = fast_folder()
        self.stack = ExitStack()
        self.stack.callback(shutil.rmtree, self.folder)
        self.team = template.copied(self.folder, self.stack)
        self.laptops = self.team.four
        self.models = [model.Laptop(laptop.device) for laptop in self.laptops]
        self.packages: list[tuple[Path, model.Package]] = []
        self.canaries: dict[str, str] = {}
        self._share_the_past()

    # What people do ----------------------------------------------------------------

    @initialize(seed=st.integers(0, 2**16))
    def begin(self, seed: int) -> None:
        self.random = random.Random(seed)
        for laptop, now in zip(self.laptops, SKEWS, strict=True):
            laptop.clock.now = now

    @rule(who=WHO, to=st.sampled_from(SKEWS))
    def jump_the_clock(self, who: int, to: datetime) -> None:
        self.laptops[who].clock.now = to

    @rule(
        who=WHO,
        which=st.sampled_from(KINDS),
        picks=st.lists(PICK, min_size=4, max_size=4),
        wait=SECONDS,
    )
    def add(self, who: int, which: type[Record], picks: list[int], wait: int) -> None:
        laptop, mind = self._turn(who, wait)
        values = {
            name: self._value(each, picks[place % 4] + place, mind)
            for place, (name, each) in enumerate(fields_of(which.kind).items())
        }
        canary = f"{CANARY}-{len(self.canaries)}-"
        if which is Person:
            values["given_name"] = canary
        saved = laptop.store.add(which(**values))
        if which is Person:
            self.canaries[saved.id] = canary
        mind.add(saved.id, which.kind, declared_values(saved), laptop.clock())
        self._compare_record(laptop, mind, saved.id)

    @rule(who=WHO, which=PICK, place=PICK, pick=PICK, more=st.booleans(), wait=SECONDS)
    def change(self, who: int, which: int, place: int, pick: int, more: bool, wait: int) -> None:  # noqa: FBT001
        laptop, mind = self._turn(who, wait)
        id_ = choose(mind.known(), which)
        free = [each for each in fields_of(mind.kind(id_)).values() if self._is_free(each)]
        chosen = [choose(free, place), *([choose(free, place + 1)] if more else [])]
        values = {
            each.name: self._value(each, pick + step, mind) for step, each in enumerate(chosen)
        }
        if mind.deleted(id_):
            with pytest.raises(Deleted):
                laptop.store.change(id_, **values)
        else:
            laptop.store.change(id_, **values)
            mind.change(id_, values, laptop.clock())
        self._compare_record(laptop, mind, id_)

    @rule(who=WHO, which=PICK, place=PICK, wait=SECONDS)
    def clear(self, who: int, which: int, place: int, wait: int) -> None:
        laptop, mind = self._turn(who, wait)
        present = [id_ for id_ in mind.known() if not mind.deleted(id_)]
        if not present:
            return
        id_ = choose(present, which)
        free = [each for each in fields_of(mind.kind(id_)).values() if self._is_free(each)]
        each = choose(free, place)
        value = POOL.get(each.holds, [None])[0]
        laptop.store.change(id_, **{each.name: value})
        mind.change(id_, {each.name: value}, laptop.clock())
        self._compare_record(laptop, mind, id_)

    @rule(who=WHO, which=PICK, wait=SECONDS)
    def delete(self, who: int, which: int, wait: int) -> None:
        self._present_or_not(who, which, wait, deleted=False)

    @rule(who=WHO, which=PICK, wait=SECONDS)
    def restore(self, who: int, which: int, wait: int) -> None:
        self._present_or_not(who, which, wait, deleted=True)

    @rule(who=WHO, which=PICK)
    def erase(self, who: int, which: int) -> None:
        laptop, mind = self._turn(who, 0)
        if not mind.known():
            return
        id_ = choose(mind.known(), which)
        laptop.store.erase(id_)
        mind.erase(id_)
        self._compare(laptop, mind)

    @precondition(lambda self: any(mind.erased for mind in self.models))
    @rule(who=WHO, which=PICK)
    def touch_the_erased(self, who: int, which: int) -> None:
        laptop, mind = self._turn(who, 0)
        if mind.erased:
            with pytest.raises(Erased):
                laptop.store.change(choose(sorted(mind.erased), which), phone="086")

    @precondition(lambda self: any(mind.conflicts() for mind in self.models))
    @rule(who=WHO, which=PICK, how=PICK, wait=SECONDS)
    def resolve(self, who: int, which: int, how: int, wait: int) -> None:
        laptop, mind = self._turn(who, wait)
        disputes = mind.conflicts()
        if not disputes:
            return
        key = choose(sorted(disputes), which)
        kind, id_, name = key
        conflict = next(
            each for each in laptop.store.conflicts() if (each.kind, each.record, each.field) == key
        )
        values = [head.value for head in conflict.choices]
        values.append(
            not values[0]
            if name == model.DELETED
            else self._value(fields_of(kind)[name], how, mind)
        )
        value = choose(values, how)
        laptop.store.resolve(conflict, value)
        mind.resolve(id_, name, value, laptop.clock())
        self._compare(laptop, mind)

    @rule(who=WHO)
    def export(self, who: int) -> None:
        laptop, mind = self._turn(who, 0)
        self.packages.append((laptop.export(), mind.export()))

    @rule(who=WHO, which=st.lists(PICK, min_size=1, max_size=5))
    def merge(self, who: int, which: list[int]) -> None:
        self._merge(who, [choose(self.packages, each) for each in which])

    @rule(who=WHO, other=WHO)
    def hand_over(self, who: int, other: int) -> None:
        self.export(other)
        self._merge(who, self.packages[-1:])

    @rule()
    def everybody_meets(self) -> None:
        newest = [self._exported(who) for who in range(4)]
        for who in range(4):
            self._merge(who, newest)

    # How it must end ---------------------------------------------------------------

    def teardown(self) -> None:
        try:
            if sys.exception() is None:  # else the history failed already, and says more
                self._end()
        finally:
            self.stack.close()

    def _end(self) -> None:
        self.everybody_meets()
        digests = {laptop.store.digest() for laptop in self.laptops}
        assert len(digests) == 1
        self._nothing_is_new(digests)
        second = self._merged_in_another_order()
        assert {second.store.digest()} == digests
        for laptop, mind in zip(
            [*self.laptops, second], [*self.models, self.models[0]], strict=True
        ):
            self._compare(laptop, mind)
            verification = laptop.store.verify()
            assert verification.ok, verification.problems
        assert len({store_dump(laptop.store) for laptop in self.laptops}) == 1

    def _nothing_is_new(self, digests: set[str]) -> None:
        again = [laptop.export() for laptop in self.laptops]
        older = [path for path, _ in self.packages]
        self.random.shuffle(older)
        for laptop in self.laptops:
            report = laptop.store.merge([*again, *older[:6]])
            assert (report.new, report.conflicts, report.refused) == (0, 0, ())
            assert {laptop.store.digest()} == digests

    def _merged_in_another_order(self) -> Laptop:
        files = [path for path, _ in self.packages]
        self.random.shuffle(files)
        while files:
            batch = [files.pop() for _ in range(min(len(files), self.random.randint(1, 4)))]
            report = self.team.second.store.merge(batch)
            assert not report.refused
        return self.team.second

    # Inside ------------------------------------------------------------------------

    def _share_the_past(self) -> None:
        """Tell the models what the template's laptops recorded before they were copied."""
        first = self.models[0]
        for kind in KINDS:
            for saved in self.laptops[0].store.all(kind):
                first.add(saved.id, kind.kind, declared_values(saved), DAY_BEFORE)
        for mind in self.models[1:]:
            mind.merge([first.export()])
        self.packages.append((self.team.past[0], first.export()))

    def _turn(self, who: int, wait: int) -> tuple[Laptop, model.Laptop]:
        self.laptops[who].clock.pass_(wait)
        return self.laptops[who], self.models[who]

    def _exported(self, who: int) -> tuple[Path, model.Package]:
        self.export(who)
        return self.packages[-1]

    def _merge(self, who: int, chosen: list[tuple[Path, model.Package]]) -> None:
        laptop, mind = self._turn(who, 0)
        before = set(mind.conflicts())
        known = mind.export()
        report = laptop.store.merge([path for path, _ in chosen])
        mind.merge([package for _, package in chosen])
        assert not report.refused
        assert report.conflicts == len(set(mind.conflicts()) - before)
        if mind.export() == known:
            assert report.new == 0
        self._compare(laptop, mind)

    def _present_or_not(self, who: int, which: int, wait: int, *, deleted: bool) -> None:
        laptop, mind = self._turn(who, wait)
        fitting = [id_ for id_ in mind.known() if mind.deleted(id_) is deleted]
        if not fitting:
            return
        id_ = choose(fitting, which)
        act: Callable[[str], object] = laptop.store.restore if deleted else laptop.store.delete
        act(id_)
        (mind.restore if deleted else mind.delete)(id_, laptop.clock())
        self._compare_record(laptop, mind, id_)

    def _is_free(self, each: Field) -> bool:
        return not each.owner and each.name != "given_name"

    def _value(self, each: Field, pick: int, mind: model.Laptop) -> Any:
        if each.holds is FieldType.CHOICE and each.choices:
            return choose([None, *list(each.choices)[:2]], pick)
        if each.holds is not FieldType.REFERENCE:
            return choose(POOL[each.holds], pick)
        anywhere = {id_ for other in self.models for id_ in other.known(each.refers)}
        return choose(["", *sorted(anywhere - (mind.erased if each.owner else set()))], pick)

    def _compare_record(self, laptop: Laptop, mind: model.Laptop, id_: str) -> None:
        kind = RECORDS[mind.kind(id_)]
        assert shown(laptop.store.get(kind, id_)) == mind.shown()[id_]

    def _compare(self, laptop: Laptop, mind: model.Laptop) -> None:
        assert all_shown(laptop.store) == mind.shown()
        assert disputes(laptop.store) == mind.conflicts()
        dump = store_dump(laptop.store)
        for id_ in mind.erased:
            assert self.canaries.get(id_, "nothing to look for") not in dump


def choose(among: list[Any], pick: int) -> Any:
    """Return one of several, the first for 0 so that Hypothesis finds small examples."""
    return among[pick % len(among)]


def shown(record: Record) -> model.Shown:
    """Return a record of the application as the model would put it."""
    values = {name: model.plain(value) for name, value in declared_values(record).items()}
    return model.Shown(record.kind, record.deleted, values)


def all_shown(store: Store) -> dict[str, model.Shown]:
    """Return all records of the kinds in play, deleted ones too."""
    found = {record.id: shown(record) for kind in KINDS for record in store.all(kind, deleted=True)}
    present = {record.id for kind in KINDS for record in store.all(kind)}
    assert present == {id_ for id_, record in found.items() if not record.deleted}
    return found


def disputes(store: Store) -> dict[tuple[str, str, str], list[tuple[Any, str, datetime]]]:
    """Return the conflicts of a store as the model would put them."""
    conflicts = store.conflicts()
    keys = [(each.kind, each.record, each.field) for each in conflicts]
    assert keys == sorted(set(keys), key=lambda key: (key[0], key[1], key[2]))
    return {
        key: [
            (model.plain(head.value), head.device, head.time)
            for head in sorted(each.choices, key=lambda head: (head.time, head.device, head.n))
        ]
        for key, each in zip(keys, conflicts, strict=True)
    }


def store_dump(store: Store) -> str:
    """Return the canonical dump as one text."""
    return "\n".join(store.dump())


HISTORIES = settings(
    max_examples=200,
    stateful_step_count=15,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)


def test_two_hundred_random_histories_end_as_the_model_says(template: Template) -> None:
    run_state_machine_as_test(lambda: Histories(template), settings=HISTORIES)


@pytest.mark.long
def test_ten_thousand_long_histories_end_as_the_model_says(template: Template) -> None:
    run_state_machine_as_test(
        lambda: Histories(template),
        settings=settings(HISTORIES, max_examples=10_000, stateful_step_count=50),
    )
