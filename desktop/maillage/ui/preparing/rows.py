"""The steps of a preparation in plain words: what is so, what is missing, what to do."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from msgspec import Struct

from maillage.actions.preparing import Fact, Preparation
from maillage.language import N_, _, current, ngettext_


class StepCode(StrEnum):
    """The steps, in the order in which they are taken."""

    MEETING = "meeting"
    LIST = "list"
    LAPTOPS = "laptops"
    TABLES = "tables"
    PAPERS = "papers"


class Step(Struct, frozen=True):
    """One step: its title, how far it is, whether it is done, and the words of its button."""

    code: StepCode
    title: str
    state: str
    done: bool
    act: str
    icon: str


_FACTS = {
    Fact.HOURS: N_("its hours"),
    Fact.VENUE: N_("its venue"),
    Fact.COMMUNE: N_("its commune"),
    Fact.TABLES: N_("the number of tables"),
}


def steps(found: Preparation) -> list[Step]:
    """Return the five steps."""
    return [_meeting(found), _list(found), _laptops(found), _tables(found), _papers(found)]


def next_step(told: Iterable[Step]) -> StepCode:
    """Return what to do next: the first step that can be done and is not, in the end the papers."""
    waiting = (step.code for step in told if not step.done and step.code is not StepCode.LAPTOPS)
    return next(waiting, StepCode.PAPERS)


def _meeting(found: Preparation) -> Step:
    missing = current().list([_(word) for fact, word in _FACTS.items() if fact in found.missing])
    state = (
        _("Not said yet: {facts}.", facts=missing)
        if missing
        else _("Day, hours, venue and tables are known.")
    )
    return Step(
        StepCode.MEETING, _("The meeting"), state, not missing, _("Edit the meeting…"), "pencil"
    )


def _list(found: Preparation) -> Step:
    if not found.registered and found.laptops:
        state = _(
            "Nobody is registered here yet. If another laptop has the list, take in its meeting"
            " pack in “Exchanges”."
        )
    elif not found.registered:
        state = _("Nobody is registered yet. A list can also be dropped on this page.")
    else:
        state = ngettext_("{n} person registered.", "{n} people registered.", found.registered)
        if found.unnamed:
            state += " " + ngettext_(
                "{n} has no category.",
                "{n} have no category.",
                found.unnamed,
            )
    return Step(
        StepCode.LIST, _("The list"), state, bool(found.registered), _("Take in a list…"),
        "file-input",
    )  # fmt: skip


def _laptops(found: Preparation) -> Step:
    if found.laptops and found.registered:
        state = ngettext_(
            "{n} other laptop is known. Give it the meeting pack, which holds the list.",
            "{n} other laptops are known. Give them the meeting pack, which holds the list.",
            found.laptops,
        )
    elif found.laptops:
        state = ngettext_(
            "{n} other laptop is known. The meeting pack waits for the list.",
            "{n} other laptops are known. The meeting pack waits for the list.",
            found.laptops,
        )
    else:
        state = _(
            "No other laptop is known here. Give each an invitation and the meeting pack: both"
            " can travel on one stick."
        )
    return Step(
        StepCode.LAPTOPS, _("The other laptops"), state, False, _("Meeting pack…"), "laptop"
    )


def _tables(found: Preparation) -> Step:
    if not found.rounds:
        state = _("No plan yet: it mixes the worlds and parts colleagues.")
    elif found.unseated:
        state = ngettext_(
            "{n} person registered has no seat in the first round.",
            "{n} people registered have no seat in the first round.",
            found.unseated,
        )
    else:
        state = ngettext_("{n} round is planned.", "{n} rounds are planned.", found.rounds)
    done = bool(found.rounds) and not found.unseated
    return Step(StepCode.TABLES, _("The tables"), state, done, _("Open the tables"), "armchair")


def _papers(found: Preparation) -> Step:
    state = (
        _("Badges, attendance sheet, table tents, labels and pledge cards.")
        if found.registered
        else _("Tents and cards can be printed now; badges and the sheet once there is a list.")
    )
    return Step(StepCode.PAPERS, _("The papers"), state, False, _("Prepare the papers…"), "printer")
