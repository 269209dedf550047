"""Lines and their short forms."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ter_core import events
from ter_core.events.annee import Periode
from ter_core.events.base import fields_of
from ter_core.events.effectif_lines import Effectif
from ter_core.events.fields import Lines
from ter_core.events.participation_lines import EquipePresente, GroupePresent
from ter_core.events.samples import SAMPLE_DAY
from ter_core.events.seance_lines import Point, Represente
from ter_core.events.territoire import Commune, Signataire
from ter_core.vocabulary.levels import Cycle, Niveau
from tests.events.strategies import lines_of

if TYPE_CHECKING:
    from ter_core.events.lines import Line

CLASSES = sorted(
    {
        spec.kind.of
        for cls in events.classes()
        for spec in fields_of(cls)
        if isinstance(spec.kind, Lines)
    },
    key=lambda cls: cls.__name__,
)


@settings(max_examples=40)
@given(st.data())
@pytest.mark.parametrize("cls", CLASSES, ids=lambda cls: cls.__name__)
def test_a_short_form_is_read_back(cls: type[Line], data: st.DataObject) -> None:
    """What `short` writes, `parse` reads: the same line."""
    line = data.draw(lines_of(cls))

    assert cls.parse(line.short(), SAMPLE_DAY) == line


@pytest.mark.parametrize("cls", CLASSES, ids=lambda cls: cls.__name__)
def test_the_example_has_the_form(cls: type[Line]) -> None:
    """What a message shows as an example is accepted."""
    assert cls.parse(cls.example, SAMPLE_DAY).short() == cls.example


@pytest.mark.parametrize(
    ("typed", "line"),
    [
        ("05065 Guillestre", Commune(code_insee="05065", nom="Guillestre")),
        ("05134  Saint-Clément ", Commune(code_insee="05134", nom="Saint-Clément")),
        (
            "prefecture-05 Le préfet",
            Signataire(organisme="prefecture-05", qualite="Le préfet"),
        ),
        (
            "01/09/2026-16/10/2026",
            Periode(debut=date(2026, 9, 1), fin=date(2026, 10, 16)),
        ),
        (
            "2026-09-01 2026-10-16",
            Periode(debut=date(2026, 9, 1), fin=date(2026, 10, 16)),
        ),
        ("1/9/2026 - 16/10/2026", Periode(debut=date(2026, 9, 1), fin=date(2026, 10, 16))),
        ("2 Transport", Point(n=2, titre="Transport")),
        ("2 Transport (principal)", Point(n=2, titre="Transport", rapporteur="principal")),
        ("2 Transport (suite) ()", Point(n=2, titre="Transport (suite)")),
        ("2 Transport (suite et fin)", Point(n=2, titre="Transport (suite et fin)")),
        (
            "maire-vars par maire-guillestre",
            Represente(qui="maire-vars", par="maire-guillestre"),
        ),
        ("CM2 24", Effectif(niveau=Niveau.CM2, nombre=24)),
        ("6ème 30", Effectif(niveau=Niveau.SIXIEME, nombre=30)),
        ("c1 45", Effectif(cycle=Cycle.C1, nombre=45)),
        ("Lycée 300", Effectif(cycle=Cycle.LYCEE, nombre=300)),
        ("CM2/Classe 2 24", Effectif(niveau=Niveau.CM2, groupe="Classe 2", nombre=24)),
        ("CM2/CM2 24", Effectif(niveau=Niveau.CM2, groupe="CM2", nombre=24)),
        (
            "guillestre/CM2-A 24",
            GroupePresent(etablissement="guillestre", groupe="CM2-A", eleves=24),
        ),
        (
            "0059001g/cm2 24",
            GroupePresent(etablissement="0059001G", niveau=Niveau.CM2, eleves=24),
        ),
        ("guillestre/CM2-A", GroupePresent(etablissement="guillestre", groupe="CM2-A")),
        ("guillestre/CM2/", GroupePresent(etablissement="guillestre", groupe="CM2")),
        (
            "guillestre/Classe 2/ 20",
            GroupePresent(etablissement="guillestre", groupe="Classe 2", eleves=20),
        ),
        (
            "guillestre/petite chorale/CM2 12 dont 1 fille",
            GroupePresent(
                etablissement="guillestre",
                groupe="petite chorale",
                niveau=Niveau.CM2,
                eleves=12,
                filles=1,
            ),
        ),
        (
            "guillestre/CM2-A dont 12 filles",
            GroupePresent(etablissement="guillestre", groupe="CM2-A", filles=12),
        ),
        ("guillestre 2", EquipePresente(etablissement="guillestre", nombre=2)),
    ],
)
def test_what_people_type(typed: str, line: Line) -> None:
    """Every form a person may reasonably use."""
    assert type(line).parse(typed, SAMPLE_DAY) == line


@pytest.mark.parametrize(
    ("cls", "typed", "message"),
    [
        (Commune, "Guillestre", "n'a pas la forme attendue, comme « 05065 Guillestre »"),
        (Commune, "0506A Guillestre", "n'est pas un code INSEE"),
        (Periode, "16/10/2026-01/09/2026", "précède le début"),
        (Periode, "31/02/2026-16/10/2026", "n'existe pas"),
        (Point, "Transport", "n'a pas la forme attendue"),
        (Point, "0 Transport", "n'est pas entre 1 et 999"),
        (Represente, "maire-vars", "n'a pas la forme attendue"),
        (Represente, "maire-vars par maire-vars", "se représenter lui-même"),
    ],
)
def test_what_is_refused(cls: type[Line], typed: str, message: str) -> None:
    """A text without the form, or with a wrong value in it, says why."""
    with pytest.raises(ValueError, match=message):
        cls.parse(typed, SAMPLE_DAY)


def test_a_line_says_which_of_its_fields_is_wrong() -> None:
    """The field comes before the reason."""
    wrong: Any = {"n": 2, "titre": " "}
    with pytest.raises(ValueError, match=r"^titre : Le texte est vide\.$"):
        Point(**wrong)
