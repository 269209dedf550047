"""Five écoles and a collège with their classes of 2026-2027, an axe, an action."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

import pytest

from ter_core import Entry, Written
from ter_core.errors import ConfirmationNeeded, InvalidValue, RuleBroken
from ter_core.events import get
from ter_core.events.annee import AnneeOuverte
from ter_core.events.base import Confirmation
from ter_core.events.changes import Changes, changes_class
from ter_core.events.effectif_lines import Effectif
from ter_core.events.participation_lines import EquipePresente, GroupePresent
from ter_core.events.samples import sample
from ter_core.vocabulary.choices import NatureAction, NatureEtablissement, NatureOrganisme
from tests.ledger.conftest import Machine

__all__ = [
    "HEADCOUNTS",
    "TODAY",
    "attend",
    "changes",
    "count",
    "doubtful",
    "groups",
    "inscribe",
    "network",
    "refused",
    "rows",
    "school",
    "sure",
    "teams",
]

TODAY = date(2026, 11, 12)
UAIS = ("0059001G", "0059002H", "0059003J", "0059004K", "0059005L", "0059006M")
HEADCOUNTS = {
    "guillestre": ("CM2/CM2-A 24", "CM2/CM2-B 22", "CM1/CM1 25"),
    "vars": ("CM1/CM1CM2-U 6", "CM2/CM1CM2-U 5", "CE2/Cycle 2 7"),
    "risoul": ("CM2/CM2 18", "CM2 18", "CM1/Classe 2 15"),
    "eygliers": ("CM1/CM1-CM2 9", "CM2/CM1-CM2 8"),
    "ceillac": ("C1 12", "C3 9"),
    "college": ("6E/6e 1 30", "6E/6e 2 28", "6E 58"),
}


@pytest.fixture
def network(laptop: Machine) -> Machine:
    """A machine whose log has schools, headcounts of 12 September, an axe and one action."""
    laptop.session.record(Entry(sample(AnneeOuverte)))
    laptop.record("AxeDefini", code="axe-3", numero=3, intitule="Sciences, arts et sports")
    laptop.record("OrganismeInscrit", code="club", nom="Club", nature=NatureOrganisme.ASSOCIATION)
    for uai, (code, lines) in zip(UAIS, HEADCOUNTS.items(), strict=True):
        school(laptop, code, uai, college=code == "college")
        count(laptop, code, *lines, teachers=3, le=date(2026, 9, 12))
    inscribe(laptop)
    return laptop


def school(machine: Machine, code: str, uai: str, *, college: bool = False, **values: Any) -> Any:
    """Attach a school."""
    nature = NatureEtablissement.COLLEGE if college else NatureEtablissement.ECOLE_PRIMAIRE
    usual = {"nom": f"École de {code}", "nature": nature, "code_insee": "05065"}
    on = values.pop("le", date(2025, 9, 1))
    return machine.record("EtablissementRattache", code=code, uai=uai, le=on, **(usual | values))


def count(machine: Machine, code: str, *lines: str, **values: Any) -> Written:
    """Record headcounts, typed as people do."""
    typed = tuple(Effectif.parse(line, TODAY) for line in lines)
    how = {"enseignants": values.pop("teachers", None), "source": "Constat", **values}
    return machine.record("EffectifConstate", code, lignes=typed, **how)


def inscribe(machine: Machine, **values: Any) -> Written:
    """Inscribe an ordinary action of one day."""
    usual = {
        "intitule": "Rencontre d'athlétisme",
        "axe": "axe-3",
        "nature": NatureAction.SPORT,
        "porteur": "principal",
        "etablissements": ("guillestre", "college"),
        "debut": date(2026, 11, 10),
        "fin": date(2026, 11, 10),
    }
    return machine.record("ActionInscrite", **(usual | values))


def attend(machine: Machine, *lines: str, **values: Any) -> Written:
    """Record a participation, its pupils typed as people do."""
    usual = {"action": "A1", "lignes": groups(*lines)}
    return machine.record("ParticipationEnregistree", **(usual | values))


def groups(*typed: str) -> tuple[GroupePresent, ...]:
    """Pupils, as they are typed."""
    return tuple(GroupePresent.parse(one, TODAY) for one in typed)


def teams(*typed: str) -> tuple[EquipePresente, ...]:
    """Teachers, as they are typed."""
    return tuple(EquipePresente.parse(one, TODAY) for one in typed)


def rows(written: Written, field: str = "lignes") -> list[str]:
    """The pupils that were stored: `guillestre/CM2-A/CM2 24`, the school by its UAI."""
    said = (written.record.donnees or {}).get("champs") or written.record.donnees or {}
    return [
        "/".join(
            part
            for part in (one["etablissement"].partition(":")[2], one.get("groupe"), one["niveau"])
            if part
        )
        + f" {one['eleves']}"
        + (f" dont {one['filles']}" if "filles" in one else "")
        for one in said[field]
    ]


def changes(creating: str, **values: Any) -> Changes:
    """`champs` of what a class creates."""
    return changes_class(get(creating))(**values)


def sure(*rules: str) -> tuple[Confirmation, ...]:
    """Confirmations of some rules."""
    return tuple(Confirmation(regle=rule, motif="Vérifié") for rule in rules)


@contextmanager
def refused(*words: str) -> Iterator[None]:
    """What is inside breaks a rule whose sentence and remedy hold some words."""
    with pytest.raises((RuleBroken, InvalidValue)) as caught:
        yield
    _holds(str(caught.value), words)


@contextmanager
def doubtful(rule: str, *words: str) -> Iterator[None]:
    """What is inside raises a doubt under a rule, whose sentence holds some words."""
    with pytest.raises(ConfirmationNeeded) as caught:
        yield
    assert caught.value.rule == rule, str(caught.value)
    _holds(str(caught.value), words)


def _holds(sentence: str, words: Iterable[str]) -> None:
    for word in words:
        assert word in sentence, sentence
