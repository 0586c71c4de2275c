"""What people record: they add, change, clear, delete, restore and erase."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import rule
from tests.histories.reading import KINDS, choose, free_fields
from tests.histories.world import CANARY, PICK, PLACE, WAIT, WHICH, WHO, World

from maillage.domain.errors import Deleted, Erased
from maillage.domain.records import Person, Record, declared_values, fields_of

if TYPE_CHECKING:
    from datetime import datetime

    from tests import model
    from tests.stores import Laptop


class Recording(World):
    """Each on their own laptop, whatever its clock says."""

    @rule(
        who=WHO,
        which=st.sampled_from(KINDS),
        picks=st.lists(PICK, min_size=4, max_size=4),
        wait=WAIT,
    )
    def add(self, who: int, which: type[Record], picks: list[int], wait: int | datetime) -> None:
        self.added(*self.turn(who, wait), which, picks)

    @rule(who=WHO, which=WHICH, place=PLACE, pick=PICK, more=st.booleans(), wait=WAIT)
    def change_or_clear(
        self, *, who: int, which: int, place: int, pick: int, more: bool, wait: int | datetime
    ) -> None:
        self.changed(*self.turn(who, wait), which=which, place=place, pick=pick, more=more)

    @rule(which=WHICH, place=PLACE, picks=st.tuples(*[PICK] * 5))
    def change_apart(self, which: int, place: int, picks: tuple[int, ...]) -> None:
        """Let all five write the same field of one record at a time when nobody hears."""
        for who, pick in enumerate(picks):
            self.change_or_clear(who=who, which=which, place=place, pick=pick, more=False, wait=0)

    @rule(who=WHO, which=WHICH, times=st.integers(1, 3), wait=WAIT)
    def delete_or_restore(self, who: int, which: int, times: int, wait: int | datetime) -> None:
        for _ in range(times):
            laptop, mind = self.turn(who, wait)
            if self.no_longer_writes(laptop, mind) or not mind.known():
                return
            id_ = choose(mind.known(), which)
            if mind.deleted(id_):
                laptop.store.restore(id_)
                mind.restore(id_, laptop.clock())
            else:
                laptop.store.delete(id_)
                mind.delete(id_, laptop.clock())
            self.compare_record(laptop, mind, id_)

    @rule(who=WHO, which=PICK, sure=st.sampled_from([False, False, True]))
    def erase(self, *, who: int, which: int, sure: bool) -> None:
        laptop, mind = self.turn(who, 0)
        if not (sure and mind.known()):
            return
        id_ = choose(mind.known()[::-1], which)
        laptop.store.erase(id_)
        mind.erase(id_)
        with pytest.raises(Erased):
            laptop.store.change(id_, text="086")
        self.compare(laptop, mind)

    # What these rules are made of --------------------------------------------------

    def added(
        self, laptop: Laptop, mind: model.Laptop, which: type[Record], picks: list[int]
    ) -> None:
        if self.no_longer_writes(laptop, mind):
            return
        values = {
            name: self.value(each, picks[place % 4] + place, mind)
            for place, (name, each) in enumerate(fields_of(which.kind).items())
        }
        canary = f"{CANARY}-{len(self.canaries)}-"
        if which is Person:
            values["given_name"] = canary
        saved = laptop.store.add(which(**values))
        if which is Person:
            self.canaries[saved.id] = canary
        mind.add(saved.id, which.kind, declared_values(saved), laptop.clock())
        self.compare_record(laptop, mind, saved.id)

    def changed(
        self, laptop: Laptop, mind: model.Laptop, *, which: int, place: int, pick: int, more: bool
    ) -> None:
        if self.no_longer_writes(laptop, mind) or not mind.known():
            return
        id_ = choose(mind.known(), which)
        free = free_fields(mind.kind(id_))
        chosen = [choose(free, place), *([choose(free, place + 1)] if more else [])]
        values = {
            each.name: self.value(each, pick + step, mind) for step, each in enumerate(chosen)
        }
        if mind.deleted(id_):
            with pytest.raises(Deleted):
                laptop.store.change(id_, **values)
        else:
            laptop.store.change(id_, **values)
            mind.change(id_, values, laptop.clock())
        self.compare_record(laptop, mind, id_)
