"""Every schema accepts exactly what the codec accepts. Never edited for a new event."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from ter_core import events
from ter_core.errors import InvalidValue
from ter_core.events.base import fields_of
from ter_core.events.fields import Lines
from ter_core.events.samples import sample, sample_value
from ter_core.events.schema import schema_of
from ter_core.log.codec import from_payload, to_payload
from tests.events.strategies import events_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ter_core.events.base import Event

OTHER_VALUES: tuple[Any, ...] = (
    None, True, 0, -1, 3, 24.9, "", " ", "x", "24", "2026-11-12", "2026-13-12", "2026-11-12T25:00",
    "un\ndeux", "é" * 201, "é" * 4001, [], ["x"], ["x", "x"], [3], [{}], {}, {"x": 1},
)  # fmt: skip

each_class = pytest.mark.parametrize("cls", events.classes(), ids=lambda cls: cls.__name__)


def mutations(value: Any) -> Iterator[Any]:
    """A value with one thing changed: a key removed, added or replaced, an item doubled."""
    if isinstance(value, dict):
        yield {**value, "inconnu": 1}
        for name, part in value.items():
            yield {key: kept for key, kept in value.items() if key != name}
            for other in (*OTHER_VALUES, *mutations(part)):
                yield {**value, name: other}
    elif isinstance(value, list):
        yield value + value
        for number, part in enumerate(value):
            for other in mutations(part):
                yield [*value[:number], other, *value[number + 1 :]]


def with_alternatives(cls: type[Event], payload: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The payload with the other field of each alternative, beside the first or in its place."""
    kinds = {spec.name: spec.kind for spec in fields_of(cls)}
    for group in cls.declaration.one_of:
        for name in group.fields[1:]:
            value = sample_value(kinds[name])
            yield {**payload, name: value}
            yield {key: kept for key, kept in payload.items() if key not in group.fields} | {
                name: value
            }


def accepted(cls: type[Event], payload: Any) -> bool:
    """Whether the codec takes a payload."""
    try:
        from_payload(cls, copy.deepcopy(payload))
    except InvalidValue:
        return False
    return True


@each_class
def test_a_schema_is_a_schema(cls: type[Event]) -> None:
    """Valid against its own draft, named after the type and its version."""
    schema = schema_of(cls)

    Draft202012Validator.check_schema(schema)
    assert schema["$id"] == f"urn:ter:{cls.__name__}:{cls.declaration.version}"
    assert schema["additionalProperties"] is False


@each_class
def test_the_schema_and_the_codec_agree(cls: type[Event], monkeypatch: pytest.MonkeyPatch) -> None:
    """On the sample, and on everything near it; what holds between two fields of a line aside."""
    for line in {spec.kind.of for spec in fields_of(cls) if isinstance(spec.kind, Lines)}:
        monkeypatch.setattr(line, "check", lambda _: None)
    validator = Draft202012Validator(
        schema_of(cls), format_checker=Draft202012Validator.FORMAT_CHECKER
    )
    payload = to_payload(sample(cls))
    candidates = [payload, *mutations(payload), *with_alternatives(cls, payload), [], None]
    disagreed = [one for one in candidates if validator.is_valid(one) != accepted(cls, one)]

    assert validator.is_valid(payload)
    assert disagreed == []


@each_class
@settings(max_examples=10)
@given(data=st.data())
def test_the_schema_accepts_what_the_codec_writes(cls: type[Event], data: st.DataObject) -> None:
    """Any event of the class."""
    payload = to_payload(data.draw(events_of(cls)))

    Draft202012Validator(schema_of(cls)).validate(payload)
