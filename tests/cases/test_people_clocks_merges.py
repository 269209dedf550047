"""Whoever holds a function, whatever machine or clock writes, whatever an import calls things."""

from __future__ import annotations

import io
import json
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

from ter_cli.main import run
from ter_core import Entry
from ter_core.events.poste import PosteOuvert
from ter_core.vocabulary.choices import NatureOrganisme, Role, Volet
from ter_core.vocabulary.school_year import AnneeScolaire
from tests.bilan.conftest import hears
from tests.cases.territory import TODAY, YEAR, Make, Told, answer, ask, figures, programme
from tests.ledger.conftest import synchronise
from tests.ledger.network import attend, changes, count, refused, school, sure, teams

if TYPE_CHECKING:
    from tests.ledger.conftest import Machine

OCTOBER, NOVEMBER = date(2026, 10, 6), date(2026, 11, 10)
RENTREE = date(2026, 9, 12)
DUE = date(2027, 3, 15)
FIGURES = ("participations", "eleves_touches", "enseignants_touches", "decisions_adoptees")


def decided(machine: Machine, libelle: str, *responsables: str, **values: Any) -> str:
    """Adopt a decision by e-mail and give its code."""
    usual = {"hors_seance": "courriel", "echeance": DUE, "responsables": responsables}
    return machine.record("DecisionAdoptee", libelle=libelle, **(usual | values)).name


def test_ien_or_coordinator_changes_mid_year(postes: Make) -> None:
    """« IEN or coordinator changes mid-year (decisions keep the function) ».

    The function answers before and after, under the qualité of the day one looks from; who takes
    over writes from another machine under the same function.
    """
    machine = postes(today=date(2027, 2, 11))
    letter = {"annee_scolaire": AnneeScolaire(YEAR), "volets": (Volet.COORDINATION,),
              "fin": date(2027, 8, 31)}  # fmt: skip
    first = machine.record("MissionConfiee", **letter, code="lettre-1", debut=date(2026, 9, 1),
                           le=date(2026, 9, 1)).name  # fmt: skip
    for libelle in ("Une navette", "Un car"):
        decided(machine, libelle, "ien", "coordination", le=OCTOBER)
    machine.record("ActeurModifie", "ien", le=date(2027, 1, 4),
                   champs=changes("ActeurInscrit", qualite="IEN de Briançon-Embrun"))  # fmt: skip
    machine.record("MissionTerminee", first, successeur="coordination", le=date(2027, 1, 4))
    next_one = postes(source=machine)
    next_one.session.record(Entry(PosteOuvert(nom="Fixe", acteur="acteur:coordination")))
    next_one.record("MissionConfiee", **letter, code="lettre-2", debut=date(2027, 1, 5),
                    le=date(2027, 1, 5))  # fmt: skip
    next_one.record("DecisionExecutee", "D1", le=date(2027, 2, 1))
    synchronise(machine, next_one)

    columns = ("code_affiche", "responsables", "libelle_etat", "est_conflit")
    for code in ("ien", "coordination"):
        for reader in (machine, next_one):
            assert answer(reader, "suivi", *columns, responsable=code, toutes=True) == [
                ("D-2026-001", ["ien", "coordination"], "exécutée", False),
                ("D-2026-002", ["ien", "coordination"], "à faire", False),
            ]
    story = answer(machine, "historique", "libelle", "code_auteur", "qualite_auteur", sujet="D1")
    assert story == [
        ("Décision adoptée", "coordination", "Coordination du TER"),
        ("Décision exécutée", "coordination", "Coordination du TER"),
    ]
    for on, qualite in (
        (date(2027, 1, 3), "IEN de la circonscription"),
        (date(2027, 1, 4), "IEN de Briançon-Embrun"),
    ):
        functions = answer(machine, "acteurs", "code", "qualite", "libelle_etat", on=on)
        assert ("ien", qualite, "en fonction") in functions
        assert ("coordination", "Coordination du TER", "en fonction") in functions
        follow_up = answer(machine, "suivi", "responsables", on=on)
        assert follow_up == [(["ien", "coordination"],)] * 2
    assert [one.kind for one in machine.session.check()] == []


