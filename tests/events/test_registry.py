"""The registry: words without classes, classes when used, no two under one name."""

from __future__ import annotations

import subprocess
import sys
from typing import Annotated

import pytest
from attrs import frozen

from ter_core import events
from ter_core.events.acteur import ACTEUR
from ter_core.events.base import Event, noun_of
from ter_core.events.declaration import Declaration
from ter_core.events.fields import Title

WORDS = """
import sys
from ter_core import events
assert any(entry.label == "Décision adoptée" for entry in events.entries())
assert "adopter" in events.verbs()
assert not {"attrs", "attr", "ter_core.events.base", "ter_core.events.decision"} & set(sys.modules)
events.subject("decision")
assert "ter_core.events.decision" in sys.modules
assert "ter_core.events.territoire" not in sys.modules
"""


def test_words_answer_without_importing_a_class() -> None:
    """Names, labels and verbs cost neither attrs nor a class; a subject costs one module."""
    subprocess.run([sys.executable, "-c", WORDS], check=True)


def test_the_catalogue_keeps_its_order() -> None:
    """Subjects come in the order people meet them."""
    kinds = [subject.kind for subject in events.subjects()]

    assert kinds == [
        "territoire", "axe", "mission", "annee", "etablissement", "organisme", "acteur",
        "partenariat", "rencontre", "instance", "seance", "decision", "initiative", "action",
        "participation", "financement", "ressource", "indicateur", "appreciation",
        "bonne_pratique", "information", "bilan", "poste",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("type_name", "noun"),
    [
        ("DecisionAdoptee", "decision"),
        ("OrdreDuJourArrete", "ordre-du-jour"),
        ("ConvocationDiffusee", "convocation"),
    ],
)
def test_the_noun_of_a_command_is_in_the_name(type_name: str, noun: str) -> None:
    """All the words but the participle."""
    assert noun_of(type_name) == noun


def test_what_is_not_known() -> None:
    """`find` answers None, `get` raises, `subject` answers None."""
    assert events.find("ChoseDite") is None
    assert events.subject("chose") is None
    with pytest.raises(KeyError):
        events.get("ChoseDite")


def test_two_classes_do_not_share_a_command() -> None:
    """A second `acteur inscrire` is refused when it is defined."""
    with pytest.raises(ValueError, match="already registered by ter_core"):

        @frozen(kw_only=True)
        class ActeurRemarque(Event):
            """Une fonction est remarquée."""

            declaration = Declaration(subject=ACTEUR, verb="inscrire", label="Acteur remarqué")

            nom: Annotated[str, Title("Nom")]

    assert events.find("ActeurRemarque") is None
