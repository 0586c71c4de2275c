"""Five laptops and what an independent model says of each; the rules make their histories."""

from __future__ import annotations

import json
import random
import shutil
import sys
from contextlib import ExitStack
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize
from tests import model
from tests.histories.reading import KINDS, all_shown, choose, disputes, shown, told
from tests.stores import DAY_BEFORE, THAT_DAY, Laptop, Team

from maillage.actions import explain
from maillage.domain.errors import (
    CopiedDevice,
    NoLongerBelieved,
    PackageForOthers,
    RestoredDevice,
    RevokedDevice,
)
from maillage.domain.fields import Field, FieldType
from maillage.domain.records import RECORDS, Note, declared_values
from maillage.store import revoking

if TYPE_CHECKING:
    from collections.abc import Sequence

    from maillage.domain.outcome import MergeReport

File = tuple[Path, model.Package]

CANARY = "canari"
JOINING = 9
"""Operations that made the programme, its two invitations and its six devices."""
REFUSALS = {
    model.COPIED: CopiedDevice,
    model.SET_BACK: RestoredDevice,
    model.FOR_OTHERS: PackageForOthers,
    model.REVOKED: RevokedDevice,
}

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


class World(RuleBasedStateMachine):
    """Whatever five laptops do in whatever order, they end where the model ends."""

    most_copies = 1
    """How often a laptop's folder is copied: each time costs as much as many other things."""
    most_losses = 1
    """How often a laptop is lost or two coordinators fall out, which costs as much."""

    def __init__(self, team: Team) -> None:
        super().__init__()
        team.forget()
        self.team = team
        self.laptops = list(team.five)
        all_six = [*self.laptops, team.archive]
        self.programme = model.Programme(
            self.laptops[0].device,
            frozenset(one.device for one in all_six if one.store.is_coordinator),
            frozenset(one.device for one in all_six),
        )
        self.models = [self._mind(laptop) for laptop in self.laptops]
        self.packages: list[File] = []
        self.merges: list[dict[int, dict[Path, model.Package]]] = [{} for _ in self.laptops]
        """What each laptop took in, by the number of the merge."""
        self.canaries: dict[str, str] = {}
        self.copied = False
        """Whether two laptops went on under one name: then files may be refused."""
        self.revoked = False
        """Whether somebody was ever believed no more: then files may be refused too."""
        self.places = 0
        self.opened = ExitStack()
        self._share_the_past()
        self.before = {
            laptop.device: one.last - mind.last
            for laptop, mind in zip(self.laptops, self.models, strict=True)
            for one in laptop.store.devices()
            if one.device.id == laptop.device
        }
        """How many changes each wrote before the models began to count."""

    @initialize(seed=st.integers(0, 2**16))
    def begin(self, seed: int) -> None:
        self.random = random.Random(seed)
        for laptop, now in zip(self.laptops, SKEWS, strict=True):
            laptop.clock.now = now

    # How it must end ---------------------------------------------------------------

    def teardown(self) -> None:
        with self.opened:
            if sys.exception() is None:  # else the history failed already, and says more
                self._end()

    def _end(self) -> None:
        newest = [self.exported(who) for who in range(5)]
        both = list(zip(self.laptops, self.models, strict=True))
        wrote = [mind.last for mind in self.models]
        refused = [why for laptop, mind in both for why in self.taken_in(laptop, mind, newest)[1]]
        archive = self._merged_in_another_order()
        both.append(archive)
        if any(refused):
            assert self.copied or self.revoked
        elif wrote == [mind.last for mind in self.models]:  # else something gave way just now
            assert all(mind.knows() == both[0][1].knows() for _, mind in both[:5])
        self._same_knowledge_same_digest(both)
        self._nothing_is_new(both[:5])
        self.compare(*both[0])
        self.compare(*archive)
        for laptop, mind in both:
            verification = laptop.store.verify()
            assert verification.ok, verification.problems
            assert verification.operations == len(mind.ops) + JOINING

    def _same_knowledge_same_digest(self, both: list[tuple[Laptop, model.Laptop]]) -> None:
        digests = [laptop.store.digest() for laptop, _ in both]
        for (_, mind), digest in zip(both, digests, strict=True):
            for (_, other), its in zip(both, digests, strict=True):
                assert digest == its or mind.knows() != other.knows()
        if not (self.copied or self.revoked or self.lost):
            assert len(set(digests)) == 1

    def _nothing_is_new(self, both: list[tuple[Laptop, model.Laptop]]) -> None:
        again = self.exported(self.random.randrange(5))
        older = self.random.sample(self.packages[:-1], min(3, len(self.packages) - 1))
        # Asked now: whoever takes the old files in knows what was lost from then on.
        lost = self.lost
        for laptop, mind in both:
            digest = laptop.store.digest()
            report, _ = self.taken_in(laptop, mind, [again, *older])
            if not (self.copied or self.revoked or lost):
                assert (report.new, report.conflicts, report.refused) == (0, 0, ())
                assert laptop.store.digest() == digest

    def _merged_in_another_order(self) -> tuple[Laptop, model.Laptop]:
        archive = self.team.archive
        mind = self._mind(archive)
        mind.merge([self.packages[0][1]])
        files = self.packages[-5:] + self.random.sample(
            self.packages[:-5], min(8, len(self.packages) - 5)
        )
        self.random.shuffle(files)
        while files:
            batch = [files.pop() for _ in range(min(len(files), self.random.randint(1, 6)))]
            self.taken_in(archive, mind, batch)
        return archive, mind

    @property
    def lost(self) -> bool:
        """Whether a file has what nobody has any more since a laptop was set back."""
        known = [mind.export() for mind in self.models]
        heard = frozenset[model.OpId]().union(*(one.heard for one in known))
        erased = frozenset[str]().union(*(one.erased for one in known))
        return any(not (of.heard <= heard and of.erased <= erased) for _, of in self.packages)

    # What the rules are made of ----------------------------------------------------

    def _mind(self, laptop: Laptop) -> model.Laptop:
        return model.Laptop(laptop.device, self.programme, laptop.device)

    def turn(self, who: int, wait: int | datetime) -> tuple[Laptop, model.Laptop]:
        laptop = self.laptops[who]
        if isinstance(wait, datetime):
            laptop.clock.now = wait
        else:
            laptop.clock.pass_(wait)
        return laptop, self.models[who]

    def no_longer_writes(self, laptop: Laptop, mind: model.Laptop) -> bool:
        """Tell whether a laptop knows that it is believed no more; then it is told, not heard."""
        if mind.is_revoked:
            with pytest.raises(NoLongerBelieved):
                laptop.store.add(Note(text="086"))
        return mind.is_revoked

    def place(self) -> Path:
        """Return where another store may be, as long as the history goes on."""
        self.places += 1
        folder = self.team.archive.folder / f"place-{self.places}"
        folder.mkdir()
        self.opened.callback(shutil.rmtree, folder)
        return folder

    def exported(self, who: int) -> File:
        self.packages.append((self.laptops[who].export(), self.models[who].export()))
        return self.packages[-1]

    def merged(self, who: int, chosen: Sequence[File]) -> None:
        laptop, mind = self.turn(who, 0)
        before = set(mind.conflicts())
        plan = self._planned(laptop, [path for path, _ in chosen])
        report, refused = self.taken_in(laptop, mind, chosen)
        assert plan in (None, told(report))
        if report.merge:
            here = {path for files in self.merges[who].values() for path in files}
            self.merges[who][report.merge] = {
                path: package
                for (path, package), why in zip(chosen, refused, strict=True)
                if not why and path not in here
            }
        assert report.conflicts == len(set(mind.conflicts()) - before)
        self.compare(laptop, mind)

    def taken_in(
        self, laptop: Laptop, mind: model.Laptop, chosen: Sequence[File]
    ) -> tuple[MergeReport, list[str]]:
        """Merge files; refused are those that the model refuses, they are kept and explained."""
        known = mind.knows()
        report = laptop.store.merge([path for path, _ in chosen])
        refused = mind.merge([package for _, package in chosen])
        if mind.knows() == known:
            assert report.new == 0
        for file, why in zip(report.files, refused, strict=True):
            assert type(file.refused) is REFUSALS.get(why, type(None)), (file.path, why)
            if file.refused:
                # What others are to read is no secret of this laptop's, and is not kept.
                if why == model.FOR_OTHERS:
                    continue
                assert file.path.name in explain.sentence(file.refused)
                kept = (laptop.store.path / "quarantine").iterdir()
                assert file.path.read_bytes() in {one.read_bytes() for one in kept}
        return report, refused

    def _planned(self, laptop: Laptop, files: list[Path]) -> tuple[Any, ...] | None:
        """Return what a merge is said to do, now and then: planning costs as much as merging."""
        if self.random.randrange(3):
            return None
        before = laptop.store.digest()
        plan = laptop.store.plan(files)
        assert laptop.store.digest() == before
        return told(plan)

    def value(self, each: Field, pick: int, mind: model.Laptop) -> Any:
        if each.holds is FieldType.CHOICE and each.choices:
            return choose([None, *list(each.choices)[:2]], pick)
        if each.holds is FieldType.TEXT:
            return choose(POOL[each.holds], pick)[: each.limit]
        if each.holds is not FieldType.REFERENCE:
            return choose(POOL[each.holds], pick)
        anywhere = {id_ for other in self.models for id_ in other.known(each.refers)}
        return choose(["", *sorted(anywhere - (mind.erased if each.owner else set()))], pick)

    def compare_record(self, laptop: Laptop, mind: model.Laptop, id_: str) -> None:
        kind = RECORDS[mind.kind(id_)]
        assert shown(laptop.store.get(kind, id_)) == mind.shown()[id_]

    def compare(self, laptop: Laptop, mind: model.Laptop) -> None:
        assert all_shown(laptop.store) == mind.shown()
        assert disputes(laptop.store) == mind.conflicts()
        with laptop.store.reading() as connection:
            limits = revoking.limits(connection)
        counted = {of: max(last - self.before.get(of, 0), 0) for of, last in limits.items()}
        assert counted == mind.programme.revoked(mind.ops.values())
        dump = list(laptop.store.dump())
        erased = {json.loads(line)["erased"] for line in dump if line.startswith('{"erased"')}
        assert erased == mind.erased
        kept = {json.loads(line)["id"]: line for line in dump if '"id"' in line}
        for op in mind.counting.values():
            if "sky" in op.change and not mind.deleted(op.record):
                assert op.change["sky"].value in kept[op.record]
        for id_ in mind.erased:
            assert self.canaries.get(id_, "nothing to look for") not in "\n".join(dump)

    def _share_the_past(self) -> None:
        """Tell the models what the template's laptops recorded before they were copied."""
        first = self.models[0]
        for kind in KINDS:
            for saved in self.laptops[0].store.all(kind):
                first.add(saved.id, kind.kind, declared_values(saved), DAY_BEFORE)
        past = first.export()
        for mind in self.models:
            mind.merge([past])
        self.packages.append((self.team.past, past))
