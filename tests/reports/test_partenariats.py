"""What was agreed with whom, and who really came: three measures that are never mixed."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from ter_core import reports
from ter_core.log.read import read
from ter_core.projections.engine import Projection
from ter_core.reports.partenariats import Partenariats
from ter_core.vocabulary.choices import Apport, NatureOrganisme
from tests.ledger.conftest import synchronise
from tests.ledger.network import attend, changes, sure
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
    from ter_core.reports.report import Report
    from tests.ledger.conftest import Machine

__all__ = ["laptop", "machines", "network"]

NAME = "partenariats"
NOVEMBER_10 = date(2026, 11, 10)


@pytest.fixture
def linked(network: Machine) -> Machine:
    """Two more organismes; the club came twice and was met once, the parc came once."""
    for code, nom, nature in (
        ("parc", "Parc du Queyras", NatureOrganisme.PARC),
        ("mairie", "Mairie", NatureOrganisme.COMMUNE),
    ):
        network.record("OrganismeInscrit", code=code, nom=nom, nature=nature, le=date(2025, 9, 1))
    attend(network, "guillestre/CM2-A 24", partenaires=("club", "parc"), le=NOVEMBER_10)
    attend(network, "vars/CM1CM2-U/CM2 5", partenaires=("club",), le=NOVEMBER_10)
    network.record(
        "RencontreTenue", objet="Préparer le cross", organismes=("club",), le=date(2026, 11, 12)
    )
    return network


def agree(machine: Machine, code: str, debut: date, fin: date | None = None, **values: Any) -> Any:
    """Agree with an organisme, on the first day."""
    usual = {"organisme": "parc", "objet": f"Objet de {code}", "le": min(debut, date(2026, 11, 12))}
    return machine.record("PartenariatNoue", code=code, debut=debut, fin=fin, **(usual | values))


def asked(machine: Machine, **values: Any) -> Report:
    """The whole answer."""
    on = values.pop("on", None)
    return machine.session.ask(Partenariats(**values), a_la_date=on)


def partners(machine: Machine, *columns: str, **values: Any) -> list[tuple[Any, ...]]:
    """Some columns of the partners that came."""
    (chapter,) = asked(machine, **values).parts
    names = [column.name for column in chapter.columns]
    return [tuple(row[names.index(column)] for column in columns) for row in chapter.rows]


def figures(machine: Machine, **values: Any) -> str:
    """The sentence of the three measures, its spaces plain."""
    return asked(machine, **values).text[0].replace("\u202f", " ")


def years_of(machine: Machine) -> list[tuple[Any, ...]]:
    """The mart of the partners, year by year."""
    made = Projection(machine.env.cache_dir, machine.session.today)
    made.load(read(machine.session.journal))
    rows = made.query(
        "select annee_scolaire, code_organisme, nb_interventions, partenariats\n"
        "from partenaires order by all"
    ).rows
    made.close()
    return list(rows)


def test_three_measures_side_by_side(linked: Machine) -> None:
    """Agreed by the first day, mobilised once each, an intervention for each time it is cited."""
    agree(linked, "eau", date(2026, 10, 1))
    agree(linked, "ancien", date(2025, 10, 1), organisme="mairie")

    told = figures(linked)

    assert "En 2026-2027 : 1 partenariat noué (début dans l’année)" in told
    assert "2 partenaires mobilisés (organismes différents" in told
    assert "4 interventions (un organisme venu deux fois en fait deux)" in told
    assert partners(
        linked, "code_organisme", "nb_participations", "nb_rencontres", "nb_interventions",
        "derniere_intervention", "est_sous_partenariat", "partenariats", "libelle_nature",
    ) == [
        ("club", 2, 1, 3, date(2026, 11, 12), False, [], "association"),
        ("parc", 1, 0, 1, NOVEMBER_10, True, ["eau"], "parc naturel"),
    ]  # fmt: skip


def test_a_partenariat_is_told_in_full(linked: Machine) -> None:
    """With whom, what each brings, how often its organisme came this year; its code tells more."""
    agree(
        linked, "cross", date(2026, 9, 1), date(2027, 6, 30), organisme="club", action="A1",
        apports=(Apport.EXPERTISE, Apport.LIEU),
    )  # fmt: skip

    assert answer(
        linked, NAME, "code_affiche", "code_organisme", "nom_organisme", "objet",
        "libelles_apports", "debut", "fin", "libelle_situation", "nb_interventions",
        "code_action", "intitule_action", "nb_reconductions",
    ) == [
        ("cross", "club", "Club", "Objet de cross", ["expertise", "lieu d\u2019accueil"],
         date(2026, 9, 1), date(2027, 6, 30), "en cours", 3, "A-2026-001",
         "Rencontre d'athlétisme", 0),
    ]  # fmt: skip
    (told,) = answer(linked, "historique", "libelle", sujet="cross")
    assert told == ("Partenariat noué",)


def renewed(fin: date, le: date) -> Step:
    """It will end later."""
    return step("PartenariatReconduit", fin=fin, le=le)


def closed(le: date) -> Step:
    """It ends."""
    return step("PartenariatClos", motif="Plus de budget", le=le)


END = date(2026, 10, 31)
SITUATIONS: dict[str, tuple[date | None, list[Step], date, str, date | None]] = {
    "son premier jour": (END, [], date(2026, 9, 15), "en cours", END),
    "son dernier jour": (END, [], END, "en cours", END),
    "le lendemain": (END, [], date(2026, 11, 1), "échu", END),
    "reconduit, au-delà de la première fin": (
        END, [renewed(date(2027, 6, 30), date(2026, 10, 20))], date(2026, 11, 1), "en cours",
        date(2027, 6, 30),
    ),
    "la veille de la reconduction": (
        END, [renewed(date(2027, 6, 30), date(2026, 10, 20))], date(2026, 10, 19), "en cours", END,
    ),
    "reconduit après être échu": (
        END, [renewed(date(2027, 6, 30), date(2026, 11, 10))], date(2026, 11, 12), "en cours",
        date(2027, 6, 30),
    ),
    "reconduit puis clos": (
        END, [renewed(date(2027, 6, 30), date(2026, 10, 20)), closed(date(2026, 11, 5))],
        date(2026, 11, 12), "clos", date(2026, 11, 5),
    ),
    "clos après sa fin": (END, [closed(date(2026, 11, 5))], date(2026, 11, 12), "clos", END),
    "sans fin": (None, [], date(2026, 11, 12), "en cours", None),
    "sans fin, puis clos": (
        None, [closed(date(2026, 11, 5))], date(2026, 11, 12), "clos", date(2026, 11, 5),
    ),
    "sans fin, la veille de la clôture": (
        None, [closed(date(2026, 11, 5))], date(2026, 11, 4), "en cours", None,
    ),
}  # fmt: skip


def test_where_a_partenariat_stands(linked: Machine) -> None:
    """By its dates and what became of it, on the day the rule begins to hold and the day before."""
    expected: dict[str, Any] = {}
    for number, (name, (fin, steps, day, *told)) in enumerate(SITUATIONS.items()):
        agree(linked, f"p{number}", date(2026, 9, 15), fin, objet=name)
        for one in steps:
            one(linked, f"p{number}")
        expected[name] = (day, *told)

    found: dict[str, Any] = {}
    for day in {day for day, *_ in expected.values()}:
        for name, *row in answer(
            linked, NAME, "objet", "libelle_situation", "dernier_jour", on=day
        ):
            if expected[name][0] == day:
                found[name] = (day, *row)
    assert found == expected


def test_one_that_has_not_begun(linked: Machine) -> None:
    """Agreed in autumn for the spring: of this year, to come."""
    agree(linked, "printemps", date(2027, 3, 1), date(2027, 6, 30))

    assert only(linked, NAME, "libelle_situation") == ["à venir"]
    assert only(linked, NAME, "code_affiche", en_cours=True) == []
    assert only(linked, NAME, "code_affiche", annee="2025-2026") == []


def test_the_years_in_which_one_is_in_force(linked: Machine) -> None:
    """At least one day of the year: its first and its last count, one without end goes on."""
    agree(linked, "un-an", date(2024, 9, 1), date(2025, 8, 31))
    agree(linked, "un-jour-de-plus", date(2024, 9, 1), date(2025, 9, 1))
    agree(linked, "sans-fin", date(2025, 6, 1))
    agree(linked, "clos", date(2025, 6, 1), date(2028, 8, 31))
    linked.record("PartenariatClos", "clos", motif="Fini", le=date(2026, 8, 31))

    found = {
        year: set(only(linked, NAME, "code_affiche", annee=year))
        for year in ("2023-2024", "2024-2025", "2025-2026", "2026-2027", "2027-2028")
    }

    assert found == {
        "2023-2024": set(),
        "2024-2025": {"un-an", "un-jour-de-plus", "sans-fin", "clos"},
        "2025-2026": {"un-jour-de-plus", "sans-fin", "clos"},
        "2026-2027": {"sans-fin"},
        "2027-2028": {"sans-fin"},
    }
    assert [row for row in years_of(linked) if row[1] == "parc"] == [
        ("2024-2025", "parc", 0, ["clos", "sans-fin", "un-an", "un-jour-de-plus"]),
        ("2025-2026", "parc", 0, ["clos", "sans-fin", "un-jour-de-plus"]),
        ("2026-2027", "parc", 1, ["sans-fin"]),
    ]


def test_undoing_gives_back_what_was(linked: Machine) -> None:
    """A renewal annulled gives back the end; one whose making is annulled was never agreed."""
    made = agree(linked, "un", date(2026, 9, 15), END)
    annul(linked, linked.record("PartenariatReconduit", "un", fin=date(2027, 6, 30)))
    assert answer(linked, NAME, "fin", "fin_initiale", "nb_reconductions") == [(END, END, 0)]

    annul(linked, made)
    assert only(linked, NAME, "code_affiche") == []
    assert "0 partenariat noué" in figures(linked)


def test_a_partner_taken_out_of_a_participation(linked: Machine) -> None:
    """Corrected, a participation cites whom it cites then, also as of an earlier day."""
    written = attend(linked, "risoul/CM2 18", partenaires=("mairie", "parc"), le=NOVEMBER_10)
    assert ("mairie", 1) in partners(linked, "code_organisme", "nb_interventions")

    linked.record(
        "ParticipationCorrigee",
        written.record.sujet,
        champs=changes("ParticipationEnregistree", partenaires=("parc",)),
        motif="La mairie n'est pas venue",
    )

    assert partners(linked, "code_organisme", "nb_interventions") == [("club", 3), ("parc", 2)]


def test_what_was_annulled_is_no_intervention(linked: Machine) -> None:
    """Neither a participation nor a rencontre typed by mistake mobilises anybody."""
    before = figures(linked)
    annul(linked, attend(linked, "risoul/CM2 18", partenaires=("mairie",), le=NOVEMBER_10))
    annul(linked, linked.record("RencontreTenue", objet="Rien", organismes=("mairie",)))

    assert figures(linked) == before


def test_a_fusion_moves_no_intervention(linked: Machine) -> None:
    """Who came to an action that was merged into another came all the same, once."""
    code = classe_de_neige(linked, confirme=sure("doublon")).record.donnees["code"]
    attend(linked, "risoul/CM2 18", action=code, partenaires=("mairie",), le=date(2026, 10, 6))
    before = partners(linked, "code_organisme", "nb_interventions")
    linked.record("ActionFusionnee", code, dans="A1", motif="La même")

    assert ("mairie", 1) in before
    assert partners(linked, "code_organisme", "nb_interventions") == before


def test_an_organisme_that_leaves_keeps_its_past(linked: Machine) -> None:
    """Retired, it is still told for what it did and for what was agreed, as retired."""
    agree(linked, "eau", date(2026, 10, 1))
    linked.record("OrganismeRetire", "parc", le=date(2026, 11, 12))

    assert only(linked, NAME, "nom_organisme") == ["Parc du Queyras"]
    assert ("parc", 1, False) in partners(
        linked, "code_organisme", "nb_interventions", "est_inscrit"
    )


def test_each_year_has_its_own_partners(linked: Machine) -> None:
    """A citation is of the year of its fact, and of no other."""
    linked.record(
        "RencontreTenue", objet="Juin", organismes=("mairie", "club"), le=date(2026, 6, 12)
    )

    assert partners(linked, "code_organisme", "nb_rencontres", annee="2025-2026") == [
        ("club", 1), ("mairie", 1)]  # fmt: skip
    assert partners(linked, "code_organisme", "nb_rencontres") == [("club", 1), ("parc", 0)]


def test_the_figures_as_of_a_day(linked: Machine) -> None:
    """Before the rencontre, one intervention fewer; before anybody came, nothing to say."""
    agree(linked, "eau", date(2026, 11, 11))

    assert "1 partenariat noué" in figures(linked, on=date(2026, 11, 11))
    assert "3 interventions" in figures(linked, on=date(2026, 11, 11))
    assert "0 partenariat noué" in figures(linked, on=NOVEMBER_10)
    assert asked(linked, on=date(2026, 11, 9)).text == ()


def test_one_organisme_only(linked: Machine) -> None:
    """Its partenariats and its interventions, without the figures of the whole network."""
    agree(linked, "eau", date(2026, 10, 1))
    agree(linked, "cross", date(2026, 10, 1), END, organisme="club")

    assert only(linked, NAME, "code_affiche", organisme="parc") == ["eau"]
    assert partners(linked, "code_organisme", organisme="parc") == [("parc",)]
    assert asked(linked, organisme="parc").text == ()
    assert only(linked, NAME, "code_affiche", en_cours=True) == ["eau"]
    assert only(linked, NAME, "code_affiche") == ["cross", "eau"]


def test_two_ends_that_contradict_each_other(linked: Machine, machines: Any) -> None:
    """Renewed on two machines until two days: told as a conflict."""
    agree(linked, "eau", date(2026, 10, 1), END)
    other = machines(linked)
    linked.record("PartenariatReconduit", "eau", fin=date(2027, 6, 30))
    other.record("PartenariatReconduit", "eau", fin=date(2027, 8, 31))
    assert only(linked, NAME, "est_conflit") == [False]
    synchronise(linked, other)

    assert only(linked, NAME, "est_conflit") == [True]


def test_nothing_is_told_with_what_fills_it(network: Machine) -> None:
    """Where nobody came one sentence; where some did, the same under the figures."""
    report = asked(network)
    assert (report.rows, report.parts) == ((), ())
    assert "ter partenariat nouer" in report.empty

    attend(network, "guillestre/CM2-A 24", partenaires=("club",), le=NOVEMBER_10)
    figures_told, lacking = asked(network).text
    assert "0 partenariat noué" in figures_told
    assert "ter partenariat nouer" in lacking

    narrowed = network.session.ask(reports.get(NAME)(annee="2025-2026", organisme="club"))
    assert narrowed.empty == "Rien ne répond à cette demande."
