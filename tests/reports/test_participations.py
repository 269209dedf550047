"""Participations as people read them back: who came, from where, and what is not known."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

import pytest

from ter_core import reports
from ter_core.errors import UnknownCode
from ter_core.vocabulary.choices import NatureAction
from tests.ledger.network import attend, changes, count, groups, sure, teams
from tests.reports.network import (
    annul,
    answer,
    classe_de_neige,
    laptop,
    lines_of,
    machines,
    network,
    only,
)

if TYPE_CHECKING:
    from tests.ledger.conftest import Machine

__all__ = ["laptop", "machines", "network"]

NAME = "participations"
DAY = date(2026, 11, 10)


def test_a_participation_is_told_in_full(network: Machine) -> None:
    """Its action, its axe, its place in the year, who came, who wrote it down."""
    written = attend(
        network, "college/6e 1/6E 30 dont 14 filles", "guillestre/CM2-A 24",
        enseignants=teams("guillestre 2", "vars 1"), partenaires=("club",), familles=3,
        accompagnateurs=4, autres_professionnels=1, heures=6, lieu="Stade",
    )  # fmt: skip

    (told,) = answer(
        network, NAME, "id_court", "date_participation", "code_action", "intitule_action",
        "code_axe", "libelle_axe", "libelle_nature", "annee_scolaire", "mois", "periode", "lieu",
    )  # fmt: skip
    assert told == (
        written.record.id[-8:], DAY, "A-2026-001", "Rencontre d'athlétisme", "axe-3",
        "Sciences, arts et sports", "sport", "2026-2027", "2026-11", "P2", "Stade",
    )  # fmt: skip

    (counted,) = answer(
        network, NAME, "nb_eleves", "nb_filles", "nb_enseignants", "familles", "accompagnateurs",
        "autres_professionnels", "heures", "partenaires", "etablissements", "niveaux",
        "est_estimation", "est_corrigee", "code_auteur",
    )  # fmt: skip
    assert counted == (
        54, 14, 3, 3, 4, 1, 6, ["club"], ["college", "guillestre", "vars"], ["CM2", "6E"],
        False, False, "coordination",
    )  # fmt: skip


SAID = {
    "guillestre/CM2-A 24": "École de guillestre, CM2-A : 24",
    "guillestre/CM2 12": "École de guillestre, CM2 : 12",
    "guillestre/chorale/CM2 12": "École de guillestre, chorale (CM2) : 12",
    "vars/CM1CM2-U/CM2 5": "École de vars, CM1CM2-U (CM2) : 5",
    "vars/CM1CM2-U/CM1 5": "École de vars, CM1CM2-U (CM1) : 5",
    "college/6e 1/6E 28": "École de college, 6e 1 : 28",
    "college/6E 50": "École de college, 6e : 50",
}


def test_a_line_is_read_as_it_is_said(network: Machine) -> None:
    """The école, the group, the level where the group does not say it, the number."""
    attend(network, *SAID)

    assert only(network, NAME, "lignes") == [list(SAID.values())]


def test_about_sixty(network: Machine) -> None:
    """An estimation says so in each line, and in a column of its own."""
    attend(network, "college/6E 58", estimation=True)

    assert answer(network, NAME, "lignes", "est_estimation") == [
        (["École de college, 6e : environ 58"], True)]  # fmt: skip


def test_no_pupil_came(network: Machine) -> None:
    """Teachers or families alone are a participation of no pupil, and of no girl known."""
    attend(network, enseignants=teams("guillestre 2"))
    twelfth = {"le": date(2026, 11, 12), "confirme": sure("hors-dates")}
    attend(network, "vars/CE2 0", familles=12, **twelfth)

    assert answer(network, NAME, "nb_eleves", "nb_filles", "lignes", "etablissements") == [
        (0, None, [], ["guillestre"]),
        (0, None, ["École de vars, CE2 : 0"], ["vars"]),
    ]
    assert lines_of(network, "code_etablissement", "nb_eleves") == [("vars", 0)]


def test_a_correction_and_what_was_known_before_it(network: Machine) -> None:
    """Before it was recorded, the old numbers; before the day of the fact, nothing."""
    written = attend(network, "guillestre/CM2-A 24")
    network.at(datetime(2026, 11, 20, 9, tzinfo=UTC))
    network.record(
        "ParticipationCorrigee",
        written.record.sujet,
        champs=changes("ParticipationEnregistree", lignes=groups("guillestre/CM2-A 21")),
        motif="Trois absents",
    )
    told = ("nb_eleves", "est_corrigee")

    assert answer(network, NAME, *told) == [(21, True)]
    assert answer(network, NAME, *told, known=date(2026, 11, 19)) == [(24, False)]
    assert answer(network, NAME, *told, on=date(2026, 11, 9)) == []
    assert answer(network, NAME, *told, on=DAY, known=date(2026, 11, 20)) == [(21, True)]
    assert only(network, "actions", "nb_eleves", known=date(2026, 11, 19)) == [24]


def test_an_action_that_is_not_there_yet(network: Machine) -> None:
    """As of a day before its action was inscribed, it has a code and no more to say of it."""
    classe_de_neige(network, le=date(2026, 10, 15))
    attend(network, "guillestre/CM2-A 24", action="A2", le=date(2026, 10, 13))
    told = ("code_action", "intitule_action", "code_axe", "nature", "nb_eleves")
    before = date(2026, 10, 14)

    assert answer(network, NAME, *told, on=before) == [("A-2026-002", None, None, None, 24)]
    assert only(network, "actions", "code_affiche", on=before) == []
    assert answer(network, NAME, *told) == [
        ("A-2026-002", "Classe de neige", "axe-3", "culture", 24)
    ]


def test_an_annulled_participation_is_not_there(network: Machine) -> None:
    """Nor are its lines."""
    annul(network, attend(network, "guillestre/CM2-A 24"))

    assert only(network, NAME, "id_court") == []
    assert lines_of(network, "sujet") == []


FILTERS: list[tuple[dict[str, Any], list[int]]] = [
    ({}, [24, 5, 9]),
    ({"annee": "2025-2026"}, [7]),
    ({"action": "A2"}, [5]),
    ({"etablissement": "guillestre"}, [24, 9]),
    ({"etablissement": "0059002H"}, [5, 9]),
    ({"axe": "transversal"}, [5]),
    ({"axe": "axe-3"}, [24, 9]),
    ({"nature": NatureAction.SPORT}, [24, 9]),
    ({"action": "A1", "etablissement": "vars"}, [9]),
]


def test_each_filter_narrows(network: Machine) -> None:
    """By year, action, école, axe or nature; teachers make an école one that came."""
    classe_de_neige(network, axe="transversal")
    count(network, "vars", "CM2 30", le=date(2026, 9, 20))
    attend(
        network, "guillestre/CM2-A 24", le=date(2026, 10, 5), confirme=sure("doublon", "hors-dates")
    )
    attend(network, "vars/CM2 5", action="A2", le=date(2026, 10, 6))
    attend(network, "guillestre/CM2-B 9", enseignants=teams("vars 1"))
    attend(network, "guillestre/CM2 7", le=date(2026, 6, 15), confirme=sure("hors-dates"))

    for asked, found in FILTERS:
        assert only(network, NAME, "nb_eleves", **asked) == found, asked


def test_nothing_is_told_with_what_fills_it(network: Machine) -> None:
    """No participation at all, or none that answers: two sentences."""
    ask, asked = network.session.ask, reports.get(NAME)
    filtered: Any = asked

    assert "ter participation enregistrer" in ask(asked()).empty
    assert "demande" in ask(filtered(axe="axe-3")).empty
    with pytest.raises(UnknownCode):
        ask(filtered(action="A9"))


def test_lines_know_their_class(network: Machine) -> None:
    """A group is a classe where its headcount was recorded this very year."""
    attend(
        network, "guillestre/CM2-A 20 dont 9 filles", "guillestre/chorale/CM1 4", "college/6E 50"
    )
    june = {"le": date(2026, 6, 15), "confirme": sure("hors-dates")}
    attend(network, "guillestre/CM2-A/CM2 24", **june)

    assert lines_of(
        network, "annee_scolaire", "code_etablissement", "nom_commune", "groupe", "est_classe",
        "niveau", "cycle", "degre", "nb_eleves", "nb_filles", "effectif_classe",
    ) == [
        ("2026-2027", "guillestre", "Guillestre", "CM2-A", True, "CM2", "C3", "1D", 20, 9, 24),
        ("2026-2027", "guillestre", "Guillestre", "chorale", False, "CM1", "C3", "1D", 4, None,
         None),
        ("2026-2027", "college", "Guillestre", None, False, "6E", "C3", "2D", 50, None, None),
        ("2025-2026", "guillestre", "Guillestre", "CM2-A", False, "CM2", "C3", "1D", 24, None,
         None),
    ]  # fmt: skip
