"""What is said of the laptops of a programme."""

from __future__ import annotations

from tests.stores import FIFTH, Laptop, Team

from maillage.actions import laptops as acts
from maillage.domain.records import Device, Note
from maillage.exchange import restoring


def shown(laptop: Laptop, device: str) -> acts.Laptop:
    return next(one for one in acts.laptops(laptop.store) if one.device.id == device)


def test_why_a_laptop_stays_believed_is_said_as_it_is(team: Team) -> None:
    first, fifth = team.four[0], team.laptops[FIFTH]
    before = fifth.store.device
    restoring.become_another(fifth.store)
    said = {
        acts.fixed_line(shown(fifth, device), here=device == fifth.store.device)
        for device in (before, fifth.store.device, first.device)
    }
    assert len(said) == 3
    assert "" not in said


def test_taking_back_does_not_say_believed_again_of_whom_another_still_sets_aside(
    team: Team,
) -> None:
    first, door, table, other = team.four
    for coordinator in (first, other):
        coordinator.store.revoke(door.device)
    table.reads(other)
    first.reads(table)
    done = acts.believe_again(first.store, door.device)
    assert not done.believed
    still = acts.again_line("Accueil", done)
    assert still != acts.again_line("Accueil", acts.believe_again(other.store, door.device))


def test_setting_aside_who_had_set_somebody_aside_says_what_counts_again(team: Team) -> None:
    _first, door, _table, other = team.four
    fifth = team.laptops[FIFTH]
    for text in ("un", "deux", "trois"):
        door.store.add(Note(text=text))
    other.reads(door)
    fifth.store.revoke(door.device, last=1)
    other.reads(fifth)
    here = shown(other, fifth.device)
    assert shown(other, door.device).ignored == 3
    (nothing,) = (one for one in acts.limits(other.store, here) if one.last == 1)
    n = acts.stop_believing(other.store, fifth.device, last=1)
    assert nothing.ignored == n < 0
    for line in (acts.limit_words(nothing), acts.done_line(FIFTH, n)):
        assert f" {-n} " in line
        assert "-" not in line
    back = acts.believe_again(other.store, fifth.device)
    assert back.counting == n
    assert f" {-n} " in acts.again_line(FIFTH, back)
    assert other.store.verify().ok


def test_on_a_facilitator_s_laptop_only_the_founder_is_said_to_be_it(team: Team) -> None:
    first, door, table, _other = team.four
    lines = {
        acts.fixed_line(shown(door, device), here=False) for device in (first.device, table.device)
    }
    assert len(lines) == 2


def test_a_laptop_of_which_nothing_counts_is_not_said_to_count_up_to_what_was_here_then() -> None:
    nothing, some = (
        acts.Laptop(Device(), (), 5, believed, 5 - believed, revocable=True, withdrawable=True)
        for believed in (1, 3)
    )
    assert acts.state_line(nothing).partition(" · ")[0] != acts.state_line(some).partition(" · ")[0]


def test_two_laptops_of_one_name_are_told_apart_where_one_is_set_aside(team: Team) -> None:
    """Whoever is set aside must be the one that is meant: their one name means neither."""
    fifth = team.laptops[FIFTH]
    before, name = fifth.store.device, fifth.store.me.name
    restoring.become_another(fifth.store)
    called = {one.device.id: one.device.name for one in acts.laptops(fifth.store)}
    assert len(set(called.values())) == len(called)
    assert {one.device.id for one in acts.named(fifth.store, name)} == {before, fifth.store.device}
    for device in (before, fifth.store.device):
        number = list(called).index(device) + 1
        assert [one.device.id for one in acts.named(fifth.store, str(number))] == [device]
        assert [one.device.id for one in acts.named(fifth.store, device)] == [device]
    numbered = next(one for one in called.values() if one != name and one.startswith(name))
    assert [one.device.name for one in acts.named(fifth.store, numbered)] == [numbered]
    assert acts.named(fifth.store, "personne") == []
