"""Somebody erased on a laptop that knew one record of them only does not live on unseen."""

from __future__ import annotations

from itertools import permutations

import pytest
from tests.stores import THAT_DAY, Team

from maillage.actions import (
    consents,
    duplicate_review,
    duplicates,
    forgetting,
    outliving,
    reception,
    signatures,
)
from maillage.actions.events import create_event
from maillage.domain.errors import Erased
from maillage.domain.records import DuplicateDecision, Person, Registration
from maillage.domain.vocabulary import ConsentForm, ConsentPurpose, EventKind


@pytest.fixture
def joined(team: Team) -> tuple[str, str]:
    """Ada twice: known to everybody as she was listed, and as she was met at the coordination.

    The door has erased the one it knows; the coordination has joined both meanwhile.
    """
    coordination, door, tables, _ = team.four
    listed = coordination.store.add(Person(given_name="Ada", family_name="Roy", phone="0639981234"))
    for laptop in (door, tables):
        laptop.reads(coordination)
    met = coordination.store.add(Person(given_name="Ada", family_name="Roi", email="a@roi.fr"))
    duplicates.join(coordination.store, shown=met.id, other=listed.id)
    forgetting.erase(door.store, person=listed.id)
    return listed.id, met.id


def test_every_laptop_asks_the_same_whichever_file_came_first(
    team: Team, joined: tuple[str, str]
) -> None:
    listed, met = joined
    coordination, door, tables, last = team.four
    files = [one.export() for one in (coordination, door, tables)]
    for laptop, order in zip((tables, last), list(permutations(files))[::3], strict=True):
        for file in order:
            laptop.reads_file(file)
    coordination.reads(door)
    asked = [outliving.read(one.store) for one in (coordination, tables, last)]
    assert asked[0] == asked[1] == asked[2]
    assert [(one.person, one.links) for one in asked[0]] == [(met, (frozenset(joined),))]
    assert outliving.read(door.store) == []
    with pytest.raises(Erased):
        last.store.get(Person, listed)
    (one,) = duplicate_review.review(last.store).outlived
    assert (one.card.name, one.by_ticket) == ("Ada Roi", False)


def test_erased_as_well_they_are_gone_from_every_laptop(
    team: Team, joined: tuple[str, str]
) -> None:
    coordination, door, tables, _ = team.four
    tables.reads(coordination, door)
    forgetting.erase(tables.store, person=joined[1])
    coordination.reads(tables)
    assert outliving.read(coordination.store) == []
    for id_ in joined:
        with pytest.raises(Erased):
            coordination.store.get(Person, id_)


def test_kept_knowingly_nobody_is_asked_again_and_nothing_of_whom_was_erased_stays(
    team: Team, joined: tuple[str, str]
) -> None:
    listed, met = joined
    coordination, door, tables, _ = team.four
    said = consents.answer(
        coordination.store,
        person=met,
        event="",
        purpose=ConsentPurpose.RECONTACT,
        given=True,
        form=ConsentForm.SPOKEN,
    )
    signatures.sign(coordination.store, person=met, event="", png=b"signed", width=9, height=9)
    coordination.reads(door)
    assert coordination.store.get(Person, met).phone
    done = duplicates.keep_though_erased(coordination.store, person=met)
    assert not coordination.store.get(Person, met).phone
    assert consents.agreed(coordination.store, said.purpose) == set(), "who knows which of them"
    assert not signatures.signed_at(coordination.store, person=met, event="")
    tables.reads(coordination)
    for laptop in (coordination, tables):
        assert outliving.read(laptop.store) == []
        assert laptop.store.get(Person, met).email == "a@roi.fr"
        (decided,) = duplicate_review.review(laptop.store).decided
        assert (decided.shown, decided.other) == ("Ada Roi", "")
    # Taken back, it is asked about again; decided anew, too.
    duplicates.reopen(tables.store, decision=decided.decision)
    assert [one.person for one in outliving.read(tables.store)] == [met]
    duplicates.take_back(coordination.store, done)
    assert [one.person for one in outliving.read(coordination.store)] == [met]
    assert coordination.store.get(Person, met).phone
    assert met in consents.agreed(coordination.store, said.purpose)
    assert signatures.signed_at(coordination.store, person=met, event="")
    assert {one.person for one in coordination.store.all(DuplicateDecision)} == {met}
    assert listed in coordination.store.erased()


