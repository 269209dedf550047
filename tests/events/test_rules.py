"""The rules of the other subjects, and those that hold for any event."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from ter_core.errors import InvalidValue
from ter_core.events.acteur import ActeurInscrit
from ter_core.events.annee import AnneeClose, AnneeOuverte, Periode
from ter_core.events.avancement import AvancementConstate, DecisionExecutee
from ter_core.events.axe import AxeDefini, AxeReformule
from ter_core.events.changes import changes_class
from ter_core.events.convocation import OrdreDuJourArrete
from ter_core.events.decision import DecisionAdoptee, DecisionRectifiee
from ter_core.events.mission import MissionConfiee
from ter_core.events.poste import TemoinDepose
from ter_core.events.samples import sample
from ter_core.events.seance_lines import Point
from ter_core.events.situation import Breach, Known
from ter_core.events.territoire import ConventionSignee
from ter_core.events.tout_sujet import ConflitTranche, ContenuEfface, EvenementAnnule
from ter_core.vocabulary.choices import EtatAvancement, Volet
from ter_core.vocabulary.school_year import AnneeScolaire
from tests.events.fake import FakeSituation, breaches, doubts

YEAR = AnneeScolaire("2026-2027")
PERIODS = sample(AnneeOuverte).periodes
FIRST, SECOND, *_ = (period.short() for period in PERIODS)


def known(event_id: str, subject: str = "decision:d1", **values: Any) -> Known:
    """An event of the log."""
    said = {"type": "DecisionExecutee", "happened_on": date(2026, 11, 12), "state": "executee",
            "effective": True}  # fmt: skip
    return Known(event_id, subject=subject, **{**said, **values})


def test_a_convention_ends_after_it_begins() -> None:
    """The end of its validity may be unknown, not earlier."""
    signed = sample(ConventionSignee)

    assert breaches(signed.with_values(fin=date(2024, 10, 13))) == [
        ("fin", "La fin (13 octobre 2024) précède le début (14 octobre 2024).")
    ]
    assert breaches(signed.with_values(fin=None)) == []


def test_transversal_is_no_axe() -> None:
    """The word stands for what serves them all."""
    event = AxeDefini(code="transversal", numero=4, intitule="Tous")

    assert [field for field, _ in breaches(event)] == ["code"]


def test_an_axe_is_reworded_into_something() -> None:
    """A number, a title, or both."""
    assert breaches(AxeReformule(motif="Avenant")) == [("intitule", "Rien ne change.")]
    assert breaches(AxeReformule(numero=2, motif="Avenant")) == []


@pytest.mark.parametrize(
    ("debut", "fin", "fields"),
    [
        (date(2026, 9, 1), date(2027, 8, 31), []),
        (date(2026, 8, 25), date(2027, 7, 5), []),
        (date(2027, 1, 1), date(2026, 12, 31), ["fin"]),
        (date(2025, 9, 1), date(2026, 8, 31), ["annee_scolaire"]),
    ],
)
def test_a_mission_meets_its_school_year(debut: date, fin: date, fields: list[str]) -> None:
    """Its dates are in order and not in another year."""
    event = MissionConfiee(annee_scolaire=YEAR, volets=(Volet.COORDINATION,), debut=debut, fin=fin)

    assert [field for field, _ in breaches(event)] == fields


@pytest.mark.parametrize(
    ("periods", "what"),
    [
        (PERIODS, ""),
        (
            (*PERIODS, Periode(debut=date(2027, 7, 10), fin=date(2027, 7, 12))),
            "Il y a 6 périodes : une année scolaire en a cinq.",
        ),
        (
            (PERIODS[1], PERIODS[0], *PERIODS[2:]),
            f"La période « {FIRST} » commence avant la fin de « {SECOND} ».",
        ),
        (
            (*PERIODS[:4], Periode(debut=date(2027, 5, 3), fin=date(2027, 9, 2))),
            "La période « 03/05/2027-02/09/2027 » sort de l'année scolaire 2026-2027.",
        ),
    ],
)
def test_a_school_year_has_five_periods_in_order(periods: Any, what: str) -> None:
    """Five, one after the other, from September to August."""
    found = breaches(AnneeOuverte(annee_scolaire=YEAR, periodes=periods))

    assert [sentence for _, sentence in found] == ([what] if what else [])


def test_only_what_nothing_stands_on_is_annulled() -> None:
    """The remedy names what may be annulled first."""
    log = FakeSituation(known=(known("a1"), known("a2")), may_be_annulled=("a2",))

    assert breaches(EvenementAnnule(evenement="a2", motif="x"), log) == []
    assert [field for field, _ in breaches(EvenementAnnule(evenement="a1", motif="x"), log)] == [
        "evenement"
    ]


def test_what_is_retained_is_one_of_the_events_that_compete() -> None:
    """Anything else settles nothing; the remedy names those that do."""
    log = FakeSituation(known=(known("a1"), known("a2"), known("a3")), in_conflict=("a1", "a2"))

    assert breaches(ConflitTranche(retient="a2", motif="x"), log) == []
    (broken,) = list(ConflitTranche(retient="a3", motif="x").judge(log))
    assert isinstance(broken, Breach)
    assert broken.field == "retient"
    assert "a1" in broken.remedy
    assert "a2" in broken.remedy


@pytest.mark.parametrize(
    ("type_", "said", "reprise", "wrong"),
    [
        ("DecisionExecutee", {"commentaire": "Vu"}, {"commentaire": "…"}, []),
        ("DecisionExecutee", {"commentaire": "Vu"}, {}, ["« commentaire » manque à"]),
        ("DecisionExecutee", {}, {"preuv": "x"}, ["« preuv » n'appartient pas à"]),
        ("DecisionExecutee", {"commentaire": "Vu"}, {"commentaire": ""}, ["commentaire : Le"]),
        (
            "DecisionConfiee",
            {"responsables": ["acteur:ien"], "motif": "x"},
            {"responsables": ["acteur:principal"], "motif": "y"},
            ["« responsables » ne peut pas changer"],
        ),
        (
            "ParticipationCorrigee",
            {"champs": {"lieu": "Stade", "familles": 3}, "motif": "x"},
            {"champs": {"lieu": "Ici", "familles": 4}, "motif": "x"},
            ["« champs » ne peut pas changer"],
        ),
    ],
)
def test_only_texts_are_replaced(
    type_: str, said: dict[str, Any], reprise: dict[str, Any], wrong: list[str]
) -> None:
    """What replaces an erased payload has its fields, and differs in its texts alone."""
    log = FakeSituation(known=(known("a1", type=type_),), stored_as={"a1": said})
    event = ContenuEfface(evenement="a1", fondement="RGPD", reprise=reprise)

    found = [what for _, what in breaches(event, log)]

    assert len(found) == len(wrong)
    assert all(what.startswith(start) for what, start in zip(found, wrong, strict=True))


def test_a_group_that_counts_keeps_its_name() -> None:
    """A figure depends on the name of a class, as long as its event is not annulled."""
    line = {"etablissement": "etablissement:0059001G", "groupe": "CM2-A", "eleves": 24}
    said = {"action": "action:a", "lignes": [line]}
    event = ContenuEfface(
        evenement="a1", fondement="RGPD", reprise=said | {"lignes": [line | {"groupe": "B"}]}
    )

    def judged(*, effective: bool) -> list[tuple[str, str]]:
        one = known("a1", type="ParticipationEnregistree", effective=effective)
        return breaches(event, FakeSituation(known=(one,), stored_as={"a1": said}))

    assert [field for field, _ in judged(effective=True)] == ["reprise"]
    assert judged(effective=False) == []


def test_a_fact_of_a_closed_year_is_a_doubt() -> None:
    """Its figures may already have been sent; not one of after the closing."""

    def closed_on(day: date, *, effective: bool = True) -> FakeSituation:
        year = "annee:2026-2027"
        known = Known("a" * 36, "AnneeClose", year, day, "close", effective)
        return FakeSituation(states={year: "close"}, known=[known])

    assert doubts(DecisionExecutee(), closed_on(date(2026, 11, 12))) == ["annee-close"]
    assert doubts(DecisionExecutee(), closed_on(date(2026, 11, 11))) == []
    assert doubts(DecisionExecutee(), closed_on(date(2026, 11, 12), effective=False)) == []
    assert doubts(DecisionExecutee(), FakeSituation()) == []


@pytest.mark.parametrize("event", [AnneeClose(), sample(TemoinDepose)])
def test_what_nobody_could_confirm_is_no_late_entry(event: Any) -> None:
    """The year's own events, and those the program writes by itself."""
    closed = FakeSituation(states={"annee:2026-2027": "close"})

    assert doubts(event, closed) == []


