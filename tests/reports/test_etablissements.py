"""Schools and their headcounts: of this year, at the finest grain that is known."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from ter_core import reports
from ter_core.vocabulary.choices import Role
from tests.ledger.network import attend, count, school, sure
from tests.reports.network import answer, laptop, machines, network, only

if TYPE_CHECKING:
    from tests.ledger.conftest import Machine

__all__ = ["laptop", "machines", "network"]

NAME = "etablissements"


def test_schools_and_their_pupils(network: Machine) -> None:
    """By degré then code: a level rather than its classes, classes otherwise, a cycle at worst."""
    assert answer(network, NAME, "code", "uai", "degre", "nom_commune", "effectif") == [
        ("ceillac", "0059005L", "1D", "Guillestre", 21),
        ("eygliers", "0059004K", "1D", "Guillestre", 17),
        ("guillestre", "0059001G", "1D", "Guillestre", 71),
        ("risoul", "0059003J", "1D", "Guillestre", 33),
        ("vars", "0059002H", "1D", "Guillestre", 18),
        ("college", "0059006M", "2D", "Guillestre", 58),
    ]


def test_the_latest_headcount_of_the_year(network: Machine) -> None:
    """It replaces those of the same thing and no other; teachers have their own."""
    count(network, "risoul", "CM2 17", le=date(2026, 10, 1))
    count(network, "risoul", teachers=4, le=date(2026, 11, 2))

    told = ("effectif", "nb_enseignants", "date_effectif")
    rows = dict(zip(only(network, NAME, "code"), answer(network, NAME, *told), strict=True))
    assert rows["risoul"] == (32, 4, date(2026, 11, 2))
    before = answer(network, NAME, "code", *told, on=date(2026, 9, 30))
    assert ("risoul", 33, 3, date(2026, 9, 12)) in before


def test_a_headcount_is_of_one_school_year(network: Machine) -> None:
    """The next year it is unknown, which is not zero."""
    assert only(network, NAME, "effectif", on=date(2027, 9, 1)) == [None] * 6


def test_a_school_may_be_out_of_the_network(network: Machine) -> None:
    """Retired, or in a commune that is not of the territory: told, and not counted there."""
    network.record("EtablissementRetire", "ceillac", motif="Fermeture")
    school(network, "lycee", "0050005D", code_insee="05046", nom="Lycée", college=True)

    rows = answer(network, NAME, "code", "est_reseau", "nom_commune", "libelle_etat")
    assert rows[0] == ("ceillac", False, "Guillestre", "retiré")
    assert rows[-1] == ("lycee", False, None, "dans le réseau")
    assert [code for code, inside, *_ in rows if inside] == [
        "eygliers", "guillestre", "risoul", "vars", "college"]  # fmt: skip


def test_an_acteur_is_of_a_school_by_its_code(network: Machine) -> None:
    """People read the code they type, not a number."""
    network.record(
        "ActeurInscrit", code="dir-vars", qualite="Direction de Vars", roles=(Role.DIRECTION,),
        etablissement="vars",
    )  # fmt: skip

    assert ("dir-vars", "vars") in answer(network, "acteurs", "code", "code_etablissement")


def test_headcounts_line_by_line(network: Machine) -> None:
    """Pupils then teachers, levels in their order, each before its classes."""
    count(network, "risoul", "CM2 17", le=date(2026, 10, 1))

    assert answer(
        network, "effectifs", "libelle_population", "libelle_niveau", "groupe", "cycle",
        "effectif", "plus_grand", etablissement="risoul",
    ) == [
        ("élèves", "CM1", "Classe 2", "C3", 15, 15),
        ("élèves", "CM2", None, "C3", 17, 18),
        ("élèves", "CM2", "CM2", "C3", 18, 18),
        ("enseignants", None, None, None, 3, 3),
    ]  # fmt: skip
    assert set(only(network, "effectifs", "code_etablissement")) == {
        "ceillac", "college", "eygliers", "guillestre", "risoul", "vars"}  # fmt: skip


EMPTY: list[tuple[str, dict[str, Any], str]] = [
    (NAME, {}, "ter etablissement rattacher"),
    ("effectifs", {}, "ter effectif constater"),
    ("effectifs", {"annee": "2020-2021"}, "2020-2021"),
    ("appreciations", {}, "ter reussite relever"),
    ("actions", {}, "ter action inscrire"),
]


def test_nothing_is_told_with_what_fills_it(laptop: Machine) -> None:
    """An empty territory says what to do first."""
    for name, asked, said in EMPTY:
        report = laptop.session.ask(reports.get(name)(**asked))

        assert report.rows == ()
        assert said in report.empty


def test_a_headcount_that_was_exceeded_is_found(network: Machine) -> None:
    """More pupils than the class ever had: a finding, until a headcount says better."""
    assert "effectif-depasse" not in {found.kind for found in network.session.check()}
    attend(network, "guillestre/CM2-A 26", confirme=sure("effectif"))

    (found,) = (one for one in network.session.check() if one.kind == "effectif-depasse")
    assert "CM2-A" in found.message
    assert "effectif de 24 élèves, mais 26 y ont été vus" in found.message

    count(network, "guillestre", "CM2/CM2-A 26")
    assert "effectif-depasse" not in {found.kind for found in network.session.check()}
