"""The cases of rural networks that every count must hold, one test each."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest

from tests.counting.book import Book
from tests.counting.conftest import Figures, Marts
from tests.ledger.conftest import Machine, laptop, machines, synchronise
from tests.ledger.network import attend, inscribe, network, sure, teams
from tests.reports.network import answer

__all__ = ["laptop", "machines", "network"]

RENTREE = "2026-09-10"
YEAR = "2026-2027"


@pytest.fixture
def book() -> Book:
    """An école and a collège; a year."""
    book = Book()
    book.territory(Amont="05001", Aval="05002", Hameau="05003")
    book.axe(1)
    book.opens(2026)
    book.school("amont", "05001")
    book.school("college", "05001", nature="college")
    return book


@pytest.fixture
def came(book: Book) -> Callable[..., str]:
    """A participation in an action of the year."""
    action = book.action(1, "2026-09-02", "2027-06-30", "amont", "college")

    def record(*lines: str, on: str = "2026-11-12", **values: Any) -> str:
        return book.came(action, *lines, on=on, **values)

    return record


def counted(marts: Marts, book: Book, year: str = YEAR) -> dict[str, tuple[Any, Any]]:
    """The figures of a year, those that are zero left out."""
    figures: Figures = marts.of(book).figures()
    return {key: bounds for key, bounds in figures.get(year, {}).items() if any(bounds)}


def test_a_6e_is_second_degre_but_cycle_3(
    marts: Marts, book: Book, came: Callable[..., str]
) -> None:
    """Counted with the CM2 by cycle, apart from them by degré."""
    came("amont/CM2 20", "college/6E 30")
    found = counted(marts, book)

    assert found["eleves_touches.cycle.C3"] == (50, 50)
    assert found["eleves_touches.degre.1D"] == (20, 20)
    assert found["eleves_touches.degre.2D"] == (30, 30)
    assert "eleves_touches.cycle.C4" not in found


def test_a_class_of_several_levels(marts: Marts, book: Book, came: Callable[..., str]) -> None:
    """Its pupils of each level are counted there, capped there, and added in the école."""
    book.counts("amont", "CM1/CM1CM2-U 6", "CM2/CM1CM2-U 5", "CE2/CE2CM1-U 9", "CM1/CE2CM1-U 4",
                on=RENTREE)  # fmt: skip
    for on in ("2026-10-06", "2026-11-12"):
        came("amont/CM1CM2-U/CM1 6", "amont/CM1CM2-U/CM2 5", on=on)
    came("amont/CE2CM1-U/CM1 3")
    found = counted(marts, book)

    assert found["eleves_touches.niveau.CM1"] == (9, 9)
    assert found["eleves_touches.niveau.CM2"] == (5, 5)
    assert found["eleves_touches.etablissement.amont"] == (14, 14)
    assert found["participations"] == (25, 25)
    assert found["eleves_effectif.niveau.CM1"] == (10, 10)


def test_a_rpi_over_two_uais(marts: Marts, book: Book, came: Callable[..., str]) -> None:
    """Two écoles that share a name share no pupil: classes of one name are two classes."""
    for code in ("haut", "bas"):
        book.school(code, "05002", rpi="RPI de la vallée")
        book.counts(code, "CM1/Classe unique 8", on=RENTREE)
    came("haut/Classe unique/CM1 8", "bas/Classe unique/CM1 8")
    came("haut/Classe unique/CM1 8")
    found = counted(marts, book)

    assert found["eleves_touches.niveau.CM1"] == (16, 16)
    assert found["eleves_touches.etablissement.haut"] == (8, 8)
    assert found["eleves_touches.commune.05002"] == (16, 16)
    assert found["etablissements_touches"] == (2, 2)
    assert found["communes_touchees"] == (1, 1)


def test_a_private_school_under_contract(
    marts: Marts, book: Book, came: Callable[..., str]
) -> None:
    """It counts as any other of the network."""
    book.school("jeanne-d-arc", "05002", secteur="prive_sous_contrat")
    book.counts("jeanne-d-arc", "CM2 12", on=RENTREE)
    came("jeanne-d-arc/CM2 12")
    found = counted(marts, book)

    assert found["eleves_touches.etablissement.jeanne-d-arc"] == (12, 12)
    assert found["eleves_effectif"] == (12, 12)
    assert found["etablissements_touches"] == (1, 1)


def test_a_partner_lycee_outside_the_network(
    marts: Marts, book: Book, came: Callable[..., str]
) -> None:
    """Its pupils are reached and make a projet inter-degrés; it is no école of the network."""
    book.school("lycee", "05999", nature="lycee")
    book.counts("lycee", "2DE 200", on=RENTREE)
    came("lycee/2DE 20", "amont/CM2 5", teachers=["lycee 2"])
    found = counted(marts, book)

    assert found["eleves_touches"] == (25, 25)
    assert found["eleves_touches.cycle.lycee"] == (20, 20)
    assert found["enseignants_touches.degre.2D"] == (2, 2)
    assert found["projets_interdegres"] == (1, 1)
    assert found["etablissements_touches"] == (1, 1)
    assert "eleves_effectif" not in found


def test_a_school_closed_in_the_year(marts: Marts, book: Book, came: Callable[..., str]) -> None:
    """Its pupils came and stay counted; the next year tells them as those of the year before."""
    book.school("aval", "05002")
    book.counts("aval", "CM2 9", on=RENTREE)
    came("aval/CM2 9", on="2026-10-06")
    book.add("EtablissementRetire", "etablissement:aval", {"motif": "Fermeture"}, "2027-01-15")
    book.opens(2027)
    figures = marts.of(book).figures()

    assert figures[YEAR]["eleves_touches.etablissement.aval"] == (9, 9)
    assert figures[YEAR]["eleves_effectif"] == (9, 9)
    assert figures[YEAR]["etablissements_touches"] == (1, 1)
    sql = """select minimum, precedent_minimum from bilan_chiffres
        where annee_scolaire = '2027-2028' and cle = 'eleves_touches.etablissement.aval'"""
    assert marts.rows(sql) == [(0, 9)]


def test_a_school_renamed(marts: Marts, book: Book, came: Callable[..., str]) -> None:
    """It is one school, under the name of the day one looks from."""
    came("amont/CM2 9", on="2026-10-06")
    renamed = {"champs": {"nom": "École Simone-Veil"}, "motif": "Nouveau nom"}
    book.add("EtablissementModifie", "etablissement:amont", renamed, "2027-01-15")
    came("amont/CM2 9", on="2027-03-20")
    sql = """select libelle_valeur, minimum, maximum from bilan_chiffres
        where cle = 'eleves_touches.etablissement.amont'"""
    marts.of(book)

    assert marts.rows(sql) == [("École Simone-Veil", 9, 18)]
    assert marts.rows(sql, date(2026, 12, 1)) == [("École amont", 9, 9)]


def test_communes_without_a_school(marts: Marts, book: Book, came: Callable[..., str]) -> None:
    """They are of the bilan at zero: nobody there can be reached, and nothing hides it."""
    came("amont/CM2 9")
    figures = marts.of(book).figures()[YEAR]

    assert figures["eleves_touches.commune.05003"] == (0, 0)
    assert figures["eleves_touches.commune.05001"] == (9, 9)
    assert figures["communes_touchees"] == (1, 1)


def test_c1_known_by_cycle_only(marts: Marts, book: Book, came: Callable[..., str]) -> None:
    """A headcount by cycle caps nothing, and is the size of its école and cycle."""
    book.counts("amont", "C1 8", on=RENTREE)
    for on in ("2026-10-06", "2026-11-12"):
        came("amont/GS 6", on=on)
    found = counted(marts, book)

    assert found["eleves_touches.cycle.C1"] == (6, 12)
    assert found["eleves_effectif.cycle.C1"] == (8, 8)
    assert "eleves_effectif.niveau.GS" not in found


def test_ulis_segpa_and_upe2a(marts: Marts, book: Book, came: Callable[..., str]) -> None:
    """Of no cycle; a SEGPA is second degré, the others are of their établissement's."""
    book.counts("amont", "ULIS 10", on=RENTREE)
    for on in ("2026-10-06", "2026-11-12"):
        came("amont/ULIS 8", "college/ULIS 4", "college/SEGPA 12", "college/UPE2A 3", on=on)
    found = counted(marts, book)

    assert found["eleves_touches.niveau.ULIS"] == (12, 18)
    assert found["eleves_touches.niveau.SEGPA"] == (12, 24)
    assert found["eleves_touches.niveau.UPE2A"] == (3, 6)
    assert found["eleves_touches.degre.1D"] == (8, 10)
    assert found["eleves_touches.degre.2D"] == (19, 38)
    assert not [key for key in found if ".cycle." in key]