@pytest.mark.parametrize(
    "text",
    [
        "Signalé par la famille de l'élève Léa",
        "Les élèves Martin et Durand",
        "Élève Zoé D.",
        "Dossier 123456789AB",
        "Dossier 1234567890C",
        "Son INE est connu",
        "né le 12/03/2015",
        "Née le 3 mai",
        "date de naissance à vérifier",
        "écrire à lea.martin@exemple.fr",
        "appeler le 06 12 34 56 78",
        "appeler le +33 6.12.34.56.78",
        "une allergie alimentaire",
        "est diabétique",
        "dossier MDPH en cours",
        "enfant dyslexique",
        "absent pour maladie",
    ],
)
def test_a_text_that_looks_like_a_pupil_is_a_doubt(text: str) -> None:
    """Names after « élève », INE, birth, e-mail, phone, health."""
    assert doubts(DecisionExecutee(commentaire=text)) == ["identite"]


@pytest.mark.parametrize(
    "text",
    [
        "24 élèves de CM2 et 30 élèves de 6e",
        "Les élèves CM2 de Guillestre, élèves ULIS compris",
        "Rencontre à Saint-Crépin le 12/11/2026 à 14h",
        "Budget de 12 500 euros, SIREN 200067452",
        "La caisse primaire d'assurance maladie participe",
        "D-2026-014 remplace D-2026-003",
        "Une équipe née en haute montagne",
    ],
)
def test_an_ordinary_text_is_none(text: str) -> None:
    """What people write about groups, places and dates."""
    assert doubts(DecisionExecutee(commentaire=text)) == []


@pytest.mark.parametrize(
    "event",
    [
        ActeurInscrit(qualite="Parent de l'élève Léa", roles=sample(ActeurInscrit).roles),
        OrdreDuJourArrete(points=(Point(n=1, titre="Situation de l'élève Léa"),)),
        DecisionRectifiee(
            champs=changes_class(DecisionAdoptee)(libelle="Aider l'élève Léa"), motif="x"
        ),
        ContenuEfface(evenement="a1", fondement="RGPD", reprise={"motif": "l'élève Léa"}),
    ],
    ids=lambda event: type(event).__name__,
)
def test_every_text_is_read(event: Any) -> None:
    """In a title, in a line, in a correction, in what replaces an erased text."""
    assert "identite" in doubts(event, FakeSituation(known=(known("a1", type="SeanceAnnulee"),)))


def test_progress_is_a_percentage() -> None:
    """From 0 to 100."""
    with pytest.raises(InvalidValue, match="n'est pas entre 0 et 100"):
        AvancementConstate(etat=EtatAvancement.EN_COURS, pourcentage=101)
