"""Where actions stand: what dates and participations say, and the light that follows."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from ter_core import reports
from ter_core.errors import InvalidValue, UnknownCode
from ter_core.reports.actions import Actions
from ter_core.reports.participations import Participations
from ter_core.vocabulary.choices import Avancement, Feu, NatureAction
from ter_core.vocabulary.levels import Niveau
from tests.ledger.network import attend, changes, inscribe, sure, teams
from tests.reports.conftest import told
from tests.reports.network import (
    Step,
    annul,
    answer,
    classe_de_neige,
    laptop,
    machines,
    network,
    only,
    step,
)

if TYPE_CHECKING:
    from tests.ledger.conftest import Machine
    from tests.projections.hand_log import HandLog
    from tests.reports.conftest import Ask

__all__ = ["laptop", "machines", "network"]

OCTOBER_5, OCTOBER_16 = date(2026, 10, 5), date(2026, 10, 16)
LONG = {"fin": date(2026, 12, 18)}


def came(day: date) -> Step:
    """A class comes that day."""
    late = {"le": day, "confirme": sure("hors-dates")}
    return lambda machine, code: attend(machine, "guillestre/CM2-A", action=code, **late)


def suspended(day: date) -> Step:
    """The action stops for a while."""
    return step("ActionSuspendue", motif="Neige", le=day)


SCENARIOS: dict[str, tuple[dict[str, Any], list[Step], date, Avancement, Feu, str]] = {
    "la veille du début": (
        {}, [], date(2026, 10, 4), Avancement.A_VENIR, Feu.VERT, "Commence le 05/10/2026.",
    ),
    "le premier jour": (
        {}, [], OCTOBER_5, Avancement.EN_COURS, Feu.VERT, "En cours depuis le 05/10/2026.",
    ),
    "le dernier jour": (
        {}, [], OCTOBER_16, Avancement.EN_COURS, Feu.VERT, "En cours depuis le 05/10/2026.",
    ),
    "on y est venu avant la date prévue": (
        {}, [came(date(2026, 10, 1))], date(2026, 10, 2), Avancement.EN_COURS, Feu.VERT,
        "En cours, participations enregistrées.",
    ),
    "en cours depuis 30 jours sans participation": (
        LONG, [], date(2026, 11, 4), Avancement.EN_COURS, Feu.VERT,
        "En cours depuis le 05/10/2026.",
    ),
    "en cours depuis plus de 30 jours sans participation": (
        LONG, [], date(2026, 11, 5), Avancement.EN_COURS, Feu.ORANGE,
        "En cours depuis le 05/10/2026, soit plus de 30 jours, sans participation enregistrée.",
    ),
    "en cours depuis plus de 30 jours avec participation": (
        LONG, [came(date(2026, 10, 6))], date(2026, 11, 5), Avancement.EN_COURS, Feu.VERT,
        "En cours, participations enregistrées.",
    ),
    "passée de la veille sans participation": (
        {}, [], date(2026, 10, 17), Avancement.A_DOCUMENTER, Feu.ORANGE,
        "Finie le 16/10/2026, sans participation enregistrée.",
    ),
    "passée depuis 30 jours sans participation": (
        {}, [], date(2026, 11, 15), Avancement.A_DOCUMENTER, Feu.ORANGE,
        "Finie le 16/10/2026, sans participation enregistrée.",
    ),
    "passée depuis plus de 30 jours sans participation": (
        {}, [], date(2026, 11, 16), Avancement.A_DOCUMENTER, Feu.ROUGE,
        "Finie le 16/10/2026, il y a plus de 30 jours, sans participation enregistrée.",
    ),
    "passée avec participation": (
        {}, [came(date(2026, 10, 6))], date(2027, 5, 1), Avancement.REALISEE, Feu.VERT,
        "Finie le 16/10/2026, participations enregistrées.",
    ),
    "terminée avant sa fin sans participation": (
        LONG, [step("ActionTerminee", le=date(2026, 10, 8))], date(2026, 10, 8),
        Avancement.A_DOCUMENTER, Feu.ORANGE, "Finie le 08/10/2026, sans participation enregistrée.",
    ),
    "terminée avant sa fin avec participation": (
        LONG, [came(date(2026, 10, 6)), step("ActionTerminee", le=date(2026, 10, 8))],
        date(2026, 10, 8), Avancement.REALISEE, Feu.VERT,
        "Finie le 08/10/2026, participations enregistrées.",
    ),
    "suspendue depuis 30 jours": (
        LONG, [suspended(date(2026, 10, 7))], date(2026, 11, 6), Avancement.SUSPENDUE, Feu.ORANGE,
        "Suspendue le 07/10/2026.",
    ),
    "suspendue depuis plus de 30 jours": (
        LONG, [suspended(date(2026, 10, 7))], date(2026, 11, 7), Avancement.SUSPENDUE, Feu.ROUGE,
        "Suspendue le 07/10/2026, il y a plus de 30 jours.",
    ),
    "suspendue, et la fin prévue est passée": (
        {}, [came(date(2026, 10, 6)), suspended(date(2026, 10, 7))], date(2026, 10, 30),
        Avancement.SUSPENDUE, Feu.ORANGE, "Suspendue le 07/10/2026.",
    ),
    "reprise : le délai court de la reprise": (
        LONG, [suspended(date(2026, 10, 7)), step("ActionReprise", le=date(2026, 11, 9))],
        date(2026, 11, 30), Avancement.EN_COURS, Feu.VERT, "En cours depuis le 09/11/2026.",
    ),
    "annulée": (
        {}, [step("ActionAnnulee", motif="Neige", le=date(2026, 10, 6))], date(2027, 5, 1),
        Avancement.ANNULEE, Feu.GRIS, "Annulée le 06/10/2026.",
    ),
}  # fmt: skip


def test_avancement_and_feu(network: Machine) -> None:
    """Each line of the rule, on the day it begins to hold and on the day before."""
    expected: dict[str, Any] = {}
    found: dict[str, Any] = {}
    for name, (dates, steps, day, avancement, feu, reason) in SCENARIOS.items():
        written = classe_de_neige(network, intitule=name, confirme=sure("doublon"), **dates)
        for one in steps:
            one(network, written.record.donnees["code"])
        expected[name] = (day, avancement, avancement.label, feu, reason)

    told = ("intitule", "avancement", "libelle_avancement", "feu", "motif_feu")
    for day in {day for day, *_ in expected.values()}:
        for name, *row in answer(network, "actions", *told, on=day):
            if name in expected and expected[name][0] == day:
                found[name] = (day, *row)
    assert found == expected


def test_an_action_is_told_in_full(network: Machine) -> None:
    """Codes and names, euros, and what its participations add up to."""
    attend(network, "guillestre/CM2-A 24", "college/6e 1/6E 30", enseignants=teams("college 2"))
    attend(
        network, "guillestre/CM2-A 20", du=date(2026, 11, 9), le=date(2026, 11, 12), familles=7,
        enseignants=teams("guillestre 1", "college 1"), confirme=sure("hors-dates"),
    )  # fmt: skip
    network.record(
        "ActionModifiee",
        "A1",
        champs=changes(
            "ActionInscrite",
            budget_prevu=125050,
            partenaires=("club",),
            niveaux=(Niveau.CM2, Niveau.SIXIEME),
        ),
    )

    (row,) = answer(
        network, "actions", "code_affiche", "porteur", "libelle_porteur", "etablissements",
        "noms_etablissements", "partenaires", "noms_partenaires", "niveaux", "budget_prevu",
        "code_axe", "libelle_axe", "libelle_nature",
    )  # fmt: skip
    assert row == (
        "A-2026-001", "principal", "Principal", ["guillestre", "college"],
        ["École de guillestre", "École de college"], ["club"], ["Club"], ["CM2", "6E"],
        Decimal("1250.50"), "axe-3", "Sciences, arts et sports", "sport",
    )  # fmt: skip

    (counts,) = answer(
        network, "actions", "nb_participations", "nb_eleves", "nb_enseignants", "nb_familles",
        "premiere_participation", "derniere_participation", "est_interdegres",
    )  # fmt: skip
    assert counts == (2, 74, 4, 7, date(2026, 11, 9), date(2026, 11, 12), True)


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (("guillestre/CM2-A", "vars/CM1CM2-U/CM1"), False),
        (("guillestre/CM2-A", "college/6e 1/6E 0"), False),
        (("guillestre/CM2-A", "college/6e 1/6E"), True),
    ],
)
def test_interdegres_is_of_those_who_came(
    network: Machine, lines: tuple[str, ...], *, expected: bool
) -> None:
    """Pupils of both degrés, whatever was planned; a line of nobody brings none."""
    attend(network, *lines)

    assert only(network, "actions", "est_interdegres") == [expected]


def test_a_participation_that_is_moved_counts_where_it_is(network: Machine) -> None:
    """A correction of its action moves all of it."""
    classe_de_neige(network)
    written = attend(network, "guillestre/CM2-A 24")
    network.record(
        "ParticipationCorrigee",
        written.record.sujet,
        champs=changes("ParticipationEnregistree", action="A2"),
        motif="Ce n'était pas elle",
    )
    assert answer(network, "actions", "code_affiche", "nb_eleves") == [
        ("A-2026-002", 24), ("A-2026-001", 0)]  # fmt: skip


def test_an_annulled_participation_counts_no_more(network: Machine) -> None:
    """As if it had never been typed: the action waits for its participations again."""
    annul(network, attend(network, "guillestre/CM2-A 24"))

    counts = ("nb_participations", "nb_eleves", "avancement", "derniere_participation")
    assert answer(network, "actions", *counts) == [(0, 0, Avancement.A_DOCUMENTER, None)]


def test_an_action_is_of_each_year_that_it_meets(network: Machine) -> None:
    """By default those of the year of the observation date; another year, or all, on demand."""
    inscribe(network, debut=date(2026, 12, 1), fin=date(2027, 10, 1), nature=NatureAction.LIAISON)
    inscribe(network, debut=date(2025, 12, 1), fin=date(2026, 8, 31), nature=NatureAction.SANTE)
    codes = "code_affiche"

    assert only(network, "actions", codes) == ["A-2026-001", "A-2026-002"]
    assert only(network, "actions", codes, on=date(2027, 9, 1)) == ["A-2026-002"]
    assert only(network, "actions", codes, annee="2027-2028") == ["A-2026-002"]
    assert only(network, "actions", codes, annee="2025-2026") == ["A-2025-001"]
    assert only(network, "actions", codes, toutes=True) == [
        "A-2025-001", "A-2026-001", "A-2026-002"]  # fmt: skip
    assert only(network, "actions", "annees_scolaires", annee="2027-2028") == [
        ["2026-2027", "2027-2028"]]  # fmt: skip
    with pytest.raises(InvalidValue, match="excluent"):
        only(network, "actions", codes, toutes=True, annee="2025-2026")


FILTERS: list[tuple[dict[str, Any], list[int]]] = [
    ({"axe": "axe-3"}, [2, 1]),
    ({"axe": "transversal"}, [3]),
    ({"nature": NatureAction.SPORT}, [1, 3]),
    ({"etablissement": "vars"}, [3]),
    ({"etablissement": "0059001G"}, [2, 1]),
    ({"porteur": "coordination"}, [3]),
    ({"porteur": "acteur:principal"}, [2, 1]),
    ({"avancement": Avancement.A_VENIR}, [3]),
    ({"feu": Feu.ORANGE}, [2, 1]),
    ({"feu": Feu.GRIS}, []),
    ({"axe": "axe-3", "nature": NatureAction.CULTURE}, [2]),
]


def test_each_filter_narrows(network: Machine) -> None:
    """By axe, nature, école, porteur, avancement or light, alone or together."""
    classe_de_neige(network)
    inscribe(
        network,
        axe="transversal",
        porteur="coordination",
        etablissements=("vars",),
        debut=date(2026, 12, 1),
        fin=date(2026, 12, 11),
    )

    for asked, found in FILTERS:
        codes = only(network, "actions", "code_affiche", on=date(2026, 11, 12), **asked)
        assert codes == [f"A-2026-{n:03d}" for n in found], asked


def test_an_action_that_cannot_be_read_is_still_told(log: HandLog, ask: Ask) -> None:
    """Without its dates it is of every year, and nothing is said of where it stands."""
    log.add("ActionInscrite", "action:", {"code": "A-2026-002"}, on="2026-11-12")
    log.add("ParticipationEnregistree", "participation:", {"familles": 3}, on="2026-11-12")

    names = ("code_affiche", "avancement", "feu", "annees_scolaires", "est_incomplet")
    assert told(ask(Actions(annee="2030-2031")), *names) == [("A-2026-002", None, None, None, True)]
    assert told(ask(Participations()), "nb_eleves") == [(24,)]
    log.add("ActionAnnulee", log.records[-2].sujet, {"motif": "Neige"}, on="2026-11-13")
    assert told(ask(Actions(feu=Feu.GRIS)), "code_affiche") == [("A-2026-002",)]


def test_dates_that_a_merge_put_upside_down(log: HandLog, ask: Ask) -> None:
    """An action that ends before it begins is of the years between, where somebody will see it."""
    (action,) = (one.sujet for one in log.records if one.type == "ActionInscrite")
    log.add("ActionModifiee", action, {"champs": {"debut": "2027-10-01"}}, on="2026-11-01")

    assert told(ask(Actions()), "annees_scolaires") == [(["2026-2027", "2027-2028"],)]


def test_nothing_is_told_with_what_fills_it(network: Machine) -> None:
    """No action at all, or none that answers: two sentences."""
    ask = network.session.ask
    actions: Any = reports.get("actions")

    assert "ter action inscrire" in ask(actions(annee="2020-2021")).empty
    assert "demande" in ask(actions(feu=Feu.ROUGE)).empty
    with pytest.raises(UnknownCode):
        ask(actions(etablissement="nulle-part"))
    with pytest.raises(InvalidValue, match="2026-2027"):
        actions(annee="2026")


def test_axes_count_their_actions(network: Machine) -> None:
    """All but the annulled ones, and those that are still to live."""
    classe_de_neige(network)
    inscribe(network, nature=NatureAction.SANTE, debut=date(2026, 12, 1), fin=date(2026, 12, 11))
    inscribe(network, nature=NatureAction.FAMILLE)
    network.record("ActionAnnulee", "A4", motif="Neige")

    assert answer(network, "axes", "code", "nb_actions", "nb_actions_ouvertes") == [
        ("axe-3", 3, 1)]  # fmt: skip