def test_kept_knowingly_what_somebody_had_corrected_since_stays(
    team: Team, joined: tuple[str, str]
) -> None:
    coordination, door, *_ = team.four
    coordination.store.change(joined[1], phone="0639985678")
    coordination.reads(door)
    duplicates.keep_though_erased(coordination.store, person=joined[1])
    assert coordination.store.get(Person, joined[1]).phone == "0639985678"


def test_kept_knowingly_only_what_came_from_whom_was_erased_goes_on_from_record_to_record(
    team: Team, joined: tuple[str, str]
) -> None:
    coordination, door, *_ = team.four
    store = coordination.store
    shown = store.add(Person(given_name="Ada", family_name="Roi")).id
    duplicates.join(store, shown=shown, other=joined[1])
    before = store.get(Person, shown)
    assert (before.email, bool(before.phone)) == ("a@roi.fr", True)
    coordination.reads(door)
    duplicates.keep_though_erased(store, person=shown)
    for id_ in (shown, joined[1]):
        assert (store.get(Person, id_).email, store.get(Person, id_).phone) == ("a@roi.fr", "")


def test_the_copy_that_another_laptop_made_of_a_list_is_asked_about_as_well(team: Team) -> None:
    coordination, door, *_ = team.four
    event = create_event(
        coordination.store,
        title="Rencontre",
        event_kind=EventKind.GRANDE_RENCONTRE,
        starts=THAT_DAY,
    ).id
    door.reads(coordination)
    copies = []
    for laptop in (coordination, door):
        person = laptop.store.add(Person(given_name="Ada", family_name="Roy")).id
        laptop.store.add(Registration(event=event, person=person, ticket="T-1"))
        copies.append(person)
    here, erased = copies
    forgetting.erase(door.store, person=erased)
    coordination.reads(door)
    (one,) = duplicate_review.review(coordination.store).outlived
    assert (one.card.person, one.by_ticket) == (here, True)
    duplicates.keep_though_erased(coordination.store, person=here)
    assert outliving.read(coordination.store) == []
    assert len(reception.arrivals(coordination.store, event=event)) == 1


def test_whoever_was_told_apart_from_a_bearer_of_their_ticket_is_not_erased_with_them(
    team: Team,
) -> None:
    store = team.four[0].store
    one, other = (store.add(Person(given_name=name)).id for name in ("Ada", "Eva"))
    for person in (one, other):
        store.add(Registration(person=person, ticket="T-1"))
    duplicates.keep_apart(store, one=one, other=other)
    forgetting.erase(store, person=one)
    assert store.get(Person, other).given_name == "Eva"
    assert outliving.read(store) == []


def test_of_two_who_were_one_by_way_of_whom_is_erased_both_are_asked_what_they_agree_to(
    team: Team,
) -> None:
    store, purpose = team.four[0].store, ConsentPurpose.IMAGE
    one, between, other = (store.add(Person(given_name="Ada")).id for _ in range(3))
    for person in (one, other):
        duplicates.join(store, shown=person, other=between)
    consents.answer(
        store, person=one, event="", purpose=purpose, given=True, form=ConsentForm.SPOKEN
    )
    store.erase(between)  # as a laptop does that knew of no join
    (asked,) = outliving.read(store)
    done = duplicates.keep_though_erased(store, person=asked.person)
    assert outliving.read(store) == []
    assert consents.agreed(store, purpose) == set()
    # Whoever is erased meanwhile does not keep the others from what they had.
    forgetting.erase(store, person=one)
    duplicates.take_back(store, done)
    assert other in consents.agreed(store, purpose)
    assert [left.person for left in outliving.read(store)] == [other]