def test_two_half_time_coordinators_offline_then_merging(postes: Make) -> None:
    """« two half-time coordinators offline then merging »: nothing is lost, nothing counted twice.

    One number given twice reads « bis », two échéances are a conflict until one is retained, and
    the two machines tell the same.
    """
    one = postes()
    one.record("ActeurInscrit", code="mi-temps", qualite="Coordination à mi-temps",
               roles=(Role.COORDINATION,), le=RENTREE)  # fmt: skip
    school(one, "guillestre", "0059001G")
    count(one, "guillestre", "CM2/CM2-A 24", "CM1/CM1 20", teachers=6, le=RENTREE)
    action = programme(one, "guillestre")
    common = decided(one, "Une navette", "principal", le=OCTOBER)
    two = postes(source=one)
    two.session.author = "acteur:mi-temps"

    attend(one, "guillestre/CM2-A", action=action, enseignants=teams("guillestre 2"), le=NOVEMBER)
    kept = one.record("EcheanceReportee", common, echeance=date(2027, 4, 2), motif="Neige")
    mine = decided(one, "Un car", "principal", le=NOVEMBER)
    two.at(one.clock[0] + timedelta(minutes=1))
    attend(two, "guillestre/CM2-A", "guillestre/CM1/", action=action, le=NOVEMBER,
           enseignants=teams("guillestre 2"))  # fmt: skip
    two.record("EcheanceReportee", common, echeance=date(2027, 5, 2), motif="Travaux")
    theirs = decided(two, "Un goûter", "principal", le=NOVEMBER)
    assert mine == theirs == "D-2026-002"
    one.at(two.clock[0] + timedelta(minutes=1))
    synchronise(one, two)

    columns = ("code_affiche", "libelle", "echeance", "est_conflit")
    for machine in (one, two):
        told = figures(machine)
        assert [told[name] for name in FIGURES] == [68, 44, (2, 4), 3]
        assert sorted(answer(machine, "suivi", *columns)) == [
            ("D-2026-001", "Une navette", date(2027, 5, 2), True),
            ("D-2026-002", "Un car", DUE, False),
            ("D-2026-002 bis", "Un goûter", DUE, False),
        ]
        authors = answer(
            machine, "participations", "code_auteur", "nb_eleves", "date_participation"
        )
        assert sorted(authors) == [("coordination", 24, NOVEMBER), ("mi-temps", 44, NOVEMBER)]
    assert {one.kind for one in two.session.check()} == {"conflit"}

    two.record("ConflitTranche", retient=kept.record.id, motif="Confirmé par le principal")
    one.at(two.clock[0])
    hears(one, two)
    for machine in (one, two):
        assert ("D-2026-001", "Une navette", date(2027, 4, 2), False) in answer(
            machine, "suivi", *columns
        )
        assert machine.session.check() == []


def test_wrong_clock(postes: Make) -> None:
    """« wrong clock (future events are a finding and stay out of "today") ».

    They are told of the day they say; the finding's remedy, to annul them, works. So does that of
    the refusal to close what such an event has closed.
    """
    right = postes()
    school(right, "guillestre", "0059001G")
    count(right, "guillestre", "CM2/CM2-A 24", "CM1/CM1 20", le=RENTREE)
    action = programme(right, "guillestre")
    attend(right, "guillestre/CM2-A", action=action, le=OCTOBER)
    decided(right, "Une navette", "principal", le=OCTOBER)
    wrong = postes(source=right)
    wrong.at(datetime(2031, 10, 7, 9, tzinfo=UTC))
    attend(wrong, "guillestre/CM1 18", action=action, confirme=sure("hors-dates"))
    decided(wrong, "Un car", "principal", echeance=date(2031, 12, 1))
    done = wrong.record("DecisionExecutee", "D-2026-001").record
    synchronise(right, wrong)

    told = Told.of(right)
    assert [told.about()[name] for name in ("projets", *FIGURES[:2])] == [1, 24, 24]
    assert told.about()["decisions_adoptees"] == 1
    assert "decisions_executees" not in told.about()
    assert told.coverage["ensemble"] == ("ensemble", 44, 24, 54, "touché")
    assert told.coverage["niveau.CM1"] == ("CM1", 20, 0, 0, "jamais touché")
    columns = ("code_affiche", "libelle_etat", "est_en_retard")
    assert answer(right, "suivi", *columns, toutes=True) == [("D-2026-001", "à faire", False)]
    assert answer(right, "calendrier", "code_affiche", "date") == [("D-2026-001", DUE)]
    assert answer(right, "participations", "id_court", annee="2031-2032") == []

    found = right.session.check()
    assert {(one.kind, one.gravite) for one in found} == {("date-future", 1)}
    assert all("07/10/2031" in one.message for one in found)
    named = " ".join(one.message for one in found)
    for event in ("Participation enregistrée", "D-2026-001, Décision exécutée", "D-2031-001"):
        assert event in named
    assert [one.kind for one in ask(right, "suivi").findings] == ["date-future"]

    later = date(2031, 10, 7)
    assert sorted(answer(right, "suivi", *columns, toutes=True, on=later)) == [
        ("D-2026-001", "exécutée", False), ("D-2031-001", "à faire", False),
    ]  # fmt: skip
    assert figures(right, annee="2031-2032", on=later)["participations"] == 18

    with refused("« exécutée » à compter du 7 octobre 2031", f"annuler {done.id[-8:]}"):
        right.record("DecisionExecutee", "D-2026-001")
    right.record("EvenementAnnule", evenement=done.id[-8:], motif="Horloge du poste")
    right.record("RelanceEmise", "D-2026-001", destinataires=("principal",), canal="courriel")
    for on in (TODAY, later):
        open_ones = answer(right, "suivi", "code_affiche", "libelle_etat", "nb_relances", on=on)
        assert ("D-2026-001", "à faire", 1) in open_ones


