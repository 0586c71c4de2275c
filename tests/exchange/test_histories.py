"""Random histories on five laptops, held against an independent model."""

from __future__ import annotations

import json
import random
import sys
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
from tests.stores import DAY_BEFORE, THAT_DAY, Laptop, Team, moment, values

from maillage.domain.errors import Deleted, Erased, MergeBuiltOn
from maillage.domain.fields import Field, FieldType
from maillage.domain.outcome import MergePlan
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
from maillage.exchange import limits

if TYPE_CHECKING:
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
JOINING = 8
"""Operations that made the programme, its invitation and its six devices."""

SKEWS = (
    THAT_DAY,
    datetime(1970, 1, 1, tzinfo=UTC),
    datetime(2099, 12, 31, 23, 0, tzinfo=UTC),
    THAT_DAY + timedelta(minutes=3),
    THAT_DAY - timedelta(days=40),
)

POOL: dict[FieldType, list[Any]] = {
    FieldType.TEXT: ["", "086", "86", "Žofie ’é’ 🎈", "086 "],
    FieldType.WHOLE: [None, 86, 0, -1],
    FieldType.FLAG: [False, True],
    FieldType.DAY: [None, date(2022, 1, 31), date(1970, 1, 1)],
    FieldType.MOMENT: [None, THAT_DAY, datetime(2099, 1, 1, tzinfo=UTC)],
}
"""Few values, so that laptops often agree, and often just do not."""

WHO = st.integers(0, 4)
PICK = st.integers(0, 30)
WHICH = st.sampled_from([0, 0, 0, 1, 1, 2, 3, 4, 5, 6, 7, 8])
"""Mostly the records that all have had from the start: laptops meet on few records."""
PLACE = st.sampled_from([0, 0, 0, 1, 1, 2, 3, 4, 5, 6, 7])
WAIT = st.sampled_from([0, 0, 1, 60, *SKEWS])
"""Seconds that go by, or what the clock is set to."""


