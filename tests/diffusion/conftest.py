"""A year with small counts in it: two écoles, a collège, a group of three, a training of few."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.projections.hand_log import HandLog
from tests.reports.conftest import Ask, asking, every_matter, territory

if TYPE_CHECKING:
    from collections.abc import Iterator

SMALL = "etablissement:0059002H"
COLLEGE = "etablissement:0059004K"
GUILLESTRE = "etablissement:0059001G"


@pytest.fixture(scope="session")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ask]:
    """The year, recorded once: it is only read."""
    log = territory(tmp_path_factory.mktemp("diffusion"))
    every_matter(log)
    _small(log)
    with asking(log) as found:
        yield found


def _small(log: HandLog) -> None:
    log.add("EtablissementRattache", SMALL, {
        "uai": "0059002H", "code": "vars", "nom": "École de Vars", "nature": "ecole_primaire",
        "degre": "1D", "secteur": "public", "code_insee": "05065",
    })  # fmt: skip
    log.add("EffectifConstate", SMALL, {
        "source": "Constat", "enseignants": 2,
        "lignes": [
            {"niveau": "CM1", "nombre": 12}, {"niveau": "CM1", "groupe": "CM1-A", "nombre": 9},
            {"niveau": "CM1", "groupe": "CM1-B", "nombre": 3}, {"niveau": "CM2", "nombre": 20},
            {"niveau": "CP", "nombre": 4},
        ],
    })  # fmt: skip
    log.add("EffectifConstate", COLLEGE, {
        "source": "Constat", "enseignants": 30, "lignes": [{"niveau": "6E", "nombre": 60}],
    })  # fmt: skip
    action = next(one.sujet for one in log.records if one.type == "ActionInscrite")
    for day, lines, extra in (
        ("2026-10-06", ((SMALL, "CP", 3, 1), (COLLEGE, "6E", 26, 12)), {"accompagnateurs": 2}),
        ("2026-10-13", ((SMALL, "CM1", 12, 10),), {"familles": 9}),
        ("2026-11-03", ((GUILLESTRE, "CM2", 18, 9), (COLLEGE, "6E", 25, 12)), {}),
    ):
        log.add("ParticipationEnregistree", "participation:", {
            "action": action, "estimation": False, **extra,
            "lignes": [
                {"etablissement": one, "niveau": level, "eleves": came, "filles": girls}
                for one, level, came, girls in lines
            ],
        }, on=day)  # fmt: skip
    log.add("AxeDefini", "axe:axe-2", {"code": "axe-2", "numero": 2, "intitule": "Liaison"})
    log.add("ActionInscrite", "action:", {
        "code": "A-2026-020", "intitule": "Visite du collège", "axe": "axe:axe-2",
        "nature": "liaison", "porteur": "acteur:principal", "etablissements": [GUILLESTRE],
        "debut": "2026-11-05", "fin": "2026-11-05",
    })  # fmt: skip
    log.add("ParticipationEnregistree", "participation:", {
        "action": log.records[-1].sujet, "estimation": False,
        "lignes": [
            {"etablissement": one, "niveau": level, "eleves": came}
            for one, level, came in ((GUILLESTRE, "CM2", 27), (COLLEGE, "6E", 3))
        ],
        "enseignants": [
            {"etablissement": one, "nombre": came}
            for one, came in ((GUILLESTRE, 7), (SMALL, 2), (COLLEGE, 6))
        ],
    }, on="2026-11-05")  # fmt: skip
    log.add("IndicateurDefini", "indicateur:", {
        "code": "delegues", "intitule": "Élèves délégués", "mode_calcul": "Liste",
        "unite": "élève", "sens": "hausse", "cible": "4", "axe": "axe:axe-1",
    })  # fmt: skip
    counted = next(one for one in reversed(log.records) if one.type == "IndicateurDefini")
    log.add("IndicateurMesure", counted.sujet, {"valeur": "4", "source": "Conseil"})
