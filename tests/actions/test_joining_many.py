"""Many are joined at once, some at a time; whoever stops keeps what was joined, and undoes it."""

from __future__ import annotations

import pytest
from sqlalchemy.event import listen, remove

from maillage.actions import duplicate_review, duplicates, same_people
from maillage.domain.records import Person, Registration

from .conftest import Meeting


def test_those_of_one_ticket_are_joined_all_at_once(meeting: Meeting) -> None:
    store = meeting.store
    for name in ("Ada Roy", "Eva Noir"):
        given, _, family = name.partition(" ")
        for _laptop in range(2):
            person = store.add(Person(given_name=given, family_name=family))
            store.add(Registration(event=meeting.event, person=person.id, ticket=name))
    certain = duplicate_review.review(store).certain
    assert len(certain) == 2
    done = duplicates.join_all(store, [(like.one, like.other) for like in certain])
    assert not duplicate_review.review(store).pairs
    duplicates.take_back(store, done)
    assert len(duplicate_review.review(store).pairs) == 2


def test_thousands_are_joined_some_at_a_time_and_whoever_stops_keeps_and_undoes_what_was_joined(
    meeting: Meeting, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = meeting.store
    monkeypatch.setattr(duplicates, "PART", 2)
    pairs = []
    for at in range(5):
        one = store.add(Person(given_name="Ada", family_name=f"Lefèvre {at}"))
        other = store.add(Person(given_name="Ada", family_name=f"Lefèvre {at}", phone=f"0{at}"))
        pairs.append((one.id, other.id))
    before = store.all(Person)
    parts = duplicates.join_in_parts(store, pairs)
    told = [next(parts), next(parts)]
    parts.close()
    assert [(joined, of) for joined, of, _done in told] == [(2, 5), (4, 5)]
    same = same_people.read(store)
    assert [same.are_one(*pair) for pair in pairs] == [True] * 4 + [False]
    assert store.get(Person, pairs[3][0]).phone == "03"
    duplicates.take_back(store, duplicates.together([done for *_, done in told]))
    assert not any(same_people.read(store).are_one(*pair) for pair in pairs)
    assert store.all(Person) == before
    assert [joined for joined, *_ in duplicates.join_in_parts(store, pairs)] == [2, 4, 5]


def test_undoing_that_is_stopped_undoes_nothing(meeting: Meeting, twice: tuple[str, str]) -> None:
    store = meeting.store
    done = duplicates.join(store, shown=twice[0], other=twice[1])
    joined = store.digest()

    def stop(at: int, of: int) -> None:
        assert of > 1
        if at:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        duplicates.take_back(store, done, progress=stop)
    assert store.digest() == joined


def test_joining_many_does_not_read_for_each_what_was_decided_of_all(meeting: Meeting) -> None:
    store = meeting.store

    def joined(count: int) -> int:
        pairs = []
        for _ in range(count):
            two = [store.add(Person(given_name="Ada")).id for _ in range(2)]
            for person in two:
                store.add(Registration(event=meeting.event, person=person, ticket=two[0]))
            pairs.append((two[0], two[1]))
        asked: list[str] = []

        def hear(_connection: object, _cursor: object, statement: str, *_more: object) -> None:
            asked.append(statement)

        listen(store._engine, "before_cursor_execute", hear)
        try:
            duplicates.join_all(store, pairs)
        finally:
            remove(store._engine, "before_cursor_execute", hear)
        return sum("FROM duplicate_decision" in statement for statement in asked)

    assert joined(1) == joined(9)