def test_typed_in_september_for_june(network: Machine) -> None:
    """It counts in the year of its date, and was not known before it was typed."""
    fete = inscribe(network, debut=date(2026, 6, 9), fin=date(2026, 6, 9)).name
    network.at(datetime(2026, 11, 20, 9, tzinfo=UTC))
    attend(network, "guillestre/CM2 12", action=fete, le=date(2026, 6, 9))

    def reached(year: str, **moment: date) -> int:
        rows = answer(network, "bilan-chiffres", "cle", "chiffre", annee=year, **moment)
        return dict(rows)["participations"].minimum

    assert reached("2025-2026") == 12
    assert reached("2026-2027") == 0
    assert reached("2025-2026", known=date(2026, 11, 15)) == 0


def test_no_pupil(marts: Marts, book: Book, came: Callable[..., str]) -> None:
    """Teachers or families only: a project was realised, no école was reached."""
    came("amont/CM2 0", on="2026-10-06", teachers=["amont 2", "college 1"])
    came(on="2026-11-12", familles=15)
    found = counted(marts, book)

    assert "eleves_touches" not in found
    assert "participations" not in found
    assert "etablissements_touches" not in found
    assert "projets_interdegres" not in found
    assert found["projets_realises"] == (1, 1)
    assert found["enseignants_touches"] == (3, 3)
    assert found["familles"] == (15, 15)


