"""What befalls laptops: a folder copied and used twice, a backup restored, a later version."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule
from tests import model
from tests.histories.reading import KINDS, choose
from tests.histories.travelling import Travelling
from tests.histories.world import PICK, PLACE, WHICH, WHO
from tests.stores import PASSPHRASE, Laptop, Team
from uuid_utils.compat import uuid7

from maillage import Store
from maillage.domain.errors import EndedByIt, NotRevocable, RevokesItself
from maillage.domain.journal import written
from maillage.domain.records import Note, Revocation, declared_values
from maillage.domain.values import stored_change

if TYPE_CHECKING:
    from pathlib import Path

Work = tuple[bool, int, int, int]
"""Whether something is added or changed, and what: numbers to choose by."""

WORK = st.tuples(st.booleans(), WHICH, PLACE, PICK)


@dataclass(frozen=True)
class Backup:
    """A checked copy of a store, and what the model says of it then."""

    path: Path
    mind: model.Laptop
    merges: dict[int, dict[Path, model.Package]]


class Misfortunes(Travelling):
    """One name on two laptops is noticed and nothing is lost; one restored has another name."""

    def __init__(self, team: Team) -> None:
        super().__init__(team)
        self.backups: dict[int, Backup] = {}
        self.copies = 0
        self.losses = 0

    @precondition(lambda self: self.copies < self.most_copies)
    @rule(
        who=WHO,
        taker=WHO,
        here=st.lists(WORK, min_size=1, max_size=2),
        there=st.lists(WORK, max_size=3),
        order=st.sampled_from([(0, 1), (0, 1), (1, 0)]),
        together=st.booleans(),
    )
    def copy_a_laptop(
        self,
        *,
        who: int,
        taker: int,
        here: list[Work],
        there: list[Work],
        order: tuple[int, int],
        together: bool,
    ) -> None:
        """Copy a store's folder, record in both, and let somebody merge the files of both.

        Whichever of the two is refused goes on as another device, and all that it holds arrives.
        """
        if self.laptops[who].store.hub:
            return
        self.copies += 1
        copy = self._copied(self.laptops[who])
        mind = self.models[who].copy()
        alone = not (self.copied or self.revoked)
        self.copied = True
        self._work(*self.turn(who, 1), here)
        self._work(copy, mind, there)
        self.packages.append((copy.export(), mind.export()))
        both = [self.exported(who), self.packages[-2]]
        chosen = [both[at] for at in order]
        for files in [chosen] if together else [[file] for file in chosen]:
            self.merged(taker, files)
        refused = self.models[taker].objection(both[0][1])
        self.compare(copy, mind)
        self.taken_in(copy, mind, [self.exported(taker)])
        self.compare(copy, mind)
        self._go_on_as_another(copy, mind, taker, alone=alone)
        if refused and not self.laptops[who].store.hub:
            self._lose_no_work(who, taker, alone=alone)

    @rule(who=WHO)
    def back_up(self, who: int) -> None:
        laptop = self.laptops[who]
        if not laptop.store.hub:
            path = laptop.store.backup(self.place() / "backup")
            self.backups[who] = Backup(path, self.models[who].copy(), dict(self.merges[who]))

    @precondition(lambda self: self.backups)
    @rule(which=PICK, lost=st.lists(WORK, max_size=2), exported=st.booleans())
    def restore_a_backup(self, which: int, lost: list[Work], *, exported: bool) -> None:
        """Lose a laptop with what it never exported; another goes on from its backup."""
        who = choose(sorted(self.backups), which)
        self._work(*self.turn(who, 1), lost)
        if exported:
            self.exported(who)
        backup = self.backups[who]
        self.models[who] = backup.mind.copy()
        self.laptops[who] = self._restored(self.laptops[who], backup.path, self.models[who])
        self.merges[who] = {number: dict(files) for number, files in backup.merges.items()}
        self.compare(self.laptops[who], self.models[who])

    @rule(who=WHO, pick=PICK)
    def say_more_than_this_version_knows(self, who: int, pick: int) -> None:
        """Record, as a later version does, a kind and a field that nobody here knows."""
        laptop, mind = self.turn(who, 0)
        if self.no_longer_writes(laptop, mind):
            return
        mood, note, said = str(uuid7()), str(uuid7()), f"{model.LATER}-{pick}"
        about = {"sky": said, "about": note}
        values = declared_values(Note(text="086"))
        change = written(stored_change(Note.kind, values)) | {"sky": said}
        with laptop.store.action() as writer:
            writer._write(mood, model.LATER, dict(about))
            writer._write(note, Note.kind, change)
        mind.add(mood, model.LATER, about, laptop.clock())
        mind.add(note, Note.kind, values | {"sky": said}, laptop.clock())
        self.compare(laptop, mind)

    @rule(by=st.sampled_from([0, 0, 3, 4, 1]), whom=WHO, fewer=st.integers(0, 3))
    def revoke(self, by: int, whom: int, fewer: int) -> None:
        """Believe a laptop no more, from its last changes that are known on."""
        laptop, mind = self.turn(by, 0)
        if not laptop.store.is_coordinator or self.no_longer_writes(laptop, mind):
            return
        device = self.laptops[whom].device
        here = {one.device.id: one for one in laptop.store.devices()}
        if device not in here or not here[device].revocable:
            with pytest.raises(NotRevocable):
                laptop.store.revoke(device)
            return
        before = {one.id for one in laptop.store.all(Revocation, deleted=True)}
        digest = laptop.store.digest()
        try:
            laptop.store.revoke(device, last=max(here[device].last - fewer, 1))
        except RevokesItself:
            assert laptop.store.digest() == digest
            return
        self.revoked = True
        # What others said may count again by this, and is not new.
        new = {one.id for one in laptop.store.all(Revocation)} - before
        histories = laptop.store.histories(new)
        own = {id_ for id_ in new if laptop.device in {of.device for of in histories[id_]}}
        said = [one for one in laptop.store.all(Revocation) if one.id in own]
        for one in sorted(said, key=lambda one: one.id):
            last = one.last if one.last == model.ALL else one.last - self.before.get(one.device, 0)
            values = {"device": one.device, "last": last, "signature": one.signature}
            mind.add(one.id, model.REVOCATION, values, laptop.clock())
        self.compare(laptop, mind)
        assert laptop.store.verify().ok

    @precondition(lambda self: self.losses < self.most_losses)
    @rule(
        by=st.sampled_from([0, 0, 3, 4]),
        whom=st.sampled_from([1, 1, 2, 3, 4]),
        relay=WHO,
        taker=WHO,
        known=st.lists(WORK, max_size=2),
        later=st.lists(WORK, min_size=1, max_size=3),
        fewer=st.integers(0, 1),
        told_first=st.booleans(),
        together=st.booleans(),
    )
    def lose_a_laptop(
        self,
        *,
        by: int,
        whom: int,
        relay: int,
        taker: int,
        known: list[Work],
        later: list[Work],
        fewer: int,
        told_first: bool,
        together: bool,
    ) -> None:
        """Go on with a stolen laptop, whose work others hand on who do not know."""
        self.losses += 1
        self._work(*self.turn(whom, 1), known)
        self.merged(by, [self.exported(whom)])
        self._work(*self.turn(whom, 1), later)
        self.merged(relay, [self.exported(whom)])
        self.revoke(by, whom, fewer)
        both = [self.exported(by), self.exported(relay), self.packages[-1]]
        chosen = both if told_first else both[::-1]
        for files in [chosen] if together else [[file] for file in chosen]:
            self.merged(taker, files)

    @precondition(lambda self: self.losses < self.most_losses)
    @rule(
        one=st.sampled_from([3, 3, 4]),
        other=st.sampled_from([4, 4, 0]),
        met=st.booleans(),
        fewer=st.tuples(st.integers(0, 2), st.integers(0, 2)),
        taker=WHO,
        junior_first=st.booleans(),
        together=st.booleans(),
    )
    def revoke_each_other(
        self,
        *,
        one: int,
        other: int,
        met: bool,
        fewer: tuple[int, int],
        taker: int,
        junior_first: bool,
        together: bool,
    ) -> None:
        """Let two coordinators each believe the other no more, and a third hear both."""
        self.losses += 1
        if met:
            self.merged(one, [self.exported(other)])
            self.merged(other, [self.exported(one)])
        self.revoke(one, other, fewer[0])
        self.revoke(other, one, fewer[1])
        both = [self.exported(one), self.exported(other)]
        chosen = both[::-1] if junior_first else both
        for files in [chosen] if together else [[file] for file in chosen]:
            self.merged(taker, files)

    @precondition(lambda self: self.revoked)
    @rule(by=st.sampled_from([0, 3, 4, 4]), which=PICK, restored=st.booleans())
    def believe_again(self, by: int, which: int, *, restored: bool) -> None:
        """Take back what a laptop said of another, at times once it bears another name."""
        if restored and not self.laptops[by].store.hub:
            self._rename(by)
        self._withdraw(*self.turn(by, 0), which)

    @precondition(lambda self: self.revoked)
    @rule(by=st.sampled_from([0, 3, 4, 4]), which=PICK, taker=WHO)
    def believe_again_elsewhere(self, by: int, which: int, taker: int) -> None:
        """Do so in a store restored from a laptop that goes on itself, as a thief may."""
        if self.laptops[by].store.hub:
            return
        laptop, mind = self.turn(by, 0)
        mind = mind.copy()
        heir = self._restored(laptop, laptop.store.backup(self.place() / "backup"), mind)
        self._withdraw(heir, mind, which)
        self.packages.append((heir.export(), mind.export()))
        heir.store.close()
        self.merged(taker, [self.packages[-1]])

    # What these rules are made of --------------------------------------------------

    def _withdraw(self, laptop: Laptop, mind: model.Laptop, which: int) -> None:
        """Take one word back of those that may be; whoever would be ended by that may not."""
        may = mind.programme.may_withdraw(mind.ops.values(), [*mind.formerly, mind.device])
        here = {one.device.id for one in laptop.store.devices() if one.withdrawable}
        assert here == {device for _record, device in may}
        if self.no_longer_writes(laptop, mind) or not may:
            return
        device = choose(sorted(here), which)
        then = mind.copy()
        for record in sorted(record for record, of in may if of == device):
            then.withdraw(record, laptop.clock())
        digest = laptop.store.digest()
        if mind.device in mind.programme.revoked(then.ops.values()):
            with pytest.raises(EndedByIt):
                laptop.store.believe_again(device)
            assert laptop.store.digest() == digest
            return
        laptop.store.believe_again(device)
        for record in sorted(record for record, of in may if of == device):
            mind.withdraw(record, laptop.clock())
        self.compare(laptop, mind)
        assert laptop.store.verify().ok

    def _go_on_as_another(
        self, copy: Laptop, mind: model.Laptop, taker: int, *, alone: bool
    ) -> None:
        """Do as people are told: restore the copy, and merge there what it refused."""
        copy.store.close()
        again = self._restored(copy, copy.store.path, mind)
        self.taken_in(again, mind, [self.exported(taker)])
        self._arrives(again, mind, taker, alone=alone)
        again.store.close()

    def _lose_no_work(self, who: int, taker: int, *, alone: bool) -> None:
        """Do the same on the laptop that was there first, where its copy came before it."""
        self._rename(who)
        self.merged(who, [self.exported(taker)])
        self._arrives(self.laptops[who], self.models[who], taker, alone=alone)

    def _arrives(self, again: Laptop, mind: model.Laptop, taker: int, *, alone: bool) -> None:
        """Hand over, once the taker's file is in: where no other was copied, all of it arrives."""
        self.compare(again, mind)
        assert again.store.verify().ok
        assert not (alone and mind.objection(self.packages[-1][1]))
        self.packages.append((again.export(), mind.export()))
        if self.models[taker].objection(self.packages[-1][1]) == model.SET_BACK:
            self._rename(taker)  # nothing was recorded there since: it is the one to give way
        self.merged(taker, [self.packages[-1]])
        if alone:
            there = self.models[taker]
            assert not there.objection(self.packages[-1][1])
            assert mind.ops.keys() <= there.ops.keys()

    def _rename(self, who: int) -> None:
        laptop, mind = self.turn(who, 0)
        backup = laptop.store.backup(self.place() / "backup")
        self.laptops[who] = self._restored(laptop, backup, mind)

    def _copied(self, laptop: Laptop) -> Laptop:
        """Return a store whose folder is a copy, as somebody makes one of a closed store."""
        laptop.store._engine.dispose()
        folder = self.place()
        private = shutil.ignore_patterns("lock", "quarantine", "backups")
        shutil.copytree(laptop.store.path, folder / "store", ignore=private)
        store = Store.open(folder / "store", passphrase=PASSPHRASE, clock=laptop.clock)
        self.opened.callback(store.close)
        return Laptop(laptop.name, laptop.device, store, laptop.clock, folder)

    def _restored(self, laptop: Laptop, backup: Path, mind: model.Laptop) -> Laptop:
        folder = self.place()
        store = Store.restore_backup(
            backup, folder / "store", passphrase=PASSPHRASE, clock=laptop.clock
        )
        self.opened.callback(store.close)
        mind.succeed(store.device, laptop.clock())
        return Laptop(laptop.name, store.device, store, laptop.clock, folder)

    def _work(self, laptop: Laptop, mind: model.Laptop, work: list[Work]) -> None:
        for new, which, place, pick in work:
            if new:
                self.added(laptop, mind, choose(KINDS, which), [place, pick, which, pick])
            else:
                self.changed(laptop, mind, which=which, place=place, pick=pick, more=False)
