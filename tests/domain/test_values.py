"""From what a person enters to what the journal keeps, and back, without loss."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillage.domain.errors import FixedField, TooLong, UnknownField, WrongValue
from maillage.domain.fields import PARAGRAPH, Field, FieldType
from maillage.domain.records import RECORDS, fields_of
from maillage.domain.values import (
    LARGEST,
    LONGEST,
    canonical,
    fits,
    from_stored,
    refuse_fixed,
    stored_change,
    to_record,
    to_stored,
)
from maillage.domain.vocabulary import Category

EVERY_FIELD = [field for kind in RECORDS for field in fields_of(kind).values()]
ID = "018f0000-0000-7000-8000-000000000000"


def values_of(field: Field) -> st.SearchStrategy[Any]:
    match field.holds:
        case FieldType.TEXT:
            letters = st.characters(exclude_categories=("Cs",), exclude_characters="\0")
            return st.text(letters, max_size=min(field.limit, 40))
        case FieldType.WHOLE:
            return st.none() | st.integers(-LARGEST, LARGEST)
        case FieldType.FLAG:
            return st.booleans()
        case FieldType.DAY:
            return st.none() | st.dates()
        case FieldType.MOMENT:
            zones = st.integers(-14, 14).map(lambda hours: timezone(timedelta(hours=hours)))
            years = {"min_value": datetime(2, 1, 2), "max_value": datetime(9998, 12, 30)}  # noqa: DTZ001
            return st.none() | st.datetimes(**years, timezones=zones)
        case FieldType.CHOICE:
            assert field.choices
            return st.none() | st.sampled_from(list(field.choices))
        case FieldType.REFERENCE:
            return st.just("") | st.uuids().map(str)


@given(st.data())
def test_what_is_entered_comes_back(data: st.DataObject) -> None:
    field = data.draw(st.sampled_from(EVERY_FIELD))
    entered = data.draw(values_of(field))
    stored = to_stored(field, entered)
    back = from_stored(field, stored)
    if isinstance(entered, datetime):
        entered = entered.replace(microsecond=0)  # moments are kept to the second
    assert back == entered
    assert to_stored(field, back) == stored
    assert fits(field, stored)
    # The journal is JSON, and SQLite's columns are typed: neither changes a value.
    assert json.loads(canonical(stored)) == stored


@given(st.data())
def test_only_values_that_can_be_read_back_are_welcome_from_a_file(data: st.DataObject) -> None:
    field = data.draw(st.sampled_from(EVERY_FIELD))
    some = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=30)
    value = data.draw(some)
    if fits(field, value):
        from_stored(field, value)
        canonical(value).encode()


@pytest.mark.parametrize(
    "written",
    ["2021-1-3T1:2:3Z", "2021-12-13T13:00:00+00:00", "2021-12-13", "", "hier", "0000-00-00"],
)
def test_a_moment_has_one_written_form(written: str) -> None:
    assert not fits(fields_of("event")["starts"], written)


@pytest.mark.parametrize("written", ["20211213", "2021-W50-1", "2021-12-13T00:00:00Z", "2021-2-1"])
def test_a_day_has_one_written_form(written: str) -> None:
    assert not fits(fields_of("pledge")["due"], written)


@pytest.mark.parametrize(
    ("kind", "field", "value"),
    [
        ("person", "given_name", 3),
        ("person", "given_name", "\ud800"),
        ("person", "given_name", "nul\0"),
        ("person", "category", "network"),
        ("person", "territory", "Paris"),
        ("note", "table", "3"),
        ("note", "table", True),
        ("note", "table", 2.0),
        ("note", "table", LARGEST + 1),
        ("consent", "given", 1),
        ("consent", "given", "oui"),
        ("pledge", "due", datetime(2022, 1, 1, tzinfo=UTC)),
        ("pledge", "due", "2022-01-01"),
        ("event", "starts", datetime(2021, 12, 13, 14)),  # noqa: DTZ001
        ("event", "starts", date(2021, 12, 13)),
        ("event", "starts", datetime.max.replace(tzinfo=timezone(timedelta(hours=-1)))),
        ("event", "starts", datetime.min.replace(tzinfo=timezone(timedelta(hours=1)))),
    ],
)
def test_a_value_of_another_type_is_refused_by_name(kind: str, field: str, value: Any) -> None:
    with pytest.raises(WrongValue) as refused:
        stored_change(kind, {field: value})
    assert refused.value.field == field
    refused.value.value.encode()  # it can be shown


def test_a_text_may_be_as_long_as_its_field_says_and_no_longer() -> None:
    assert stored_change("note", {"text": "é" * PARAGRAPH})["text"]
    with pytest.raises(TooLong) as refused:
        stored_change("note", {"text": "é" * (PARAGRAPH + 1)})
    assert (refused.value.length, refused.value.limit) == (PARAGRAPH + 1, PARAGRAPH)


def test_a_longer_text_of_a_later_version_is_kept_within_reason() -> None:
    field = fields_of("person")["phone"]
    assert fits(field, "0" * LONGEST)
    assert not fits(field, "0" * (LONGEST + 1))


def test_a_choice_of_a_later_version_reads_as_nothing_and_is_welcome() -> None:
    field = fields_of("person")["category"]
    assert fits(field, "robot")
    assert from_stored(field, "robot") is None
    assert from_stored(field, "network") is Category.NETWORK


def test_unknown_and_fixed_fields_are_refused_by_name() -> None:
    with pytest.raises(UnknownField):
        stored_change("person", {"shoe_size": 38})
    with pytest.raises(FixedField):
        refuse_fixed("vote", {"note": ID})
    refuse_fixed("vote", {"table": 3})


def test_a_record_ignores_what_this_version_does_not_know() -> None:
    record = to_record("person", ID, {"given_name": "Ada", "shoe_size": 38, "deleted": True})
    assert (record.id, record.deleted) == (ID, True)
    assert record == RECORDS["person"](id=ID, deleted=True, given_name="Ada")


def test_equal_values_have_one_text_and_numbers_are_no_words() -> None:
    assert canonical({"b": "é", "a": [1, None]}) == '{"a":[1,null],"b":"é"}'
    assert len({canonical(value) for value in (1, True, "1", None, "")}) == 5


def test_a_number_that_is_not_whole_is_stored_nowhere() -> None:
    for value in (1.5, float("nan"), float("inf")):
        with pytest.raises(WrongValue):
            to_stored(fields_of("note")["table"], value)
