"""What each question answers, and says when there is nothing to answer."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from ter_core import reports
from ter_core.errors import InvalidValue, UnknownCode
from ter_core.reports.calendrier import Calendrier
from ter_core.reports.conflits import Conflits
from ter_core.reports.evenements import Evenements
from ter_core.reports.historique import Historique
from ter_core.reports.instances import Instances
from ter_core.reports.reseau import Acteurs, Axes, Organismes
from ter_core.reports.seances import Seances
from ter_core.reports.suivi import Suivi
from ter_core.vocabulary.bounds import Bornes
from ter_core.vocabulary.choices import EtatDecision
from tests.projections.conftest import decision
from tests.reports.conftest import asking, decided, every_matter, territory, told

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.projections.hand_log import HandLog
    from tests.reports.conftest import Ask

CODES = "code_affiche"


@pytest.fixture(scope="module")
def settled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ask]:
    """Decisions in several states, which no test adds to."""
    log = territory(tmp_path_factory.mktemp("decisions"))
    decided(log)
    with asking(log) as ask:
        yield ask


@pytest.fixture(scope="module")
def everything(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ask]:
    """A log where each question has something to answer, a conflict among the rest."""
    log = territory(tmp_path_factory.mktemp("tout"))
    late = decided(log)["late"]
    known = log.heads(late)
    for poste, percent in enumerate((10, 20)):
        payload = {"etat": "en_cours", "pourcentage": percent}
        log.add("AvancementConstate", late, payload, poste=poste, after=known)
    every_matter(log)
    seance = next(one.sujet for one in log.records if one.type == "SeanceProgrammee")
    log.add("PointTraite", seance, {"n": 1, "titre": "Transport", "conclusions": "Navette"})
    with asking(log) as ask:
        yield ask


@pytest.mark.parametrize(
    ("question", "numbers"),
    [
        (Suivi(), [1, 2, 3, 5]),
        (Suivi(toutes=True), [1, 4, 2, 3, 5]),
        (Suivi(en_retard=True), [1]),
        (Suivi(etat=EtatDecision.EXECUTEE), [4]),
        (Suivi(etat=EtatDecision.BLOQUEE), [3]),
        (Suivi(responsable="principal"), [1, 3, 5]),
        (Suivi(responsable="acteur:vars"), [3]),
        (Suivi(responsable="organisme:vars"), [2]),
        (Suivi(instance="copil"), [1]),
        (Suivi(instance="cotech"), []),
        (Suivi(axe="axe-1"), [1]),
        (Suivi(axe="transversal"), [2]),
        (Suivi(responsable="principal", axe="axe-1", en_retard=True), [1]),
    ],
    ids=lambda value: str(value) if isinstance(value, list) else None,
)
def test_suivi(settled: Ask, question: Suivi, numbers: list[int]) -> None:
    """Open decisions unless asked otherwise, the late ones first; every filter narrows."""
    assert told(settled(question), CODES) == [(f"D-2026-{number:03d}",) for number in numbers]


def test_suivi_tells_both_delays(log: HandLog, ask: Ask) -> None:
    """The reports, and the delay on each échéance."""
    subject = decision(log)
    log.add("EcheanceReportee", subject, {"echeance": "2027-04-02", "motif": "x"}, on="2027-03-10")
    log.add("DecisionExecutee", subject, {}, on="2027-04-05")

    answer = ask(Suivi(toutes=True))

    delays = ("nb_reports", "nb_jours_retard", "nb_jours_retard_initial", "est_en_retard")
    assert told(answer, *delays) == [(1, 3, 21, False)]


def test_suivi_as_of_a_day(settled: Ask) -> None:
    """On an earlier day, what was late then."""
    assert told(settled(Suivi(en_retard=True), date(2027, 3, 16)), CODES) == [
        ("D-2026-001",), ("D-2026-004",)]  # fmt: skip
    assert settled(Suivi(), date(2026, 9, 1)).rows == ()


def test_nothing_to_follow_is_told(ask: Ask) -> None:
    """An empty answer says what it means."""
    assert "retard" in ask(Suivi(en_retard=True)).empty
    assert ask(Suivi()).empty == "Aucune décision ouverte."


def test_calendrier(settled: Ask) -> None:
    """From the observation date on: séances with their hour, échéances of open decisions."""
    assert told(settled(Calendrier()), "date", "heure", "nature", CODES) == [
        (date(2027, 5, 2), None, "échéance", "D-2026-002"),
        (date(2027, 5, 4), "09:30", "séance", "S-2026-002"),
        (date(2027, 6, 30), None, "échéance", "D-2026-003"),
    ]
    assert told(settled(Calendrier(au=date(2027, 5, 3))), CODES) == [("D-2026-002",)]
    assert told(settled(Calendrier(du=date(2026, 11, 1), instance="copil")), CODES) == [
        ("S-2026-001",), ("D-2026-001",)]  # fmt: skip


def test_calendrier_refuses_an_end_before_its_beginning(settled: Ask) -> None:
    """A period that ends before it begins is a mistake, not an empty answer."""
    with pytest.raises(InvalidValue, match="précède"):
        settled(Calendrier(au=date(2027, 1, 1)))


def test_historique(log: HandLog, ask: Ask, decisions: dict[str, str]) -> None:
    """Who said what and when, in order; what was annulled is still there, flagged."""
    wrong = log.records[-1].id
    log.add(
        "EvenementAnnule",
        decisions["done"],
        {"evenement": wrong, "motif": "Saisie double"},
        on="2027-03-20",
    )

    answer = ask(Historique(sujet="D-2026-004"))

    assert told(answer, "libelle", "code_auteur", "est_annule", "survenu_le") == [
        ("Décision adoptée", "principal", False, date(2026, 11, 12)),
        ("Décision exécutée", "principal", True, date(2027, 3, 20)),
        ("Événement annulé", "principal", False, date(2027, 3, 20)),
    ]
    assert "D-2026-004" in answer.title  # fmt: skip
    assert "Ouvrir une navette" in answer.title


def test_conflits(log: HandLog, ask: Ask, decisions: dict[str, str]) -> None:
    """Both values, and what to cite to retain one."""
    known = log.heads(decisions["late"])
    one = log.add("DecisionExecutee", decisions["late"], {}, on="2027-04-01", after=known)
    two = log.add(
        "DecisionAbandonnee",
        decisions["late"],
        {"motif": "x"},
        on="2027-04-02",
        poste=1,
        after=known,
    )

    (row,) = ask(Conflits()).rows

    shown = " ".join(str(value) for value in row)
    for expected in ("D-2026-001", "exécutée", "abandonnée", one[-8:], two[-8:]):
        assert expected in shown  # fmt: skip


def test_no_conflict_is_told(ask: Ask) -> None:
    """Agreement is an answer."""
    assert ask(Conflits()).rows == ()
    assert "Aucun conflit" in ask(Conflits()).empty


def test_evenements(log: HandLog, ask: Ask) -> None:
    """The whole log, unknown types included, in the order it was written."""
    log.add("Inconnu", "acteur:principal", {"x": 1}, on="2027-01-01")

    answer = ask(Evenements())

    assert len(answer.rows) == len(log.records)
    assert told(answer, "type")[-1] == ("Inconnu",)


def test_seances(settled: Ask) -> None:
    """By date, of one instance if asked."""
    assert told(settled(Seances()), CODES, "debut") == [
        ("S-2026-001", datetime(2026, 11, 12, 14)),  # noqa: DTZ001
        ("S-2026-002", datetime(2027, 5, 4, 9, 30)),  # noqa: DTZ001
    ]
    assert told(settled(Seances(instance="cotech")), CODES) == [("S-2026-002",)]


def test_the_network(settled: Ask) -> None:
    """The first two columns of a list are a code and a label: completion reads them."""
    first_two = {
        type(question).__name__: [row[:2] for row in settled(question).rows]
        for question in (Acteurs(), Organismes(), Instances(), Axes())
    }

    assert first_two["Acteurs"] == [
        ("principal", "Principal du collège"),
        ("vars", "Direction de Vars"),
    ]
    assert first_two["Organismes"] == [("vars", "Mairie de Vars")]
    assert first_two["Instances"] == [
        ("copil", "Comité de pilotage"),
        ("cotech", "Comité technique"),
    ]
    assert first_two["Axes"][0][0] == "axe-1"  # fmt: skip


@pytest.mark.parametrize("name", [entry.name for entry in reports.entries()])
def test_every_question_says_what_it_is(name: str) -> None:
    """A name, a label and a sentence, the same as in the index."""
    cls = reports.get(name)
    (entry,) = (entry for entry in reports.entries() if entry.name == name)

    assert reports.describe(cls) == entry
    assert entry.help.endswith(".")


@pytest.mark.parametrize("name", [entry.name for entry in reports.entries()])
def test_rows_have_the_types_of_their_columns(everything: Ask, name: str) -> None:
    """A report is data: each value is of the type its column says, or None."""
    cls = reports.get(name)
    needed: dict[str, Any] = {
        "chercher": {"texte": "a"},
        "contenu": {"evenement": "D-2026-003"},
        "fiche": {"sujet": "D-2026-003"},
        "historique": {"sujet": "D-2026-003"},
        "preparer": {"seance": "S-2026-002"},
        "releve": {"seance": "S-2026-001"},
        "preuve": {"chiffre": "participations"},
        "comparer": {"avant": "2026-10-01", "apres": "2027-04-20"},
    }
    answer = everything(cls(**needed.get(name, {})))
    types = {"texte": str, "nombre": int | Decimal, "date": date, "horodatage": datetime,
             "booleen": bool, "liste": list, "bornes": Bornes}  # fmt: skip

    assert answer.rows
    for row in answer.rows:
        for column, value in zip(answer.columns, row, strict=True):
            assert value is None or isinstance(value, types[column.type]), column.name


def test_an_unknown_filter_is_no_empty_table(settled: Ask) -> None:
    """A code that names nothing is refused, with the nearest ones."""
    with pytest.raises(UnknownCode) as refused:
        settled(Suivi(responsable="principale"))

    assert "principal" in refused.value.remedy
