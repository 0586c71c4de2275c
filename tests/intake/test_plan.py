"""What a list would change: filling and following, never overwriting in silence."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from maillage.domain.vocabulary import Category, ConsentPurpose, RegistrationStatus, Source
from maillage.intake.entrant import Entrant
from maillage.intake.keys import keyed
from maillage.intake.known import Known, Word
from maillage.intake.plan import FOLLOWED, plan
from maillage.intake.planned import Likeness, Reason

THIS, OTHER = "this list", "another list"
ADA = Entrant(
    ticket="901",
    status=RegistrationStatus.CONFIRMED,
    given_name="Ada",
    family_name="Lefèvre",
    email="ada@pont.example",
    phone="+33 6 39 98 00 01",
    category=Category.SOCIAL_ENTREPRENEUR,
    line=2,
)


def known(entrant, *, imported=False, **values):
    listed = {name: getattr(entrant, name) for name in FOLLOWED}
    return Known(
        ticket=entrant.ticket,
        registration="r" + entrant.ticket,
        person="p" + entrant.ticket,
        values={**listed, **values},
        words=words(listed, corrected=values) if imported else {},
        brought=THIS if imported else "",
    )


def words(listed, *, corrected=(), of=THIS):
    return {
        name: Word({of: value}, frozenset() if name in corrected else frozenset({of}))
        for name, value in listed.items()
    }


def planned(entrants, there):
    """What a later version of the list would change that said what is known."""
    return plan(entrants, there, alike={THIS})


def fields(changes):
    return [(one.field, one.stored, one.listed) for change in changes for one in change.fields]


def test_whoever_the_event_does_not_know_is_new():
    assert plan([ADA], []).new == (ADA,)


def test_importing_twice_changes_nothing():
    again = plan([ADA], [known(ADA)])
    assert again.unchanged == (ADA,)
    assert not (again.new)
    assert not (again.changed)
    assert not (again.differing)
    assert not (again.likely_same)


def test_what_the_store_lacks_is_filled():
    result = plan([ADA], [known(ADA, phone="", category=None)])
    assert fields(result.changed) == [
        ("phone", "", ADA.phone),
        ("category", None, ADA.category),
    ]


def test_what_the_list_no_longer_says_stays():
    result = plan([replace(ADA, phone="", category=None)], [known(ADA)])
    assert not (result.changed)
    assert not (result.differing)


def test_a_correction_made_here_is_never_overwritten_by_the_same_list():
    unknown_past = plan([ADA], [known(ADA, phone="+33 1 99 00 00 00")])
    assert not unknown_past.changed
    assert fields(unknown_past.differing) == [("phone", "+33 1 99 00 00 00", ADA.phone)]
    known_past = planned([ADA], [known(ADA, imported=True, phone="+33 1 99 00 00 00")])
    assert not (known_past.changed)
    assert not (known_past.differing)
    assert known_past.unchanged == (ADA,)


def test_a_value_emptied_here_stays_empty_when_the_list_repeats_itself():
    assert not planned([ADA], [known(ADA, imported=True, phone="")]).changed


def test_an_updated_list_changes_only_what_it_changed():
    result = planned([replace(ADA, email="a@new.example")], [known(ADA, imported=True)])
    assert fields(result.changed) == [("email", "ada@pont.example", "a@new.example")]
    assert not result.differing


def test_a_value_changed_on_both_sides_is_for_a_person_to_decide():
    here = known(ADA, imported=True, email="b@here.example")
    result = planned([replace(ADA, email="a@new.example")], [here])
    assert not result.changed
    assert fields(result.differing) == [("email", "b@here.example", "a@new.example")]


def test_a_pending_registration_follows_the_list_and_a_confirmed_one_does_not():
    pending, confirmed = RegistrationStatus.PENDING, RegistrationStatus.CONFIRMED
    result = plan([ADA], [known(ADA, status=pending)])
    assert fields(result.changed) == [("status", pending, confirmed)]
    result = plan([replace(ADA, status=pending)], [known(ADA)])
    assert fields(result.differing) == [("status", confirmed, pending)]


def test_somebody_erased_is_never_brought_back():
    erased = Known(ticket="901", registration="r", person="", erased=True, values={})
    result = plan([ADA], [erased, known(ADA)])
    assert [one.reason for one in result.refused] == [Reason.ERASED]
    assert not (result.new)
    assert not (result.changed)


def test_lines_without_a_name_or_a_ticket_or_with_a_ticket_twice_are_refused():
    lines = [
        ADA,
        replace(ADA, line=3),
        replace(ADA, ticket="", line=4),
        replace(ADA, ticket="902", given_name="", family_name="", line=5),
    ]
    result = plan(lines, [])
    assert result.new == (ADA,)
    assert [(one.entrant.line, one.reason) for one in result.refused] == [
        (3, Reason.DUPLICATE_TICKET),
        (4, Reason.NO_TICKET),
        (5, Reason.NO_NAME),
    ]


def test_two_people_with_the_same_name_stay_two_and_are_pointed_out():
    twin = replace(ADA, ticket="902", email="other@org.example", given_name="ADA")
    result = plan([ADA, twin], [])
    assert result.new == (ADA, twin)
    assert [(one.entrant, one.like, one.by) for one in result.likely_same] == [
        (twin, ADA, Likeness.NAME)
    ]


def test_the_same_address_as_somebody_who_came_unregistered_is_pointed_out():
    walk_in = replace(known(ADA, given_name="A.", email="ADA@pont.example"), ticket="")
    result = plan([ADA], [walk_in])
    assert result.new == (ADA,)
    assert [(one.like, one.by) for one in result.likely_same] == [(walk_in, Likeness.EMAIL)]


def test_name_and_address_tell_whoever_came_by_another_list_but_not_by_a_second_seat():
    theirs = replace(known(ADA), ticket="limesurvey:1", source=Source.LIMESURVEY)
    assert plan([ADA], [theirs], source=Source.HELLOASSO).unchanged == (ADA,)
    seats = [ADA, replace(ADA, ticket="902")]
    assert plan(seats, [theirs], source=Source.HELLOASSO).new == tuple(seats)
    first = replace(known(ADA), source=Source.HELLOASSO)
    assert plan(seats, [first], source=Source.HELLOASSO).new == (seats[1],)


def test_a_word_in_place_of_an_address_makes_nobody_the_same():
    people = [replace(ADA, ticket=f"90{n}", given_name=f"P{n}", email="néant") for n in (1, 2)]
    assert not plan(people[1:], [known(people[0])]).likely_same
    assert not plan(people, []).likely_same


def test_whoever_has_no_real_address_is_not_taken_for_another_in_the_next_list():
    people = [replace(ADA, ticket="", given_name=f"P{n}", email="néant") for n in (1, 2)]
    before, after = (keyed([one], source=Source.LIST, event="the event") for one in people)
    assert planned(after, [known(before[0], imported=True)]).new == after


def test_a_line_of_totals_is_nobody_wherever_its_number_stands():
    total = replace(ADA, given_name="40", family_name="Total", email="", ticket="name:x")
    assert [one.reason for one in plan([total], []).refused] == [Reason.TOTAL]


def test_a_value_that_another_list_wrote_is_asked_about_and_neither_list_undoes_the_other():
    listed = {name: getattr(ADA, name) for name in FOLLOWED}
    theirs = replace(known(ADA), words=words(listed, of=OTHER), brought=OTHER)
    newer = replace(ADA, phone="+33 1 99 00 00 00")
    assert fields(plan([newer], [theirs], alike={THIS}).differing) == [
        ("phone", ADA.phone, newer.phone)
    ]
    assert fields(plan([newer], [theirs], alike={THIS, OTHER}).changed) == [
        ("phone", ADA.phone, newer.phone)
    ]


def test_a_no_of_any_list_counts_and_a_yes_of_another_asks():
    image = ConsentPurpose.IMAGE

    def answered(given, *, before, **by):
        here = replace(known(ADA), answers={THIS: {}, **by}, listed={image: before})
        found = planned([replace(ADA, consents={image: given})], [replace(here, brought=THIS)])
        return [kind for kind in ("changed", "differing") if getattr(found, kind)]

    yes, no = {image: True}, {image: False}
    assert answered(True, before=False, **{THIS: no}) == ["changed"]
    assert answered(False, before=True, **{THIS: yes}) == ["changed"]
    assert answered(False, before=True, **{OTHER: yes}) == ["changed"]
    assert answered(True, before=False, **{OTHER: no}) == ["differing"]
    assert answered(True, before=False, **{OTHER: no, THIS: yes}) == [], "it repeats itself"
    assert answered(True, before=False, **{"": no}) == ["changed"]
    assert answered(False, before=True, **{"": no, THIS: yes}) == ["changed"]


def test_only_a_later_version_of_a_list_says_who_is_no_longer_in_it():
    people = [replace(ADA, ticket=f"90{n}", given_name=f"P{n}") for n in range(4)]
    there = [known(one, imported=True) for one in people]
    assert planned(people[:3], there).missing == (there[3],)
    assert planned(people[:2], there).missing == tuple(there[2:])
    assert planned(people[:1], there).missing == (), "about one in four: another list"
    assert plan(people[:3], there, alike={OTHER}).missing == ()
    gone = [*there[:3], replace(there[3], values={"status": RegistrationStatus.CANCELLED})]
    assert planned(people[:3], gone).missing == ()


@st.composite
def entrants(draw):
    word = st.sampled_from(["", "x", "y"])
    return replace(
        ADA,
        ticket=draw(st.sampled_from(["", "1", "2", "3"])),
        given_name=draw(word),
        family_name=draw(word),
        email=draw(word),
        phone=draw(word),
        category=draw(st.sampled_from([None, *Category])),
        status=draw(st.sampled_from(RegistrationStatus)),
    )


@given(st.lists(entrants(), max_size=6), st.lists(entrants(), max_size=3), st.booleans())
def test_every_line_has_one_fate_and_applying_twice_writes_once(lines, there, remembered):
    store = {one.ticket: known(one, imported=remembered) for one in there}
    result = planned(lines, list(store.values()))
    changed = [change.entrant for change in result.changed]
    refused = [one.entrant for one in result.refused]
    assert len(result.new) + len(changed) + len(result.unchanged) + len(refused) == len(lines)
    for change in (*result.changed, *result.differing):
        assert all(one.listed for one in change.fields)
    for entrant in result.new:
        store[entrant.ticket] = known(entrant, imported=remembered)
    for change in result.changed:
        written = {one.field: one.listed for one in change.fields}
        said = {name: getattr(change.entrant, name) for name in FOLLOWED}
        store[change.entrant.ticket] = replace(
            change.known,
            values={**change.known.values, **written},
            words=words(said) if remembered else {},
        )
    again = planned(lines, list(store.values()))
    assert not (again.new)
    assert not (again.changed)
