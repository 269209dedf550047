"""Adding an event is one class: everything that describes it follows without another file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import pytest
from attrs import frozen
from jsonschema import Draft202012Validator

from ter_core import events
from ter_core.errors import InvalidValue
from ter_core.events.base import Event
from ter_core.events.declaration import Declaration, KeyForm, OneOf, Subject
from ter_core.events.fields import ANYONE, Count, Refs, Title
from ter_core.events.forms import form_of
from ter_core.events.glossary import glossary
from ter_core.events.samples import sample
from ter_core.events.schema import schema_of
from ter_core.log.codec import event_from, to_payload

if TYPE_CHECKING:
    from collections.abc import Iterator

VISITE = Subject(
    kind="visite",
    label="visite",
    plural="visites",
    key=KeyForm.EVENT,
    definition="Un passage dans une école.",
    states={"rendue": "rendue"},
)


@pytest.fixture
def visite() -> Iterator[type[Event]]:
    """An event class that no module of the catalogue knows."""

    @frozen(kw_only=True)
    class VisiteRendue(Event):
        """Une visite est rendue à une école."""

        declaration = Declaration(
            subject=VISITE,
            verb="rendre",
            label="Visite rendue",
            creates=True,
            to="rendue",
            one_of=(OneOf(("classes", "motif")),),
        )

        qui: Annotated[tuple[str, ...], Refs("Qui", to=ANYONE, least=1, example="ien")]
        classes: Annotated[int | None, Count("Classes vues", most=30, example="3")] = None
        motif: Annotated[str | None, Title("Motif", example="Accueil du matin")] = None

    yield VisiteRendue
    events.forget("VisiteRendue")


def test_it_is_known_by_its_words(visite: type[Event]) -> None:
    """The registry has its class, its command's words and its subject."""
    entry = events.describe(visite)

    assert entry in events.entries()
    assert events.get("VisiteRendue") is visite
    assert (entry.noun, entry.verb, entry.label) == ("visite", "rendre", "Visite rendue")
    assert events.subject("visite") == VISITE
    assert "rendre" in events.verbs()


def test_its_payload_is_read_and_written(visite: type[Event]) -> None:
    """Strictly, as any other's."""
    event: Any = event_from("VisiteRendue", {"qui": ["ien"], "classes": 3})

    assert to_payload(event) == {"qui": ["ien"], "classes": 3}
    with pytest.raises(InvalidValue, match="Il faut un nombre entier"):
        event_from("VisiteRendue", {"qui": ["ien"], "classes": "3"})
    with pytest.raises(InvalidValue, match="s'excluent"):
        event_from("VisiteRendue", {"qui": ["ien"], "classes": 3, "motif": "x"})


def test_its_schema_form_and_glossary_entry_exist(visite: type[Event]) -> None:
    """Each is derived from the class alone."""
    schema, form = schema_of(visite), form_of(visite)
    Draft202012Validator(schema).validate(to_payload(sample(visite)))
    terms = {term.term: term for term in glossary()}

    assert list(schema["properties"]) == ["qui", "classes", "motif", "confirme"]
    assert [field["nom"] for field in form["champs"]] == ["qui", "classes", "motif"]
    assert form["alternatives"] == [{"champs": ["classes", "motif"], "obligatoire": True}]
    assert terms["Visite rendue"].definition == "Une visite est rendue à une école."
    assert terms["visite"].states == ("rendue",)


def test_it_leaves_no_trace() -> None:
    """What a test defines is forgotten after it."""
    assert events.find("VisiteRendue") is None
