"""The card of a subject: every field that its fold has, how it reads, since when and by whom."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from ter_core import events
from ter_core.errors import UnknownCode
from ter_core.log.journal import open_journal
from ter_core.log.read import read
from ter_core.projections.engine import Projection
from ter_core.projections.setters import setters_of
from ter_core.reports.evenements import Evenements
from ter_core.reports.fiche import Fiche
from ter_core.reports.historique import Historique
from tests.projections.conftest import decision
from tests.reports.conftest import TODAY, asking, territory, told
from tools.demo import LOG

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.projections.hand_log import HandLog
    from tests.reports.conftest import Ask


DEMO_DAY = date(2026, 11, 21)
KINDS = sorted(subject.kind for subject in events.subjects())
COLUMNS = (
    "select column_name, data_type from duckdb_columns()\n"
    "where schema_name = 'sujets' and table_name = $kind"
)


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Projection]:
    """The log of the demonstration."""
    made = Projection(tmp_path_factory.mktemp("cache"), DEMO_DAY)
    made.load(read(open_journal(LOG)))
    yield made
    made.close()


def fields_of_kind(kind: str) -> list[str]:
    """The fields that events set on a subject of a kind."""
    return sorted(
        {
            setter.field
            for cls in events.classes()
            if cls.declaration.subject.kind == kind
            for setter in setters_of(cls)
        }
    )


def folded(made: Projection, kind: str) -> dict[str, dict[str, Any]]:
    """The live values of each subject of a kind, as its fold holds them."""
    names = fields_of_kind(kind)
    listed = ", ".join(f'"{name}"' for name in names)
    rows = made.query(f"select sujet, {listed} from sujets.{kind}").rows  # noqa: S608
    return {sujet: _said(names, values) for sujet, *values in rows}


def listed(made: Projection, kind: str) -> dict[str, dict[str, Any]]:
    """The same from the rows of `valeurs`, in the types of the fold."""
    names = fields_of_kind(kind)
    types = dict(made.query(COLUMNS, {"kind": kind}).rows)
    shape = ", ".join(f'"{name}" {types[name]}' for name in names)
    rows = made.query(
        "select sujet, unnest(\n"  # noqa: S608 - our own names
        f"  try_cast(json_group_object(champ, valeur_json) as struct({shape}))\n"
        f") from valeurs where starts_with(sujet, '{kind}:') group by sujet"
    ).rows
    return {sujet: _said(names, values) for sujet, *values in rows}


def _said(names: list[str], values: list[Any]) -> dict[str, Any]:
    return {
        name: value for name, value in zip(names, values, strict=True) if value not in (None, [])
    }


def by_field(ask: Ask, code: str, on: date = TODAY) -> dict[str, str]:
    """What the card of a subject reads, by field."""
    return dict(told(ask(Fiche(sujet=code), on), "champ", "valeur"))


@pytest.mark.parametrize("kind", [kind for kind in KINDS if fields_of_kind(kind)])
def test_values_are_those_of_the_fold(demo: Projection, kind: str) -> None:
    """Of every subject of the demonstration each field says what its fold says, and no other."""
    found = listed(demo, kind)

    assert found
    assert found == {sujet: said for sujet, said in folded(demo, kind).items() if said}


@pytest.mark.parametrize("kind", KINDS)
def test_states_are_those_of_the_fold(demo: Projection, kind: str) -> None:
    """Every subject of the demonstration is in the state, and since the day, that its fold says."""
    asked = "select sujet, etat, date_etat, evenement_etat from {} order by sujet"
    found = demo.query(asked.format(f"etats_des_sujets where nature = '{kind}'")).rows

    assert found
    assert found == demo.query(asked.format(f"sujets.{kind}")).rows


@pytest.fixture(scope="module")
def settled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ask]:
    """Decisions that were corrected, annulled, contradicted: nothing is added to them."""
    log = territory(tmp_path_factory.mktemp("fiche"))
    _corrected(log)
    _contradicted(log)
    annulled = decision(log, "D-2026-003")
    log.add("EvenementAnnule", annulled, {"evenement": log.records[-1].id, "motif": "x"})
    with asking(log) as ask:
        yield ask


def _corrected(log: HandLog) -> None:
    """D-2026-001: another label, no axe, a rule for an échéance; an échéance that is not one."""
    subject = decision(log, "D-2026-001", axe="axe:axe-1", contributeurs=["acteur:vars"],
                       responsables=["acteur:vars", "organisme:vars"], on="2026-11-12")  # fmt: skip
    changed = {"libelle": "Une navette", "permanente": "Règle", "vider": ["axe", "contributeurs"]}
    log.add("DecisionRectifiee", subject, {"champs": changed, "motif": "x"}, on="2027-02-01",
            auteur="acteur:vars")  # fmt: skip
    log.add("EcheanceReportee", subject, {"echeance": 3, "motif": "x"}, on="2027-02-02")


def _contradicted(log: HandLog) -> None:
    """D-2026-002: two échéances, the first of which is retained; then a third one, annulled."""
    subject = decision(log, "D-2026-002", on="2026-11-12")
    known = log.heads(subject)
    kept, _ = [
        log.add("EcheanceReportee", subject, {"echeance": f"2027-0{month}-01", "motif": "x"},
                on=f"2027-01-0{month}", poste=poste, after=known, auteur=who)
        for poste, (month, who) in enumerate(((5, "acteur:vars"), (6, "acteur:principal")))
    ]  # fmt: skip
    log.add("ConflitTranche", subject, {"retient": kept, "motif": "vu"}, on="2027-03-01")
    last = {"echeance": "2027-07-01", "motif": "x"}
    late = log.add("EcheanceReportee", subject, last, on="2027-03-02")
    log.add("EvenementAnnule", subject, {"evenement": late, "motif": "x"}, on="2027-03-03")


def test_a_card_reads_well(settled: Ask) -> None:
    """In the order of the creation: labels, codes, days; the kind and the state before them."""
    report = settled(Fiche(sujet="copil"))

    assert (report.title, report.text) == (
        "Fiche de copil — Comité de pilotage",
        ("Instance, active depuis le 01/09/2026.",),
    )
    assert told(report, "libelle_champ", "valeur", "survenu_le", "code_auteur", "donnee") == [
        ("Code", "copil", date(2026, 9, 1), "principal", '"copil"'),
        ("Nature", "comité de pilotage", date(2026, 9, 1), "principal", '"copil"'),
        ("Nom", "Comité de pilotage", date(2026, 9, 1), "principal", '"Comité de pilotage"'),
    ]


def test_a_correction_sets_some_and_empties_others(settled: Ask) -> None:
    """A field that was emptied is not in it; what cannot be read changes nothing."""
    report = settled(Fiche(sujet="D-2026-001"))

    assert told(report, "champ", "valeur", "survenu_le", "code_auteur") == [
        ("code", "D-2026-001", date(2026, 11, 12), "principal"),
        ("hors_seance", "courriel", date(2026, 11, 12), "principal"),
        ("libelle", "Une navette", date(2027, 2, 1), "vars"),
        ("responsables", "vars, vars", date(2026, 11, 12), "principal"),
        ("permanente", "Règle", date(2027, 2, 1), "vars"),
        ("priorite", "2", date(2026, 11, 12), "principal"),
    ]


def test_a_card_as_of_a_day(settled: Ask) -> None:
    """What was said later is not on it yet."""
    before = by_field(settled, "D-2026-001", date(2027, 1, 31))

    assert (before["libelle"], before["echeance"]) == ("Ouvrir une navette", "15/03/2027")
    assert (before["axe"], before["contributeurs"]) == ("axe-1", "vars")
    assert "permanente" not in before


def test_a_value_that_was_retained(settled: Ask) -> None:
    """It is told with the event that first set it, its day and its author; an annulled one, not."""
    report = settled(Fiche(sujet="D-2026-002"))
    columns = ("valeur", "survenu_le", "code_auteur", "id_court")
    story = told(settled(Historique(sujet="D-2026-002")), "type", "code_auteur", "id_court")

    (kept,) = [short for what, who, short in story if (what, who) == ("EcheanceReportee", "vars")]
    (row,) = [one for one in told(report, "champ", *columns) if one[0] == "echeance"]
    assert row == ("echeance", "01/05/2027", date(2027, 1, 5), "vars", kept)


def test_what_was_annulled_has_no_card(settled: Ask) -> None:
    """Nothing is left of it, and the answer says where its story is."""
    report = settled(Fiche(sujet="D-2026-003"))

    assert (report.rows, report.text) == ((), ())
    assert "`ter historique`" in report.empty


def test_what_has_no_code_is_called_by_the_end_of_its_identifier(settled: Ask) -> None:
    """A participation has neither code nor label: its title still names it."""
    (came,) = [one for one in told(settled(Evenements()), "sujet") if "participation:" in one[0]]
    tail = came[0][-8:]

    report = settled(Fiche(sujet=tail))

    assert report.title.startswith(f"Fiche de {tail} — ")
    assert by_field(settled, tail)["action"] == "A-2026-001"


def test_a_subject_that_nothing_names(settled: Ask) -> None:
    """What is not known is refused, with the argument at fault."""
    with pytest.raises(UnknownCode) as refused:
        settled(Fiche(sujet="D-2026-099"))

    assert refused.value.where == "sujet"


def test_money_and_days_are_said_in_french(demo: Projection) -> None:
    """A sum is in euros; a day within a line is read as any other."""
    asked = "select valeur from valeurs where champ = $champ order by sujet, valeur limit 1"

    def first(field: str) -> Any:
        return demo.query(asked, {"champ": field}).rows[0][0]

    assert first("montant") == "30\u202f000\u202f€"
    assert first("periodes").startswith("02/09/2024 18/10/2024")
