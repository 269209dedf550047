"""School years as a territory lives them: schools, classes, actions and who came, decisions."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import count
from pathlib import Path

from bench import ours
from ter_core.events.action import ActionInscrite
from ter_core.events.annee import AnneeOuverte, Periode
from ter_core.events.axe import AxeDefini
from ter_core.events.effectif_lines import Effectif
from ter_core.events.etablissement import EffectifConstate, EtablissementRattache
from ter_core.events.participation import ParticipationEnregistree
from ter_core.events.participation_lines import EquipePresente, GroupePresent
from ter_core.ledger.entry import Entry
from ter_core.vocabulary.choices import NatureAction, NatureEtablissement
from ter_core.vocabulary.identifiers import CodeInsee, Uai
from ter_core.vocabulary.levels import Niveau
from ter_core.vocabulary.school_year import AnneeScolaire

__all__ = ["LAST", "log"]

LAST = AnneeScolaire("2025-2026")
A_YEAR = 2_500
MOST_YEARS = 20
SCHOOLS = tuple(
    f"00590{number:02d}{'ABCDEFGHJKLMNPRSTUVWXYZ'[(59_000 + number) % 23]}"
    for number in range(1, 11)
)
LEVELS = (Niveau.CP, Niveau.CE1, Niveau.CE2, Niveau.CM1, Niveau.CM2)
NATURES = tuple(NatureAction)
COMING = 9  # participations of an action
SIZE = 18


def log(folder: Path, events: int) -> Path:
    """A log of about so many events, over as many school years as their number makes."""
    root = ours.begun(folder)
    session = ours.opened(root, folder / "machine")
    years = max(1, min(MOST_YEARS, events // A_YEAR))
    first = LAST.first_year - years + 1
    session.record(*_network(date(first, 9, 1)))
    left = events
    for year in range(first, LAST.first_year + 1):
        share = left // (LAST.first_year + 1 - year)
        left -= share
        for lot in _lots(AnneeScolaire(f"{year}-{year + 1}"), share):
            session.record(*lot)
    return root


def _lots(year: AnneeScolaire, events: int) -> Iterator[list[Entry]]:
    """A year in lots, none of which parts an action from those who came to it."""
    lot = list(_opening(year))
    done = len(lot)
    for number in count():
        if done >= events:
            break
        entries = list(_action(number, year.first_day))
        done += len(entries)
        lot += entries
        if len(lot) >= ours.LOT:
            yield lot
            lot = []
    yield lot


def _network(day: date) -> Iterator[Entry]:
    for number in (1, 2, 3):
        yield Entry(AxeDefini(code=f"axe-{number}", numero=number, intitule="Un axe"), on=day)
    for number, uai in enumerate(SCHOOLS, 1):
        yield Entry(
            EtablissementRattache(
                uai=Uai(uai),
                code=f"ecole-{number}",
                nom=f"École {number}",
                nature=NatureEtablissement.ECOLE_PRIMAIRE,
                code_insee=CodeInsee("05065"),
            ),
            on=day,
        )


def _opening(year: AnneeScolaire) -> Iterator[Entry]:
    """Its five periods, its headcounts."""
    start = year.first_day
    periods = (start + timedelta(days=70 * number) for number in range(5))
    yield Entry(
        AnneeOuverte(
            annee_scolaire=year,
            periodes=tuple(Periode(debut=day, fin=day + timedelta(days=69)) for day in periods),
        ),
        on=start,
    )
    classes = tuple(Effectif(niveau=level, groupe=level.value, nombre=SIZE) for level in LEVELS)
    for number in range(1, len(SCHOOLS) + 1):
        told = EffectifConstate(source="banc d'essai", lignes=classes, enseignants=6)
        yield Entry(told, f"ecole-{number}", on=start)


def _action(number: int, start: date) -> Iterator[Entry]:
    """An action, those who came to it, and what was decided meanwhile."""
    ref = f"a{start.year}-{number}"
    first = start + timedelta(days=number % 250)
    yield Entry(
        ActionInscrite(
            intitule=ours.LIBELLE,
            axe=f"axe-{1 + number % 3}",
            nature=NATURES[number % len(NATURES)],
            porteur=ours.ACTEUR,
            etablissements=("ecole-1", "ecole-2"),
            debut=first,
            fin=first + timedelta(days=40),
            dispositif=str(number),
            confirme=ours.confirmed("doublon", "hors-reseau"),
        ),
        on=first,
        ref=ref,
    )
    for turn in range(COMING):
        yield Entry(_participation(f"@{ref}", number + turn), on=first + timedelta(days=turn))
        yield ours.adoption()


def _participation(action: str, number: int) -> ParticipationEnregistree:
    schools = [f"ecole-{1 + (number + step) % len(SCHOOLS)}" for step in range(4)]
    level = LEVELS[number % len(LEVELS)]
    return ParticipationEnregistree(
        action=action,
        lignes=tuple(
            GroupePresent(
                etablissement=school,
                groupe=level.value if number % 3 else "chorale",
                niveau=level,
                eleves=SIZE - number % 5,
            )
            for school in schools
        ),
        enseignants=(EquipePresente(etablissement=schools[0], nombre=2),),
        confirme=ours.confirmed("hors-reseau", "dimanche", "ferie", "vacances", "doublon"),
    )
