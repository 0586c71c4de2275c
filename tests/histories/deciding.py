"""What people decide where laptops disagree."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis.stateful import precondition, rule
from tests import model
from tests.histories.reading import choose
from tests.histories.world import PICK, WAIT, World
from tests.stores import values

from maillage.domain.records import fields_of
from maillage.domain.reopening import Choice

if TYPE_CHECKING:
    from datetime import datetime


class Deciding(World):
    """A decision is an ordinary change: it travels, and others may disagree with it."""

    @precondition(lambda self: any(mind.conflicts() for mind in self.models))
    @rule(which=PICK, how=PICK, wait=WAIT)
    def resolve(self, which: int, how: int, wait: int | datetime) -> None:
        disputing = [who for who in range(5) if self.models[who].conflicts()]
        self.resolved(choose(disputing, which), which, how, wait)

    @precondition(lambda self: any(mind.chosen() for mind in self.models))
    @rule(which=PICK, wait=WAIT)
    def ask_again(self, which: int, wait: int | datetime) -> None:
        """Undo a choice, wherever it was made: the question is put again, to everybody."""
        choosing = [who for who in range(5) if self.models[who].chosen()]
        laptop, mind = self.turn(choose(choosing, which), wait)
        if self.no_longer_writes(laptop, mind):
            return
        id_, name = choose(mind.chosen(), which)
        (chosen,) = laptop.store.heads(id_)[name]
        assert laptop.store.reopen(Choice(id_, name, chosen.identity))
        mind.reopen(id_, name, laptop.clock())
        assert not laptop.store.reopen(Choice(id_, name, chosen.identity)), "once"
        self.compare(laptop, mind)

    def resolved(self, who: int, which: int, how: int, wait: int | datetime) -> None:
        laptop, mind = self.turn(who, wait)
        if self.no_longer_writes(laptop, mind) or not mind.conflicts():
            return
        key = choose(sorted(mind.conflicts()), which)
        conflict = next(
            each for each in laptop.store.conflicts() if (each.kind, each.record, each.field) == key
        )
        kind, id_, name = key
        choices = values(conflict)
        if name != model.DELETED:
            choices.append(self.value(fields_of(kind)[name], how, mind))
        value = choose(choices, how)
        laptop.store.resolve(conflict, value)
        mind.resolve(id_, name, value, laptop.clock())
        self.compare(laptop, mind)
