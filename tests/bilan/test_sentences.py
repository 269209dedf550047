"""How the bilan is said, in French: numbers agree, bounds show, no number of pupils is bare."""

from __future__ import annotations

import re
from typing import Any

import pytest

from ter_core.reports.bilan_summary import account
from ter_core.reports.counted import counted, percentage
from ter_core.reports.coverage import Coverage, Covered
from ter_core.reports.figures import Figure, Figures
from ter_core.vocabulary.bounds import Bornes
from ter_core.vocabulary.school_year import AnneeScolaire
from tests.bilan.conftest import YEAR

UNITS = {"eleves_touches": "élève", "enseignants_touches": "enseignant"}
MEASURES = (
    *("projets", "projets_realises", "projets_interdegres", "participations", "eleves_touches"),
    *("enseignants_touches", "familles", "partenaires_mobilises", "interventions"),
    *("seances_tenues", "decisions_adoptees", "decisions_executees"),
)
SAID_OF_PUPILS = re.compile(r"(?:touché|dont) (?:entre [\d\u202f]+ et )?[\d\u202f]+ élèves?\b")


def network(headcount: int | None, least: int = 0, most: int | None = None) -> Coverage:
    """The whole network: its pupils, None where a part was not counted, and those reached."""
    reached = Bornes(least, least if most is None else most)
    share = Bornes(*(bound * 100 // headcount for bound in reached)) if headcount else None
    return Coverage((Covered("ensemble", "ensemble", headcount, reached, share, "touché"),))


def sentences(coverage: Coverage | None = None, **known: int | tuple[int, int]) -> tuple[str, ...]:
    """What is said of some figures of the whole, the others being none."""
    figures = []
    for name in dict.fromkeys((*MEASURES, *known)):
        value = known.get(name, 0)
        bounds = Bornes(*value) if isinstance(value, tuple) else Bornes(value, value)
        figures.append(
            Figure(
                cle=name,
                mesure=name,
                libelle_mesure=name,
                dimension="ensemble",
                valeur="",
                libelle_valeur="ensemble",
                unite=UNITS.get(name, name),
                definition="",
                rang_valeur=0,
                chiffre=bounds,
                precedent=None,
            )
        )
    return account(Figures(AnneeScolaire(YEAR), tuple(figures)), coverage or network(None))


def plain(sentence: str) -> str:
    """A sentence whose narrow spaces are shown by an underscore."""
    return sentence.replace("\u202f", "_")


@pytest.mark.parametrize(
    ("planned", "told"),
    [(0, "0 projet inscrit"), (1, "1 projet inscrit"), (3, "3 projets inscrits")],
)
def test_before_anybody_came(planned: int, told: str) -> None:
    """What is planned, and that nobody was counted yet."""
    assert [plain(one) for one in sentences(projets=planned)] == [
        f"En {YEAR}, {told}_: aucune participation d’élèves n’est encore enregistrée."
    ]


@pytest.mark.parametrize(
    ("figures", "coverage", "told"),
    [
        (
            {"projets_realises": 1, "participations": 1, "eleves_touches": 1},
            network(905, 1),
            "1 action totalise 1 participation d’élèves et a touché 1 élève sur 905 (0_%).",
        ),
        (
            {"projets_realises": 38, "participations": 2914, "eleves_touches": 842},
            network(905, 842),
            (
                "38 actions totalisent 2_914 participations d’élèves et ont touché 842 élèves "
                "sur 905 (93_%)."
            ),
        ),
        (
            {"projets_realises": 38, "participations": 2914, "eleves_touches": (781, 842)},
            network(905, 781, 842),
            (
                "38 actions totalisent 2_914 participations d’élèves et ont touché entre 781 et "
                "842 élèves sur 905 (86_% à 93_%)."
            ),
        ),
        (
            {"projets_realises": 38, "participations": 2914, "eleves_touches": (781, 1842)},
            network(None),
            (
                "38 actions totalisent 2_914 participations d’élèves et ont touché entre 781 et "
                "1_842 élèves."
            ),
        ),
        (
            {"projets_realises": 38, "participations": 2914, "eleves_touches": (801, 862)},
            network(1905, 781, 842),
            (
                "38 actions totalisent 2_914 participations d’élèves et ont touché entre 801 et "
                "862 élèves, dont entre 781 et 842 élèves sur les 1_905 du réseau (40_% à 44_%)."
            ),
        ),
        (
            {"projets_realises": 2, "participations": 40, "eleves_touches": 20},
            network(20, 20),
            (
                "2 actions totalisent 40 participations d’élèves et ont touché 20 élèves sur 20 "
                "(100_%)."
            ),
        ),
    ],
    ids=["one", "met", "bounds", "no-headcount", "outside", "all"],
)
def test_who_came(figures: dict[str, Any], coverage: Coverage, told: str) -> None:
    """One or many; a number or two bounds; the part of the network, where all of it is known."""
    (first,) = sentences(coverage, **figures)

    assert plain(first) == f"En {YEAR}, {told}"


def test_the_others() -> None:
    """Adults, partners, meetings: each where there is one, in its number."""
    one = {"projets_realises": 1, "participations": 24, "eleves_touches": 24}
    assert [plain(text) for text in sentences(
        **one, enseignants_touches=1, partenaires_mobilises=1, interventions=1,
        seances_tenues=1, decisions_adoptees=0, projets_interdegres=1,
    )][1:] == [
        "1 projet inter-degrés_: des élèves du premier et du second degré y sont venus.",
        "Côté adultes_: 1 enseignant touché.",
        "1 partenaire mobilisé, pour 1 intervention.",
        "1 séance tenue, 0 décision adoptée, 0 exécutée.",
    ]  # fmt: skip
    assert [plain(text) for text in sentences(
        **one, enseignants_touches=(2, 5), familles=1, partenaires_mobilises=3,
        interventions=1204, seances_tenues=4, decisions_adoptees=2, decisions_executees=2,
        projets_interdegres=2,
    )][1:] == [
        "2 projets inter-degrés_: des élèves du premier et du second degré y sont venus.",
        "Côté adultes_: entre 2 et 5 enseignants touchés, 1 participation de familles.",
        "3 partenaires mobilisés, pour 1_204 interventions.",
        "4 séances tenues, 2 décisions adoptées, 2 exécutées.",
    ]  # fmt: skip


def test_training_links_sharing_and_money() -> None:
    """Each where there is something to say, money in euros, a share of what was spent only."""
    formed = {
        "participations_formation": 37,
        "participations_formation.degre.1D": 25,
        "participations_formation.degre.2D": 12,
    }
    assert [plain(text) for text in sentences(**formed, rencontres_tenues=1)][1:] == [
        "37 participations d’enseignants aux formations_: 25 du premier degré, 12 du second.",
        "0 partenariat noué, 1 rencontre.",
    ]
    shared = {"actions_evaluees": 1, "bonnes_pratiques_publiees": 2}
    money = {"financements_accordes": 3_000_000}
    assert [plain(text) for text in sentences(**shared, **money, partenariats_noues=2)][1:] == [
        "2 partenariats noués, 0 rencontre.",
        "1 action évaluée, 2 bonnes pratiques publiées.",
        "30_000_€ accordés, 0_€ engagés.",
    ]
    spent = {"depenses_engagees": 75_050, "depenses_transport": 45_050}
    assert plain(sentences(**money, **spent)[1]) == (
        "30_000_€ accordés, 750,50_€ engagés, dont 60_% pour le transport."
    )


@pytest.mark.parametrize("reached", [1, 2, 1842, (2, 3), (781, 1842)])
@pytest.mark.parametrize("headcount", [None, 1905])
@pytest.mark.parametrize("outside", [0, 1])
def test_no_bare_number_of_pupils(reached: Any, headcount: int | None, outside: int) -> None:
    """« 2 914 élèves » is what nobody can know: they are touched, or of those who were."""
    bounds = Bornes(*reached) if isinstance(reached, tuple) else Bornes(reached, reached)
    inside = Bornes(bounds.minimum - outside, bounds.maximum - outside)
    (first,) = sentences(
        network(headcount, *inside),
        projets_realises=38,
        participations=2914,
        eleves_touches=(bounds.minimum, bounds.maximum),
    )

    assert re.findall(r"\d élèves?\b", SAID_OF_PUPILS.sub("", first)) == []
    assert "2\u202f914 participations d’élèves" in first
    assert not re.search(r"'| [;:!?%]|\d \d", first)


def test_nothing_known_is_nothing_said() -> None:
    """A year of which there is no figure."""
    assert account(Figures(AnneeScolaire(YEAR), ()), Coverage(())) == ()


def test_numbers_in_words() -> None:
    """None and one are singular; a percentage is one where its bounds meet."""
    assert [counted(n, "élève") for n in (0, 1, 2)] == ["0 élève", "1 élève", "2 élèves"]
    assert counted(Bornes(0, 1), "élève") == "entre 0 et 1 élève"
    assert counted(Bornes(1, 2), "projet inscrit", "projets inscrits") == (
        "entre 1 et 2 projets inscrits"
    )
    assert plain(percentage(Bornes(99, 100))) == "99_% à 100_%"
    assert plain(percentage(Bornes(99, 99))) == "99_%"
