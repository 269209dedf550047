"""`champs`: what a correction may change, and what it may empty."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from ter_core.events.annee import AnneeOuverte
from ter_core.events.changes import changes_class, emptiable
from ter_core.events.decision import DecisionAdoptee
from ter_core.events.etablissement import EtablissementRattache
from ter_core.events.mission import MissionConfiee
from ter_core.events.organisme import OrganismeInscrit

DECISION, ORGANISME = changes_class(DecisionAdoptee), changes_class(OrganismeInscrit)


def test_given_values_are_checked_and_kept() -> None:
    """As the creating event would."""
    changes = DECISION(libelle=" Ouvrir ", echeance=date(2027, 3, 15))

    assert changes.given() == {"libelle": "Ouvrir", "echeance": date(2027, 3, 15)}


def test_what_may_be_emptied() -> None:
    """Optional fields, but neither the code, nor a default, nor one side of a needed choice."""
    assert emptiable(DecisionAdoptee) == ("point", "axe", "action", "contributeurs")
    assert emptiable(OrganismeInscrit) == ("siren", "code_insee")


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({}, "Aucun champ n'est modifié"),
        ({"priorite": 4}, "priorite : 4 n'est pas entre 1 et 3"),
        ({"vider": ("libelle",)}, "« libelle » ne peut pas être vidé"),
        ({"vider": ("code",)}, "« code » ne peut pas être vidé"),
        ({"vider": ("echeance",)}, "« echeance » ne peut pas être vidé"),
        ({"axe": "axe-1", "vider": ("axe",)}, "à la fois donné et vidé"),
        ({"contributeurs": ()}, "nommez-la dans « vider »"),
        ({"seance": "S3", "hors_seance": "courriel"}, "s'excluent"),
    ],
)
def test_what_is_refused(values: dict[str, Any], message: str) -> None:
    """A wrong value, an impossible emptying, two alternatives, nothing at all."""
    with pytest.raises((ValueError, TypeError), match=message):
        DECISION(**values)


def test_a_code_never_changes() -> None:
    """It has no place in `champs`."""
    with pytest.raises(TypeError, match="code"):
        ORGANISME(code="autre")


def test_a_key_never_changes() -> None:
    """An UAI is what the school is; `annee_scolaire` is the key of a year, and of nothing else."""
    with pytest.raises(TypeError, match="uai"):
        changes_class(EtablissementRattache)(uai="0059001G")
    with pytest.raises(TypeError, match="annee_scolaire"):
        changes_class(AnneeOuverte)(annee_scolaire="2026-2027")
    assert changes_class(MissionConfiee)(annee_scolaire="2026-2027").given() == {
        "annee_scolaire": "2026-2027"
    }


def test_one_class_per_creating_event() -> None:
    """Asking twice gives the same class, so that events compare."""
    assert changes_class(DecisionAdoptee) is DECISION