class Answered(NamedTuple):
    """What a command answered."""

    code: int
    out: str
    err: str


def ter(machine: Machine, *words: str, lot: tuple[dict[str, Any], ...] = ()) -> Answered:
    """Run `ter` on a machine; a lot is what it reads."""
    out, err = io.BytesIO(), io.BytesIO()
    typed = io.BytesIO("\n".join(json.dumps(one) for one in lot).encode())
    line = (*words, "--journal", str(machine.folder))
    code = run(line, machine.env, stdin=typed, stdout=out, stderr=err)
    return Answered(code, out.getvalue().decode(), err.getvalue().decode())


def organisme(nom: str, **values: Any) -> dict[str, Any]:
    """A line of a lot."""
    return {"type": "OrganismeInscrit", "donnees": {"nom": nom, "nature": "commune"} | values}


@pytest.fixture(scope="module")
def imported(postes: Make) -> Machine:
    """A territory that knows the commune of Saint-Crépin and its elected member."""
    machine = postes("05136 Saint-Crépin")
    machine.record("OrganismeInscrit", nom="Saint-Crépin", nature=NatureOrganisme.COMMUNE,
                   le=TODAY)  # fmt: skip
    machine.record("ActeurInscrit", qualite="Maire de Saint-Crépin", roles=(Role.ELU,), le=TODAY)
    return machine


def test_saint_crepin_is_st_crepin_on_import(imported: Machine) -> None:
    """« "Saint-Crépin" = "ST CREPIN" on import »: one thing, unless somebody says there are two.

    By a lot, which is refused whole, as by a command; of an organisme as of a function.
    """
    before = imported.bytes()
    function = {"type": "ActeurInscrit",
                "donnees": {"qualite": "MAIRE DE ST CREPIN", "roles": ["elu"]}}  # fmt: skip
    for said in (
        ter(imported, "enregistrer", "-", lot=(organisme("Vars"), organisme("ST CREPIN"))),
        ter(imported, "enregistrer", "-", lot=(organisme("Risoul"), function)),
        ter(imported, "enregistrer", "-", lot=(organisme("Mont-Dauphin"),
                                               organisme("MONT DAUPHIN", code="autre"))),
        ter(imported, "organisme", "inscrire", "--nom", "ST CREPIN", "--nature", "commune"),
        ter(imported, "acteur", "inscrire", "--qualite", "MAIRE DE ST CREPIN", "--role", "elu"),
    ):  # fmt: skip
        assert said.code == 3, said
        assert "doublon" in said.err
        assert imported.bytes() == before

    assert "ligne 2 du lot" in ter(
        imported, "enregistrer", "-", lot=(organisme("Vars"), organisme("ST CREPIN"))
    ).err  # fmt: skip


def test_two_things_of_one_name_once_it_is_confirmed(postes: Make) -> None:
    """Where there really are two, whoever says so is believed."""
    machine = postes("05136 Saint-Crépin")
    machine.record("OrganismeInscrit", nom="Saint-Crépin", nature=NatureOrganisme.COMMUNE)
    sure = [{"regle": "doublon", "motif": "Le club sportif"}]
    lot = organisme("ST CREPIN", nature="association", confirme=sure)

    assert ter(machine, "enregistrer", "-", lot=(lot,)).code == 0
    assert sorted(answer(machine, "organismes", "nom", "libelle_nature")) == [
        ("ST CREPIN", "association"), ("Saint-Crépin", "commune"),
    ]  # fmt: skip
