"""What frames the work: convention and diagnosis, objectives; what a poste says of itself."""

from __future__ import annotations

from typing import Any

import pytest

from ter_cli.words import nouns
from ter_core.errors import UnknownCode
from ter_core.events.diagnostic import ConstatTerritorial
from tests.ledger.conftest import Machine
from tests.ledger.network import TODAY, network, refused

__all__ = ["network"]

FINGERPRINT = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
IMPORTED = {"source": "Effectifs 2026", "empreinte": FINGERPRINT, "lignes": 412, "rejets": 3}
EXPORTED = {"vue": "eleves_touches", "destinataire": "Communauté de communes", "seuil": 5}
of_a_poste = pytest.mark.parametrize(
    ("name", "values"), [("ImportRealise", IMPORTED), ("ExportRealise", EXPORTED)]
)


def test_the_only_territory_needs_no_name(laptop: Machine) -> None:
    """Its amendments and its diagnoses are its own, and the last diagnosis replaces the others."""
    constats = (ConstatTerritorial.parse("Mobilité ; Six écoles loin ; Enquête", TODAY),)
    made = [
        laptop.record("AvenantSigne", objet="L'axe 3 devient l'axe 2"),
        laptop.record("DiagnosticTerritorialEtabli", constats=constats),
        laptop.record("DiagnosticTerritorialEtabli", constats=constats),
    ]
    assert {one.record.sujet.partition(":")[0] for one in made} == {"territoire"}
    assert len({one.record.sujet for one in made}) == 1


def test_a_finding_says_where_it_comes_from() -> None:
    """The first and the last semicolon part it; those between belong to what was found."""
    one = ConstatTerritorial.parse("Mobilité ; Loin ; très loin ; Enquête 2024", TODAY)
    assert (one.theme, one.texte, one.source) == ("Mobilité", "Loin ; très loin", "Enquête 2024")
    assert ConstatTerritorial.parse(one.short(), TODAY) == one
    with pytest.raises(ValueError, match="point-virgule"):
        ConstatTerritorial(theme="Mobilité", texte="Loin", source="Enquête ; entretiens")
    with pytest.raises(ValueError, match="n'a pas la forme attendue"):
        ConstatTerritorial.parse("Mobilité ; Loin", TODAY)


def test_an_axe_has_several_objectives(network: Machine) -> None:
    """Each is one more; the one that was fixed by mistake is annulled."""
    for wish in ("Chacun sait nager", "Chacun a vu un musée"):
        network.record("ObjectifFixe", "axe-3", intitule=wish)
    network.record("EvenementAnnule", evenement="axe-3", motif="Déjà au projet d'école")
    with pytest.raises(UnknownCode, match="axe-3"):
        network.record("ObjectifFixe", "axe-9", intitule="Chacun sait nager")


@of_a_poste
def test_a_poste_tells_its_imports_and_exports(
    laptop: Machine, name: str, values: dict[str, Any]
) -> None:
    """They are its own: whoever records them names none."""
    made = laptop.record(name, **values).record
    assert made.sujet == f"poste:{made.poste}"


def test_no_command_records_them() -> None:
    """Nobody says in the program's place what it has read or given."""
    said = {entry.type for entries in nouns().values() for entry in entries}
    assert not said & {"ImportRealise", "ExportRealise"}


def test_no_more_lines_are_left_out_than_were_read(laptop: Machine) -> None:
    """All of them may be."""
    with refused("plus de rejets (413) que de lignes lues (412)"):
        laptop.record("ImportRealise", **(IMPORTED | {"rejets": 413}))
    laptop.record("ImportRealise", **(IMPORTED | {"rejets": 412}))
