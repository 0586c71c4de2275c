"""How files travel: merged new and old, in any order, handed back, and merges taken back."""

from __future__ import annotations

from hypothesis import strategies as st
from hypothesis.stateful import rule
from tests.histories.deciding import Deciding
from tests.histories.reading import choose
from tests.histories.recording import Recording
from tests.histories.world import PICK, PLACE, WHICH, WHO

from maillage.domain.errors import MergeBuiltOn


class Travelling(Recording, Deciding):
    """Sticks with any file go from any laptop to any other."""

    @rule(
        taker=WHO,
        givers=st.lists(WHO, max_size=3),
        old=st.lists(PICK, min_size=1, max_size=3),
    )
    def merge(self, taker: int, givers: list[int], old: list[int]) -> None:
        """Merge new files and any old ones, one's own too, in any order, some of them twice."""
        chosen = [self.exported(giver) for giver in givers]
        chosen += [choose(self.packages[::-1], each) for each in old]
        self.random.shuffle(chosen)
        self.merged(taker, chosen)

    @rule(giver=WHO, taker=WHO, decided=st.lists(PICK, max_size=2), back=st.booleans())
    def hand_over(self, *, giver: int, taker: int, decided: list[int], back: bool) -> None:
        """Merge what another just wrote, decide some disputes, and perhaps hand it back."""
        self.merged(taker, [self.exported(giver)])
        for how in decided:
            self.resolved(taker, how // 4, how, wait=0)
        if back:
            self.merged(giver, [self.exported(taker)])

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
        self.merged(who, [self.exported(giver)])
        if work:
            self.change_or_clear(
                who=who, which=work[0], place=work[1], pick=work[2], more=True, wait=0
            )
        if not self.merges[who]:
            return
        laptop, mind = self.turn(who, 0)
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
        self.compare(laptop, mind)
        assert laptop.store.verify().ok
        if again:
            self.merged(who, list(undone.items()))
