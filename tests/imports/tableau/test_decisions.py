"""A table of decisions, taken in again and again as it is kept up."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from ter_core.imports.tableau import Mapping
from tests.imports.tableau.tables import proposed, rejected, take_in, told
from tests.reports.network import answer

if TYPE_CHECKING:
    from tests.ledger.conftest import Machine

_HEAD = ("Décision", "Responsable", "Échéance", "Statut", "Réalisée le", "Date")
_NAVETTE = ("Ouvrir une navette", "Principal", "15/03/2027", "à faire", None, "12/11/2026")
_STADE = ("Réserver le stade", "Club", "01/12/2026", "en cours", None, "12/11/2026")


def test_only_what_is_new_is_recorded(laptop: Machine) -> None:
    """A second import of a file says nothing; one more line adds that line."""
    take_in(laptop, _HEAD, _NAVETTE)
    again = proposed(laptop, _HEAD, _NAVETTE)
    assert (again.steps, again.same, again.lines) == ((), 1, 1)
    laptop.record("OrganismeInscrit", nom="Club", nature=_nature())
    more = proposed(laptop, _HEAD, _NAVETTE, _STADE)
    assert (told(more), more.same) == (["+ Réserver le stade (en cours)"], 1)


def test_a_line_that_moves_is_followed(laptop: Machine) -> None:
    """A later échéance puts it off, other people are entrusted with it, a new state is reached."""
    take_in(laptop, _HEAD, _NAVETTE)
    moved = ("Ouvrir une navette", "Coordo", "02/04/2027", "fait", "05/11/2026", "12/11/2026")
    later = ("Ouvrir une navette", "Coordo", "02/04/2027", "bloqué", None, "12/11/2026")
    (said,) = told(proposed(laptop, _HEAD, later))
    assert said == (
        "~ D-2026-001 : responsables : principal → coordination ; "
        "échéance : 15/03/2027 → 02/04/2027 ; état : à faire → bloquée"
    )
    take_in(laptop, _HEAD, later)
    assert "n'existe que depuis le 12 novembre 2026" in rejected(take_in(laptop, _HEAD, moved))[2]
    done = (*moved[:4], "12/11/2026", "12/11/2026")
    take_in(laptop, _HEAD, done)
    columns = ("responsables", "echeance", "nb_reports", "libelle_etat", "date_etat")
    assert answer(laptop, "suivi", *columns, toutes=True) == [
        (["coordination"], date(2027, 4, 2), 1, "exécutée", date(2026, 11, 12))
    ]
    assert told(proposed(laptop, _HEAD, done)) == []
    reopened = (*done[:3], "en cours", None, "12/11/2026")
    assert told(proposed(laptop, _HEAD, reopened)) == ["~ D-2026-001 : état : exécutée → en cours"]


def test_an_echeance_never_comes_sooner(laptop: Machine) -> None:
    """An earlier échéance is refused with the way to put a mistake right."""
    take_in(laptop, _HEAD, _NAVETTE)
    sooner = ("Ouvrir une navette", "Principal", "01/03/2027", None, None, "12/11/2026")
    reason = rejected(proposed(laptop, _HEAD, sooner))[2]
    assert "une échéance se reporte, elle ne s'avance pas" in reason
    assert "`ter decision rectifier D-2026-001`" in reason


def test_what_is_missing_may_be_said_once_for_all(laptop: Machine) -> None:
    """Without responsable or échéance a line is refused, unless the mapping says a default."""
    head, line = ("Décision", "Axe"), ("Ouvrir une navette", "transversal")
    reason = rejected(proposed(laptop, head, line))[2]
    assert "« responsables = coordination »" in reason
    assert "« permanente = sans échéance dans le tableau »" in reason
    said = Mapping(
        table="decisions",
        header=1,
        columns={"libelle": "Décision", "axe": "Axe"},
        defaults={"responsables": "coordination", "permanente": "Règle de vie"},
    )
    take_in(laptop, head, line, mapping=said, on=date(2026, 10, 1))
    columns = ("code_axe", "responsables", "permanente", "date_adoption", "hors_seance")
    assert answer(laptop, "suivi", *columns) == [
        ("transversal", ["coordination"], "Règle de vie", date(2026, 10, 1), "tableau importé")
    ]


def test_the_same_decision_twice(laptop: Machine) -> None:
    """A table that says a decision twice keeps the first line."""
    found = proposed(laptop, _HEAD, _NAVETTE, _NAVETTE)
    assert len(found.steps) == 1
    assert "déjà dit à la ligne 2" in rejected(found)[3]


def test_a_number_of_another_log(laptop: Machine) -> None:
    """A number that is here that of another decision is not taken for it."""
    laptop.decide()
    head = ("Décision", "Libellé", "Responsables", "Échéance")
    line = ("D-2026-001", "Commander des dossards", "principal", "15/03/2027")
    assert "est dans le journal une autre décision" in rejected(proposed(laptop, head, line))[2]


def test_a_decision_that_another_replaces(laptop: Machine) -> None:
    """The decision that replaces it may stand below it in the table."""
    head = ("Décision", "Libellé", "Responsables", "Échéance", "État", "Remplacée par")
    take_in(
        laptop,
        head,
        ("D-2026-001", "Navette du jeudi", "principal", "15/03/2027", "remplacée", "D-2026-002"),
        ("D-2026-002", "Navette du mardi", "principal", "15/03/2027", "à faire", None),
    )
    assert answer(laptop, "suivi", "code_affiche", "remplacee_par", toutes=True) == [
        ("D-2026-002", None),
        ("D-2026-001", "D-2026-002"),
    ]


def _nature() -> object:
    from ter_core.vocabulary.choices import NatureOrganisme

    return NatureOrganisme.ASSOCIATION
