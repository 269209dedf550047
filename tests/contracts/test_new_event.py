"""Adding an event is one class: everything that describes it follows without another file."""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import pytest
from attrs import frozen
from jsonschema import Draft202012Validator

from ter_cli.main import run
from ter_core import events
from ter_core.environment import Environment
from ter_core.errors import InvalidValue
from ter_core.events.base import Event
from ter_core.events.declaration import Declaration, KeyForm, OneOf, Subject
from ter_core.events.fields import ANYONE, Count, Refs, Title
from ter_core.events.forms import form_of
from ter_core.events.glossary import glossary
from ter_core.events.samples import sample
from ter_core.events.schema import schema_of
from ter_core.log.codec import event_from, to_payload
from ter_core.log.journal import find_journal, open_journal
from ter_core.log.read import read
from ter_core.projections.engine import Projection

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


def test_its_command_records_and_its_view_answers(visite: type[Event], tmp_path: Path) -> None:
    """The words, the help and the example of its command; its typed view, its fold, its code."""
    env = Environment(state_dir=tmp_path / "etat", cache_dir=tmp_path / "cache")
    folder = str(tmp_path / "ter")

    def ter(*words: str) -> str:
        out = io.BytesIO()
        assert run(words, env, stdout=out, stderr=out) == 0, out.getvalue().decode()
        return out.getvalue().decode()

    ter(
        *("init", folder, "--nom", "TER d'essai", "--departement", "05", "--academie", "x"),
        *("--zone", "B", "--acteur", "ien", "--qualite", "IEN", "--role", "ien"),
    )
    shown = ter("visite", "rendre", "--help")
    assert "Visite rendue" in shown
    assert "--classes" in shown
    assert "ter visite rendre --qui ien" in shown
    said = ter("--journal", folder, "visite", "rendre", "--qui", "ien", "--classes", "3")
    assert said.startswith("Visite rendue")
    projection = Projection(env.cache_dir)
    projection.load(read(open_journal(find_journal(Path(folder)))))
    query = "select qui, classes, motif from evenements.visite_rendue"
    assert projection.query(query).rows == [(["acteur:ien"], 3, None)]
    assert projection.query("select etat, classes from sujets.visite").rows == [("rendue", 3)]
    projection.close()


def test_it_leaves_no_trace() -> None:
    """What a test defines is forgotten after it."""
    assert events.find("VisiteRendue") is None