def test_about_sixty(network: Machine) -> None:
    """The number counts as it is, and the answer says that it is an estimation."""
    attend(network, "college/6E 60", estimation=True, confirme=sure("effectif"))

    assert answer(network, "participations", "nb_eleves", "est_estimation") == [(60, True)]
    figures = dict(answer(network, "bilan-chiffres", "cle", "chiffre", annee=YEAR))
    assert figures["participations"] == (60, 60)


def test_an_association_that_helps_twice(
    marts: Marts, book: Book, came: Callable[..., str]
) -> None:
    """One partner mobilised, two interventions."""
    book.partner("club")
    for on in ("2026-10-06", "2026-11-12"):
        came("amont/CM2 9", on=on, partners=["club"])
    found = counted(marts, book)

    assert found["partenaires_mobilises"] == (1, 1)
    assert found["interventions"] == (2, 2)


def test_two_postes_offline_then_merging(network: Machine, machines: Any) -> None:
    """The same class typed on both: reached once, both participations kept."""
    other = machines(network)
    attend(network, "guillestre/CM2-A", enseignants=teams("guillestre 2"))
    attend(other, "guillestre/CM2-A", "college/6e 1/", enseignants=teams("guillestre 2"))
    synchronise(network, other)

    for machine in (network, other):
        figures = dict(answer(machine, "bilan-chiffres", "cle", "chiffre", annee=YEAR))
        assert figures["participations"] == (78, 78)
        assert figures["eleves_touches.niveau.CM2"] == (24, 24)
        assert figures["eleves_touches"] == (54, 54)
        assert figures["enseignants_touches"] == (2, 3)
        assert len(answer(machine, "participations", "id_court")) == 2


def test_a_wrong_clock(marts: Marts, book: Book, came: Callable[..., str]) -> None:
    """What is dated after the day one looks from stays out of every figure of it."""
    came("amont/CM2 9", on="2026-10-06")
    came("amont/CM2 9", "college/6E 30", on="2031-10-06")
    marts.of(book)
    figures = marts.figures(date(2026, 11, 12))

    assert figures[YEAR]["participations"] == (9, 9)
    assert "2031-2032" not in figures
    assert marts.figures()["2031-2032"]["participations"] == (39, 39)


def test_an_action_over_two_school_years(marts: Marts, book: Book) -> None:
    """A projet of both, realised in each by its own participations only."""
    book.opens(2027)
    book.opens(2028)
    action = book.action(1, "2026-10-01", "2027-12-15", "amont")
    book.came(action, "amont/CM2 9", on="2027-03-20")
    figures = marts.of(book).figures()

    assert figures[YEAR]["projets"] == figures["2027-2028"]["projets"] == (1, 1)
    assert figures["2028-2029"]["projets"] == (0, 0)
    assert figures[YEAR]["projets_realises"] == (1, 1)
    assert figures["2027-2028"]["projets_realises"] == (0, 0)
    book.came(action, "amont/CM2 7", on="2027-10-06")
    figures = marts.of(book).figures()
    assert figures["2027-2028"]["projets_realises"] == (1, 1)
    assert figures[YEAR]["participations"] == (9, 9)
    assert figures["2027-2028"]["participations"] == (7, 7)