class Histories(RuleBasedStateMachine):
    """Whatever five laptops do in whatever order, they end where the model ends."""

    def __init__(self, team: Team) -> None:
        super().__init__()
        team.forget()
        self.team = team
        self.laptops = team.five
        self.models = [model.Laptop(laptop.device) for laptop in self.laptops]
        self.packages: list[tuple[Path, model.Package]] = []
        self.merges: list[dict[int, dict[Path, model.Package]]] = [{} for _ in self.laptops]
        """What each laptop took in, by the number of the merge."""
        self.canaries: dict[str, str] = {}
        self._share_the_past()

    # What people do ----------------------------------------------------------------

    @initialize(seed=st.integers(0, 2**16))
    def begin(self, seed: int) -> None:
        self.random = random.Random(seed)
        for laptop, now in zip(self.laptops, SKEWS, strict=True):
            laptop.clock.now = now

    @rule(
        who=WHO,
        which=st.sampled_from(KINDS),
        picks=st.lists(PICK, min_size=4, max_size=4),
        wait=WAIT,
    )
    def add(self, who: int, which: type[Record], picks: list[int], wait: int | datetime) -> None:
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

    @rule(who=WHO, which=WHICH, place=PLACE, pick=PICK, more=st.booleans(), wait=WAIT)
    def change_or_clear(
        self, *, who: int, which: int, place: int, pick: int, more: bool, wait: int | datetime
    ) -> None:
        laptop, mind = self._turn(who, wait)
        if not mind.known():
            return
        id_ = choose(mind.known(), which)
        free = free_fields(mind.kind(id_))
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

    @rule(which=WHICH, place=PLACE, picks=st.tuples(*[PICK] * 5))
    def change_apart(self, which: int, place: int, picks: tuple[int, ...]) -> None:
        """Let all five write the same field of one record at a time when nobody hears."""
        for who, pick in enumerate(picks):
            self.change_or_clear(who=who, which=which, place=place, pick=pick, more=False, wait=0)

    @rule(who=WHO, which=WHICH, times=st.integers(1, 3), wait=WAIT)
    def delete_or_restore(self, who: int, which: int, times: int, wait: int | datetime) -> None:
        for _ in range(times):
            laptop, mind = self._turn(who, wait)
            if not mind.known():
                return
            id_ = choose(mind.known(), which)
            if mind.deleted(id_):
                laptop.store.restore(id_)
                mind.restore(id_, laptop.clock())
            else:
                laptop.store.delete(id_)
                mind.delete(id_, laptop.clock())
            self._compare_record(laptop, mind, id_)

    @rule(who=WHO, which=PICK, sure=st.sampled_from([False, False, True]))
    def erase(self, *, who: int, which: int, sure: bool) -> None:
        laptop, mind = self._turn(who, 0)
        if not (sure and mind.known()):
            return
        id_ = choose(mind.known()[::-1], which)
        laptop.store.erase(id_)
        mind.erase(id_)
        with pytest.raises(Erased):
            laptop.store.change(id_, text="086")
        self._compare(laptop, mind)

    @precondition(lambda self: any(mind.conflicts() for mind in self.models))
    @rule(which=PICK, how=PICK, wait=WAIT)
    def resolve(self, which: int, how: int, wait: int | datetime) -> None:
        disputing = [who for who in range(5) if self.models[who].conflicts()]
        self._resolve(choose(disputing, which), which, how, wait)

    @rule(
        taker=WHO,
        givers=st.lists(WHO, max_size=3),
        old=st.lists(PICK, min_size=1, max_size=3),
    )
    def merge(self, taker: int, givers: list[int], old: list[int]) -> None:
        """Merge new files and any old ones, one's own too, in any order, some of them twice."""
        chosen = [self._exported(giver) for giver in givers]
        chosen += [choose(self.packages[::-1], each) for each in old]
        self.random.shuffle(chosen)
        self._merge(taker, chosen)

    @rule(giver=WHO, taker=WHO, decided=st.lists(PICK, max_size=2), back=st.booleans())
    def hand_over(self, *, giver: int, taker: int, decided: list[int], back: bool) -> None:
        """Merge what another just wrote, decide some disputes, and perhaps hand it back."""
        self._merge(taker, [self._exported(giver)])
        for how in decided:
            self._resolve(taker, how // 4, how, wait=0)
        if back:
            self._merge(giver, [self._exported(taker)])

    @rule(
        giver=WHO,
        who=WHO,
        work=st.one_of(st.none(), st.tuples(WHICH, PLACE, PICK)),
        which=st.sampled_from([0, 0, 0, 1, 2]),
        again=st.booleans(),
    )
    def take_a_merge_back(
        self, *, giver: int, who: int, work: tuple[int, int, int] | None, which: int, again: bool
    ) -> None:
        """Merge, perhaps work on it, and undo a merge: all else that is known stays."""
        self._merge(who, [self._exported(giver)])
        if work:
            self.change_or_clear(
                who=who, which=work[0], place=work[1], pick=work[2], more=True, wait=0
            )
        if not self.merges[who]:
            return
        laptop, mind = self._turn(who, 0)
        number = choose(list(self.merges[who])[::-1], which)
        before = laptop.store.digest()
        try:
            laptop.store.undo_merge(number)
        except MergeBuiltOn:
            assert laptop.store.digest() == before
            return
        undone = self.merges[who].pop(number)
        others = [package for files in self.merges[who].values() for package in files.values()]
        mind.forget_all_but([self.packages[0][1], *others])
        self._compare(laptop, mind)
        assert laptop.store.verify().ok
        if again:
            self._merge(who, list(undone.items()))

    # How it must end ---------------------------------------------------------------

    def teardown(self) -> None:
        if sys.exception() is None:  # else the history failed already, and says more
            self._end()

    def _end(self) -> None:
        newest = [self._exported(who) for who in range(5)]
        for laptop, mind in zip(self.laptops, self.models, strict=True):
            assert not laptop.store.merge([path for path, _ in newest]).refused
            mind.merge([package for _, package in newest])
        digests = {laptop.store.digest() for laptop in self.laptops}
        assert len(digests) == 1
        self._nothing_is_new(digests)
        archive = self._merged_in_another_order()
        assert {archive.store.digest()} == digests
        self._compare(self.laptops[0], self.models[0])
        self._compare(archive, self.models[1])
        for laptop in (*self.laptops, archive):
            verification = laptop.store.verify()
            assert verification.ok, verification.problems
            joining = JOINING + bool(self.team.template.cluster)  # one more invitation, to hubs
            assert verification.operations == len(self.models[0].ops) + joining

    def _nothing_is_new(self, digests: set[str]) -> None:
        again = self.random.choice(self.laptops).export()
        older = [path for path, _ in self.packages]
        self.random.shuffle(older)
        for laptop in self.laptops:
            report = laptop.store.merge([again, *older[:3]])
            assert (report.new, report.conflicts, report.refused) == (0, 0, ())
            assert {laptop.store.digest()} == digests

    def _merged_in_another_order(self) -> Laptop:
        files = [path for path, _ in self.packages]
        files = files[-5:] + self.random.sample(files[:-5], min(8, len(files) - 5))
        self.random.shuffle(files)
        while files:
            batch = [files.pop() for _ in range(min(len(files), self.random.randint(1, 6)))]
            report = self.team.archive.store.merge(batch)
            assert not report.refused
        return self.team.archive

    # Inside ------------------------------------------------------------------------

    def _share_the_past(self) -> None:
        """Tell the models what the template's laptops recorded before they were copied."""
        first = self.models[0]
        for kind in KINDS:
            for saved in self.laptops[0].store.all(kind):
                first.add(saved.id, kind.kind, declared_values(saved), DAY_BEFORE)
        for mind in self.models[1:]:
            mind.merge([first.export()])
        self.packages.append((self.team.past, first.export()))

    def _turn(self, who: int, wait: int | datetime) -> tuple[Laptop, model.Laptop]:
        laptop = self.laptops[who]
        if isinstance(wait, datetime):
            laptop.clock.now = wait
        else:
            laptop.clock.pass_(wait)
        return laptop, self.models[who]

    def _resolve(self, who: int, which: int, how: int, wait: int | datetime) -> None:
        laptop, mind = self._turn(who, wait)
        if not mind.conflicts():
            return
        key = choose(sorted(mind.conflicts()), which)
        conflict = next(
            each for each in laptop.store.conflicts() if (each.kind, each.record, each.field) == key
        )
        kind, id_, name = key
        choices = values(conflict)
        if name != model.DELETED:
            choices.append(self._value(fields_of(kind)[name], how, mind))
        value = choose(choices, how)
        laptop.store.resolve(conflict, value)
        mind.resolve(id_, name, value, laptop.clock())
        self._compare(laptop, mind)

    def _exported(self, who: int) -> tuple[Path, model.Package]:
        self.packages.append((self.laptops[who].export(), self.models[who].export()))
        return self.packages[-1]

    def _merge(self, who: int, chosen: list[tuple[Path, model.Package]]) -> None:
        laptop, mind = self._turn(who, 0)
        before = set(mind.conflicts())
        known = mind.export()
        plan = self._planned(laptop, [path for path, _ in chosen])
        report = laptop.store.merge([path for path, _ in chosen])
        assert plan in (None, told(report))
        mind.merge([package for _, package in chosen])
        if report.merge:
            here = {path for files in self.merges[who].values() for path in files}
            self.merges[who][report.merge] = {
                path: package for path, package in chosen if path not in here
            }
        assert not report.refused
        assert report.conflicts == len(set(mind.conflicts()) - before)
        if mind.export() == known:
            assert report.new == 0
        self._compare(laptop, mind)

    def _planned(self, laptop: Laptop, files: list[Path]) -> tuple[Any, ...] | None:
        """Return what a merge is said to do, now and then: planning costs as much as merging."""
        if self.random.randrange(3):
            return None
        before = laptop.store.digest()
        plan = laptop.store.plan(files)
        assert laptop.store.digest() == before
        return told(plan)

    def _value(self, each: Field, pick: int, mind: model.Laptop) -> Any:
        if each.holds is FieldType.CHOICE and each.choices:
            return choose([None, *list(each.choices)[:2]], pick)
        if each.holds is FieldType.TEXT:
            return choose(POOL[each.holds], pick)[: each.limit]
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
        dump = list(laptop.store.dump())
        erased = {json.loads(line)["erased"] for line in dump if line.startswith('{"erased"')}
        assert erased == mind.erased
        for id_ in mind.erased:
            assert self.canaries.get(id_, "nothing to look for") not in "\n".join(dump)


def choose(among: list[Any], pick: int) -> Any:
    """Return one of several, the first for 0 so that Hypothesis finds small examples."""
    return among[pick % len(among)]


def free_fields(kind: str) -> list[Field]:
    """Return the fields people may change, technical ones first, without the canary's."""
    free = (each for each in fields_of(kind).values() if not each.owner)
    return sorted(
        (each for each in free if each.name != "given_name"), key=lambda each: not each.technical
    )


def told(plan: MergePlan) -> tuple[Any, ...]:
    """Return what a plan and the report of its merge must say alike."""
    return plan.files, plan.conflicts, plan.gaps, plan.newcomers


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
    assert keys == sorted(set(keys))
    return {
        key: [
            (model.plain(value), head.device, moment(head))
            for head, value in sorted(zip(each.choices, values(each), strict=True))
        ]
        for key, each in zip(keys, conflicts, strict=True)
    }


HISTORIES = settings(
    max_examples=200,
    stateful_step_count=12,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture
def in_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let files be read a few lines at a time, as large ones are."""
    monkeypatch.setattr(limits, "STEP", 2_000)


@pytest.mark.usefixtures("in_parts")
def test_two_hundred_random_histories_end_as_the_model_says(team: Team) -> None:
    run_state_machine_as_test(lambda: Histories(team), settings=HISTORIES)


@pytest.mark.parametrize("team", ["hub"], indirect=True)
@pytest.mark.usefixtures("in_parts")
def test_a_few_histories_of_laptops_and_hubs_end_as_the_model_says(team: Team) -> None:
    few = settings(HISTORIES, max_examples=3)
    run_state_machine_as_test(lambda: Histories(team), settings=few)


@pytest.mark.long
@pytest.mark.usefixtures("in_parts")
def test_ten_thousand_long_histories_end_as_the_model_says(team: Team) -> None:
    run_state_machine_as_test(
        lambda: Histories(team),
        settings=settings(HISTORIES, max_examples=10_000, stateful_step_count=50),
    )
