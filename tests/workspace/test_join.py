"""Joining a log that exists: who writes here, and under which poste."""

from __future__ import annotations

from pathlib import Path

import pytest

from ter_core import Entry, Environment, Session
from ter_core.errors import JournalNotFound, UnknownCode
from ter_core.events import get
from ter_core.log.identity import known_actor, load
from ter_core.vocabulary.choices import NatureOrganisme, Role
from ter_core.workspace.start import join, start
from tests.workspace.conftest import COORDINATION, Machines, every_file, function, territory


@pytest.fixture
def folder(tmp_path: Path, office: Environment) -> Path:
    """A workspace that knows two functions and an organisme."""
    place = tmp_path / "ter"
    start(place, office, acteur=function(), territoire=territory(), poste="Portable")
    with Session.open(place, env=office) as session:
        session.record(
            Entry(get("ActeurInscrit")(code="principal", qualite="Principal", roles=(Role.PILOTE,)))
        )
        mairie = get("OrganismeInscrit")(
            code="coordination", nom="Mairie", nature=NatureOrganisme.COMMUNE
        )
        session.record(Entry(mairie))
    return place


def remembered(folder: Path, env: Environment) -> str | None:
    """Who writes on a machine."""
    with Session.open(folder, env=env) as session:
        return known_actor(session.journal, env)


def test_an_unknown_function_is_refused(folder: Path, machines: Machines) -> None:
    """Nothing is written nor remembered; the remedy lists the functions that exist."""
    before, other = every_file(folder), machines("portable")
    with pytest.raises(UnknownCode, match="« maire » n'est pas une fonction") as caught:
        join(folder, other, acteur="maire", poste="Portable")
    assert caught.value.remedy == "Fonctions connues : coordination, principal."
    assert every_file(folder) == before
    assert remembered(folder, other) is None


@pytest.mark.parametrize("named", ["principal", "acteur:principal"])
def test_a_machine_that_has_a_poste_goes_on_with_it(
    folder: Path, office: Environment, named: str
) -> None:
    """Saying who writes from now on writes nothing; the next event is theirs, same stream."""
    before = every_file(folder)
    assert join(folder, office, acteur=named, poste="Autre nom") == []
    assert every_file(folder) == before

    with Session.open(folder, env=office) as session:
        assert session.author == "acteur:principal"
        axis = get("AxeDefini")(code="axe-1", numero=1, intitule="Réussite")
        (written,) = session.record(Entry(axis))
        assert written.record.auteur == "acteur:principal"
        assert written.record.poste == load(session.journal, office).poste
        assert written.record.rang == 6


def test_a_second_machine_opens_its_own_poste(
    folder: Path, office: Environment, machines: Machines
) -> None:
    """Its first line opens a poste under the name given, signed by who joins; the log is sound."""
    other = machines("portable")
    (opened,) = join(folder, other, acteur="principal", poste="Portable du principal")
    record = opened.record

    assert (record.type, record.auteur, record.rang) == ("PosteOuvert", "acteur:principal", 1)
    assert record.donnees == {"nom": "Portable du principal", "acteur": "acteur:principal"}
    assert record.sujet == f"poste:{record.poste}"
    with Session.open(folder, env=other) as session:
        assert session.author == "acteur:principal"
        assert load(session.journal, other).poste == record.poste
        assert load(session.journal, office).poste != record.poste
        assert session.check() == []
    assert remembered(folder, office) == COORDINATION


def test_joining_twice_writes_once(folder: Path, machines: Machines) -> None:
    """The same command again has nothing left to say."""
    other = machines("portable")
    assert len(join(folder, other, acteur="principal", poste="Portable")) == 1
    before = every_file(folder)
    assert join(folder, other, acteur="principal", poste="Portable") == []
    assert every_file(folder) == before


def test_there_must_be_a_log(tmp_path: Path, office: Environment) -> None:
    """A folder without a log cannot be joined, and stays empty."""
    (tmp_path / "vide").mkdir()
    with pytest.raises(JournalNotFound, match="Aucun journal"):
        join(tmp_path / "vide", office, acteur="principal", poste="Portable")
    assert every_file(tmp_path) == {}


def test_only_a_function_joins(folder: Path, office: Environment) -> None:
    """An organisme of the same code is no function: it cannot sign events."""
    with pytest.raises(UnknownCode):
        join(folder, office, acteur="organisme:coordination", poste="Portable")
    assert remembered(folder, office) == COORDINATION
