"""Everything that has a name: what a search, a palette or a shell may propose."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import TYPE_CHECKING

import pytest

from ter_core import Entry
from ter_core.errors import InvalidValue
from ter_core.events.annee import AnneeOuverte
from ter_core.events.samples import sample
from ter_core.reports.sujets import Sujets
from ter_core.vocabulary.choices import NatureAction
from tests.ledger.conftest import making
from tests.ledger.network import attend, changes, inscribe, school
from tests.reports.network import annul, answer, classe_de_neige, only

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.ledger.conftest import Machine

NAME = "sujets"


@pytest.fixture(scope="module")
def named(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Machine]:
    """Something of each form of key, what was annulled and what was corrected; none adds to it."""
    with making(tmp_path_factory.mktemp("sujets")) as make:
        made = make()
        made.session.record(Entry(sample(AnneeOuverte)))
        made.record("AxeDefini", code="axe-3", numero=3, intitule="Sciences, arts et sports")
        school(made, "guillestre", "0059001G")
        school(made, "college", "0059002H", college=True)
        inscribe(made)
        classe_de_neige(made)
        annul(made, attend(made, "guillestre/CM2 20"))
        moved = attend(made, "guillestre/CM2 21")
        made.record(
            "ParticipationCorrigee",
            moved.record.sujet,
            champs=changes("ParticipationEnregistree", action="A2"),
            motif="Ce n'était pas elle",
        )
        made.record("ReussiteRelevee", texte="Ateliers tenus par les 6e", le=date(2026, 11, 10))
        idea = {"idee": "Ski", "domaine": NatureAction.SPORT}
        annul(made, made.record("InitiativeProposee", **idea))
        yield made


def test_subjects_are_told_by_what_people_type(named: Machine) -> None:
    """By kind then by code: a code or a year, with what each is called and its state."""
    wanted = ("action", "annee", "axe", "seance")
    columns = ("code_affiche", "libelle", "libelle_nature", "libelle_etat", "date_creation")

    assert answer(named, NAME, *columns, nature=wanted) == [
        ("A-2026-001", "Rencontre d'athlétisme", "action", "inscrite", date(2026, 11, 10)),
        ("A-2026-002", "Classe de neige", "action", "inscrite", date(2026, 9, 15)),
        ("2026-2027", None, "année scolaire", "ouverte", date(2026, 11, 12)),
        ("axe-3", "Sciences, arts et sports", "axe", "défini", date(2026, 11, 12)),
        ("S-2026-001", "COPIL du 12/11/2026", "séance", "programmée", date(2026, 11, 2)),
    ]


def test_what_has_no_code_is_told_by_the_end_of_its_identifier(named: Machine) -> None:
    """A participation, which has no title either, is called by its action as corrected."""
    (code, label, subject), *others = answer(
        named, NAME, "code_affiche", "libelle", "sujet", nature=("participation",)
    )

    assert others == []
    assert (code, label) == (subject[-8:], "Classe de neige du 10/11/2026")


def test_what_is_shown_names_the_subject(named: Machine) -> None:
    """The code of each row, asked for in turn, is understood, and is that subject's."""
    rows = answer(named, NAME, "code_affiche", "sujet")
    times = Counter(code for code, _ in rows)
    alone = [(code, subject) for code, subject in rows if times[code] == 1]

    assert len({subject.partition(":")[0] for _, subject in alone}) >= 8
    for code, subject in alone:
        told = [only(named, "historique", "id_court", sujet=name) for name in (code, subject)]
        assert told[0] == told[1]


def test_kinds_narrow(named: Machine) -> None:
    """One kind, or several; one that does not exist is refused with those that do."""
    assert only(named, NAME, "code_affiche", nature=("axe",)) == ["axe-3"]
    assert only(named, NAME, "nature", nature=("axe", "action")) == ["action", "action", "axe"]
    with pytest.raises(InvalidValue, match="« projet » n'est pas une nature connue : acteur"):
        Sujets(nature=("projet",))


def test_what_was_annulled_is_left_out(named: Machine) -> None:
    """No name is proposed for it, and an earlier day knows nothing of what came later."""
    assert only(named, NAME, "code_affiche", nature=("initiative",)) == []
    assert only(named, NAME, "code_affiche", nature=("action",), on=date(2026, 9, 20)) == [
        "A-2026-002"
    ]
