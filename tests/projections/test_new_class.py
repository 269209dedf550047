"""A class of event that no file knows: SQL comes from the class alone.

Annotations are evaluated where they stand (no `annotations` from the future), so that one class
defined inside a fixture may name another.
"""

from collections.abc import Iterator
from typing import Annotated, Any

import pytest
from attrs import frozen

from ter_core import events
from ter_core.events.base import Event
from ter_core.events.changes import Changes, ChangesOf
from ter_core.events.declaration import Declaration, KeyForm, Subject
from ter_core.events.fields import Code, Count, Refs, Title
from ter_core.projections.engine import Projection
from tests.projections.conftest import LATER
from tests.projections.hand_log import HandLog


@pytest.fixture
def jardin() -> Iterator[None]:
    """A subject and its events that no file of the catalogue knows."""
    subject = Subject(
        kind="jardin", label="jardin", plural="jardins", key=KeyForm.SLUG,
        definition="Un jardin d'école.", states={"ouvert": "ouvert", "ferme": "fermé"},
        closed=frozenset({"ferme"}),
    )  # fmt: skip

    @frozen(kw_only=True)
    class JardinPlante(Event):
        """Un jardin est planté."""

        declaration = Declaration(
            subject=subject, verb="planter", label="Jardin planté", creates=True, to="ouvert"
        )
        code: Annotated[str | None, Code("Code")] = None
        nom: Annotated[str, Title("Nom", help="Comment on l'appelle.")]
        surface: Annotated[int | None, Count("Surface")] = None
        jardiniers: Annotated[tuple[str, ...], Refs("Jardiniers", to=("acteur",))] = ()

    @frozen(kw_only=True)
    class JardinRectifie(Event):
        """Un jardin était mal décrit."""

        declaration = Declaration(
            subject=subject, verb="rectifier", label="Jardin rectifié", correction=True
        )
        champs: Annotated[Changes, ChangesOf("Champs", of=JardinPlante)]

    @frozen(kw_only=True)
    class JardinFerme(Event):
        """Un jardin ferme."""

        declaration = Declaration(subject=subject, verb="fermer", label="Jardin fermé", to="ferme")

    yield
    for name in ("JardinPlante", "JardinRectifie", "JardinFerme"):
        events.forget(name)


@pytest.mark.usefixtures("jardin")
def test_a_class_defined_elsewhere_has_everything(log: HandLog, projection: Projection) -> None:
    """Typed view, fold, transitions, names, story and lint of payloads, from the class alone."""
    plant: dict[str, Any] = {"code": "vars", "nom": "Jardin de Vars", "surface": 12}
    log.add("JardinPlante", "jardin:vars", plant)
    log.add("JardinRectifie", "jardin:vars", {"champs": {"nom": "Potager", "vider": ["surface"]}})
    log.add("JardinFerme", "jardin:vars", {}, on="2026-12-01")
    log.add("JardinPlante", "jardin:faux", plant | {"surface": "douze"})
    projection.load(log.read())

    def ask(sql: str) -> list[tuple[Any, ...]]:
        return projection.query(sql, a_la_date=LATER).rows

    assert ask("select nom, surface, jardiniers from evenements.jardin_plante") == [
        ("Jardin de Vars", 12, [])
    ]
    assert ask("select nom, surface, etat from sujets.jardin where sujet = 'jardin:vars'") == [
        ("Potager", None, "ferme")
    ]
    assert ask("select libelle, etat, libelle_etat from codes where sujet = 'jardin:vars'") == [
        ("Potager", "ferme", "fermé")
    ]
    assert ask("select champs from evenements_illisibles") == [(["surface"],)]
    assert ask("select comment from duckdb_columns() where table_name = 'jardin_plante' "
               "and column_name = 'nom'") == [("Nom : Comment on l'appelle.",)]  # fmt: skip
