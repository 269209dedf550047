"""The frame of a year: what was arrested of it, and the axes that an avenant renumbers."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from ter_core import Entry
from ter_core.events.axe import AxeReformule
from ter_core.events.territoire import AvenantSigne
from ter_core.vocabulary.choices import NatureAction
from tests.cases.territory import YEAR, Make, Told, answer, ask, programme
from tests.ledger.network import attend, changes, count, groups, school, sure

if TYPE_CHECKING:
    from ter_core import Written
    from tests.ledger.conftest import Machine

OCTOBER, NOVEMBER = date(2026, 10, 6), date(2026, 11, 10)
RENTREE = date(2026, 9, 12)
NOTHING = sure("aucune-reussite", "aucune-difficulte", "aucune-perspective")


def test_correction_after_the_bilan_is_arrete(postes: Make) -> None:
    """« correction after the bilan is arrêté (v1 stays reproducible) », and the v2 has it."""
    machine = postes()
    school(machine, "guillestre", "0059001G")
    count(machine, "guillestre", "CM2/CM2-A 24", le=RENTREE)
    action = programme(machine, "guillestre")
    came = attend(machine, "guillestre/CM2-A", action=action, le=NOVEMBER).record
    first = said(machine.record("BilanArrete", YEAR, confirme=NOTHING))

    machine.at(datetime(2026, 11, 20, 9, tzinfo=UTC))
    machine.record(
        "ParticipationCorrigee",
        came.sujet,
        motif="Quatre absents",
        champs=changes("ParticipationEnregistree", lignes=groups("guillestre/CM2-A 20")),
    )
    machine.record("BilanRectifie", YEAR, motif="Quatre absents en novembre")
    second = said(machine.record("BilanArrete", YEAR, confirme=NOTHING))
    assert (first["version"], second["version"]) == (1, 2)
    again = Told(ask(machine, "bilan", annee=YEAR, arrete=1), {})
    assert "ses chiffres et ses textes sont ceux qui ont été arrêtés" in again.text()
    assert "24 élèves sur 24 (100\u202f%)" in again.text()
    assert list(again.figures.position) == first["position"]
    found, corrected = (
        {one["cle"]: (one["minimum"], one["maximum"]) for one in version["chiffres"]}
        for version in (first, second)
    )
    assert figures_of(again) == found
    changed = {cle for cle, bounds in found.items() if corrected[cle] != bounds}
    assert {(found[cle], corrected[cle]) for cle in changed} == {((24, 24), (20, 20))}
    assert {cle.partition(".")[0] for cle in changed} == {"participations", "eleves_touches"}
    assert {"eleves_touches", "eleves_touches.niveau.CM2", "participations.axe.axe-1"} <= changed
    assert answer(machine, "bilans", "version", "date_arret") == [
        (1, date(2026, 11, 12)), (2, date(2026, 11, 20)),
    ]  # fmt: skip


def said(written: Written) -> dict[str, Any]:
    """The payload of an event that was written."""
    return written.record.donnees or {}


def figures_of(told: Told) -> dict[str, tuple[int, int]]:
    """The figures of a bilan that are known, as an event holds them."""
    names = [column.name for column in told.figures.columns]
    pairs = ((row[names.index("cle")], row[names.index("chiffre")]) for row in told.figures.rows)
    return {cle: tuple(chiffre) for cle, chiffre in pairs if chiffre}


def renumbered(machine: Machine) -> None:
    """Axes 2 and 3 exchange their numbers by an avenant of 19 October, one changes its words."""
    for numero, intitule in ((2, "Ambition"), (3, "Sciences")):
        machine.record("AxeDefini", numero=numero, intitule=intitule, le=date(2024, 10, 14))
    school(machine, "guillestre", "0059001G")
    school(machine, "vars", "0059003J")
    count(machine, "guillestre", "CM2/CM2-A 24", le=RENTREE)
    count(machine, "vars", "CM1/CM1 9", le=RENTREE)
    two = programme(machine, "vars", axe="axe-2", nature=NatureAction.ORIENTATION_METIERS)
    three = programme(machine, "guillestre", axe="axe-3")
    for axe in ("axe-2", "axe-3"):
        machine.record(
            "DecisionAdoptee",
            libelle=f"Pour l'{axe}",
            hors_seance="courriel",
            axe=axe,
            responsables=("principal",),
            echeance=date(2027, 3, 15),
            le=OCTOBER,
        )
    attend(machine, "vars/CM1/", action=two, le=OCTOBER)
    attend(machine, "guillestre/CM2-A", action=three, le=OCTOBER)
    day, why = date(2026, 10, 19), "Avenant du 19 octobre 2026"
    machine.session.record(
        Entry(AvenantSigne(objet="L'axe 3 devient l'axe 2"), on=day),
        Entry(
            AxeReformule(numero=2, intitule="Sciences et territoire", motif=why), "axe-3", on=day
        ),
        Entry(AxeReformule(numero=3, motif=why), "axe-2", on=day),
    )
    attend(machine, "guillestre/CM2-A", action=three, le=NOVEMBER)


def test_axes_renumbered_by_avenant(postes: Make) -> None:
    """« axes renumbered by avenant »: what was of an axe stays of it, by its code.

    It reads under the number and the words of the day one looks from.
    """
    machine = postes()
    renumbered(machine)
    then, after = Told.of(machine, on=date(2026, 10, 18)), Told.of(machine)

    common = {"projets": 1, "projets_realises": 1, "eleves_touches": 24, "decisions_adoptees": 1,
              "etablissements_touches": 1, "communes_touchees": 1}  # fmt: skip
    assert then.about("axe.axe-3") == common | {"participations": 24}
    assert after.about("axe.axe-3") == common | {"participations": 48}
    same = common | {"participations": 9, "eleves_touches": 9}
    assert then.about("axe.axe-2") == after.about("axe.axe-2") == same

    columns = ("valeur", "chiffre")
    assert then.named("axe", *columns) == [
        ("axe 1", "axe-1", 0), ("axe 2", "axe-2", 9), ("axe 3", "axe-3", 24),
    ]  # fmt: skip
    assert after.named("axe", *columns) == [
        ("axe 1", "axe-1", 0), ("axe 2", "axe-3", 24), ("axe 3", "axe-2", 9),
    ]  # fmt: skip
    listed = ("code", "numero", "intitule", "nb_actions", "nb_decisions")
    assert answer(machine, "axes", *listed, on=date(2026, 10, 18)) == [
        ("axe-1", 1, "Réussite", 0, 0), ("axe-2", 2, "Ambition", 1, 1),
        ("axe-3", 3, "Sciences", 1, 1),
    ]  # fmt: skip
    assert answer(machine, "axes", *listed) == [
        ("axe-1", 1, "Réussite", 0, 0), ("axe-3", 2, "Sciences et territoire", 1, 1),
        ("axe-2", 3, "Ambition", 1, 1),
    ]  # fmt: skip
    for on in (date(2026, 10, 18), date(2026, 11, 12)):
        assert answer(machine, "suivi", "libelle", "code_axe", axe="axe-3", on=on) == [
            ("Pour l'axe-3", "axe-3")
        ]
    came = answer(machine, "participations", "code_axe", "nb_eleves", axe="axe-3")
    assert came == [("axe-3", 24), ("axe-3", 24)]
