"""`champs`: the fields of a creating event, all optional, and `vider`, the fields to empty.

The class is generated from the creating event, so the two can never drift apart.
"""

from __future__ import annotations

from typing import Annotated, Any, ClassVar, get_type_hints

import attrs
from attrs import field, frozen

from ter_core.events.base import Event, EventField, fields_of
from ter_core.events.declaration import KeyForm
from ter_core.events.fields import Kind, Words
from ter_core.events.kinds import typed_as

__all__ = ["Changes", "ChangesOf", "changed", "changes_class", "changes_fields", "emptiable"]

_LEFT_OUT = ("code", "confirme")
_KEYS = {KeyForm.UAI: "uai", KeyForm.YEAR: "annee_scolaire"}  # the field that is the subject's key


@frozen(kw_only=True)
class Changes:
    """Base of the generated classes: what to change, and what to empty."""

    of: ClassVar[type[Event]]

    vider: Annotated[
        tuple[str, ...], Words("Champs à vider", help="Noms des champs à vider, séparés.")
    ] = ()

    def __attrs_post_init__(self) -> None:
        """Check each given value as the creating event would.

        Raises:
            ValueError: a value, an alternative or a name to empty is wrong (in French).
        """
        for spec in changes_fields(self.of):
            value = getattr(self, spec.name)
            if value is None:
                continue
            if value == ():
                raise ValueError(f"{spec.name} : pour vider une liste, nommez-la dans « vider ».")
            try:
                object.__setattr__(self, spec.name, spec.kind.check(value))
            except (ValueError, TypeError) as error:
                raise type(error)(f"{spec.name} : {error}") from None
        self._check_alternatives()
        self._check_emptied()

    def given(self) -> dict[str, Any]:
        """The values that are given, by field name."""
        names = [spec.name for spec in changes_fields(self.of)]
        return {name: getattr(self, name) for name in names if getattr(self, name) is not None}

    def _check_alternatives(self) -> None:
        given = self.given()
        for group in self.of.declaration.one_of:
            both = [name for name in group.fields if name in given]
            if len(both) > 1:
                raise ValueError(f"« {both[0]} » et « {both[1]} » s'excluent : donnez-en un seul.")

    def _check_emptied(self) -> None:
        given, may_be = self.given(), emptiable(self.of)
        for name in self.vider:
            if name in given:
                raise ValueError(f"« {name} » est à la fois donné et vidé.")
            if name not in may_be:
                raise ValueError(f"« {name} » ne peut pas être vidé.")
        if not given and not self.vider:
            raise ValueError("Aucun champ n'est modifié.")


_CLASSES: dict[type[Event], type[Changes]] = {}


def changes_fields(creating: type[Event]) -> tuple[EventField, ...]:
    """The fields that may be changed: those of the creating event but its code and its key."""
    left_out = (*_LEFT_OUT, _KEYS.get(creating.declaration.subject.key))
    return tuple(
        EventField(spec.name, spec.kind, optional=True)
        for spec in fields_of(creating)
        if spec.name not in left_out
    )


def emptiable(creating: type[Event]) -> tuple[str, ...]:
    """The names of the fields that `vider` may empty: optional, and needed by no alternative."""
    groups = creating.declaration.one_of
    needed = {name for group in groups if group.required for name in group.fields}
    return tuple(
        spec.name
        for spec in fields_of(creating)
        if spec.default in (None, ()) and spec.optional and spec.name not in {*needed, *_LEFT_OUT}
    )


def changes_class(creating: type[Event]) -> type[Changes]:
    """The class of `champs` for a creating event."""
    if creating not in _CLASSES:
        hints = get_type_hints(creating, include_extras=True)
        _CLASSES[creating] = attrs.make_class(
            f"Changes{creating.__name__}",
            {
                spec.name: attrs.field(default=None, type=hints[spec.name] | None)
                for spec in changes_fields(creating)
            },
            bases=(Changes,),
            class_body={"of": creating},
            frozen=True,
            kw_only=True,
            slots=True,
        )
    return _CLASSES[creating]


def changed(champs: Changes, **values: Any) -> Changes:
    """The same changes with some other values."""
    return attrs.evolve(champs, **values)


@frozen
class ChangesOf(Kind):
    """The changed fields of the subject that `of` creates."""

    of: type[Event] = field(kw_only=True)
    word: ClassVar[str] = "champs"
    expects: ClassVar[str] = "des champs modifiés"

    def check(self, value: object) -> Changes:
        """The changes, of the class generated for `of`."""
        return typed_as(changes_class(self.of), value, self.expects)
