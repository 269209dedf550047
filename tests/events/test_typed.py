"""What is typed in a form makes an event, and an event fills the form that would say it again."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ter_core import events
from ter_core.events import fields
from ter_core.events.annee import Periode
from ter_core.events.base import fields_of
from ter_core.events.changes import changes_class
from ter_core.events.decision import DecisionAdoptee, DecisionRectifiee
from ter_core.events.effectif_lines import Effectif
from ter_core.events.evaluation import Critere
from ter_core.events.fields import Kind
from ter_core.events.lines import Line
from ter_core.events.participation_lines import GroupePresent
from ter_core.events.samples import SAMPLE_DAY, sample
from ter_core.events.seance_lines import Represente
from ter_core.events.territoire import Commune
from ter_core.events.typed import Typed, read_event, read_text, typed, typed_texts
from ter_core.log.codec import to_payload
from ter_core.vocabulary.choices import Choice
from ter_core.vocabulary.levels import Niveau
from tests.events.strategies import values_of

if TYPE_CHECKING:
    from ter_core.events.base import Event

ANYONE = fields.Refs("Responsables", to=("acteur", "organisme"))
AXE = fields.Ref("Axe", to=("axe",), words=("transversal",))
COMMUNES = fields.Lines("Communes", of=Commune, least=1)
KINDS = (
    fields.Amount("Montant"),
    fields.Choices("Niveaux", choices=Niveau),
    fields.Count("Nombre"),
    fields.Day("Jour"),
    fields.EventId("Événement"),
    fields.Flag("Estimation"),
    fields.Hour("Heure"),
    fields.Lines("Critères", of=Critere),
    fields.Lines("Effectifs", of=Effectif),
    fields.Lines("Périodes", of=Periode),
    fields.OneChoice("Niveau", choices=Niveau),
    fields.Payload("Reprise"),
    fields.Quantity("Valeur"),
    fields.Text("Texte"),
    fields.Title("Titre"),
)
DECISION = {
    "libelle": "Ouvrir une navette",
    "seance": "S3",
    "responsables": "principal, organisme:mairie-vars",
    "echeance": "15/03/2027",
}


def stored(value: Any) -> Any:
    """The value as a payload holds it."""
    if isinstance(value, tuple):
        return [stored(one) for one in value]
    if isinstance(value, Line):
        parts = attrs.asdict(value, recurse=False).items()
        return {name: stored(part) for name, part in parts if part is not None}
    if isinstance(value, datetime):
        return value.isoformat(timespec="minutes")
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, Choice) else value


@pytest.mark.parametrize("cls", events.classes(), ids=lambda cls: cls.__name__)
def test_an_event_is_typed_and_read_back(cls: type[Event]) -> None:
    """The texts that a payload fills make the same event."""
    event = sample(cls)

    assert read_event(cls, typed_texts(cls, to_payload(event)), SAMPLE_DAY) == Typed(event, {})


@settings(max_examples=30)
@given(st.data())
@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.label)
def test_a_value_is_typed_and_read_back(kind: Kind, data: st.DataObject) -> None:
    """The same value, save that an empty list is an absent one."""
    value = data.draw(values_of(kind))

    assert read_text(kind, typed(kind, stored(value)), SAMPLE_DAY) == (value or _absent(value))


def _absent(value: Any) -> Any:
    return None if value == () else value


@pytest.mark.parametrize(
    ("kind", "held", "text"),
    [
        (fields.Amount("Montant"), 125050, "1250,50"),
        (fields.Amount("Montant"), 125000, "1250"),
        (fields.Quantity("Valeur"), "86.5", "86,5"),
        (fields.Day("Jour"), "2027-03-15", "15/03/2027"),
        (fields.Hour("Heure"), "2026-11-12T14:00", "12/11/2026 14:00"),
        (fields.Flag("Estimation"), False, "non"),
        (fields.Choices("Niveaux", choices=Niveau), ["CM1", "CM2"], "CM1, CM2"),
        (AXE, "axe:axe-2", "axe-2"),
        (AXE, "transversal", "transversal"),
        (AXE, "axe:transversal", "axe:transversal"),
        (ANYONE, ["acteur:principal", "organisme:vars"], "principal, organisme:vars"),
        (
            fields.Lines("Élèves", of=GroupePresent),
            [{"etablissement": "etablissement:0059001G", "groupe": "CM2-A", "eleves": 24}],
            "0059001G/CM2-A 24",
        ),
        (
            fields.Lines("Représentés", of=Represente),
            [{"qui": "acteur:maire", "par": "organisme:vars"}, {"qui": "ien", "par": "cpc"}],
            "maire par organisme:vars\nien par cpc",
        ),
        (COMMUNES, [{"code_insee": "05065"}], '[{"code_insee": "05065"}]'),
        (AXE, None, ""),
    ],
)
def test_each_is_typed_as_people_do(kind: Kind, held: Any, text: str) -> None:
    """French dates and numbers, short forms of lines, codes alone where they name the same."""
    assert typed(kind, held) == text


@pytest.mark.parametrize("kind", [*KINDS, ANYONE, COMMUNES], ids=lambda kind: kind.label)
def test_a_blank_text_is_an_absent_value(kind: Kind) -> None:
    """Spaces and line ends say nothing, in a field of any kind."""
    assert read_text(kind, " \n ", SAMPLE_DAY) is None


def test_a_line_that_is_refused_is_named_by_its_place() -> None:
    """Blank lines are passed over, and counted."""
    with pytest.raises(ValueError, match=r"^ligne 3 : « Guillestre » n'a pas la forme attendue"):
        read_text(COMMUNES, "05065 Guillestre\n\nGuillestre", SAMPLE_DAY)

    read = read_text(COMMUNES, "05065 Guillestre\r\n\r\n05177 Vars\r\n", SAMPLE_DAY)
    assert [line.nom for line in read or ()] == ["Guillestre", "Vars"]


def test_a_form_makes_an_event() -> None:
    """What is left blank keeps its default."""
    typed_in = read_event(DecisionAdoptee, {**DECISION, "axe": " "}, SAMPLE_DAY)

    assert typed_in == Typed(
        DecisionAdoptee(
            libelle="Ouvrir une navette",
            seance="S3",
            responsables=("principal", "organisme:mairie-vars"),
            echeance=date(2027, 3, 15),
        ),
        {},
    )


@pytest.mark.parametrize(
    ("texts", "errors"),
    [
        ({"libelle": " "}, {"libelle": "À remplir."}),
        ({"priorite": "4"}, {"priorite": "4 n'est pas entre 1 et 3."}),
        (
            {"priorite": "x", "echeance": "31/02/2027"},
            {
                "priorite": "« x » n'est pas un nombre entier.",
                "echeance": "« 31/02/2027 » n'existe pas dans le calendrier.",
            },
        ),
        (
            {"hors_seance": "courriel"},
            {
                "seance": "Ces champs s'excluent : n'en remplissez qu'un.",
                "hors_seance": "Ces champs s'excluent : n'en remplissez qu'un.",
            },
        ),
        (
            {"echeance": ""},
            {
                "echeance": "À remplir : l'un de ces champs, un seul.",
                "permanente": "À remplir : l'un de ces champs, un seul.",
            },
        ),
    ],
)
def test_every_error_stands_under_its_field(texts: dict[str, str], errors: dict[str, str]) -> None:
    """All of them at once; those of alternatives under each; and there is no event."""
    assert read_event(DecisionAdoptee, DECISION | texts, SAMPLE_DAY) == Typed(None, errors)


def test_changes_are_typed_beside_the_other_fields() -> None:
    """What is given is changed, what is named in `vider` is emptied, the rest stays."""
    texts = {
        "champs.libelle": "Ouvrir deux navettes",
        "champs.vider": "axe, contributeurs",
        "motif": "x",
    }
    changes = changes_class(DecisionAdoptee)(
        libelle="Ouvrir deux navettes", vider=("axe", "contributeurs")
    )

    assert read_event(DecisionRectifiee, texts, SAMPLE_DAY) == Typed(
        DecisionRectifiee(champs=changes, motif="x"), {}
    )


@pytest.mark.parametrize(
    ("texts", "errors"),
    [
        ({}, {"": "Aucun champ n'est modifié."}),
        ({"champs.priorite": "4"}, {"champs.priorite": "4 n'est pas entre 1 et 3."}),
        (
            {"champs.seance": "S3", "champs.hors_seance": "courriel"},
            {
                "champs.seance": "Ces champs s'excluent : n'en remplissez qu'un.",
                "champs.hors_seance": "Ces champs s'excluent : n'en remplissez qu'un.",
            },
        ),
        (
            {"champs.axe": "axe-1", "champs.vider": "axe"},
            {"champs.vider": "« axe » est à la fois donné et vidé."},
        ),
        ({"champs.vider": "libelle"}, {"champs.vider": "« libelle » ne peut pas être vidé."}),
        ({"champs.libelle": "y", "motif": ""}, {"motif": "À remplir."}),
    ],
)
def test_what_changes_refuse_stands_under_its_field(
    texts: dict[str, str], errors: dict[str, str]
) -> None:
    """Under the field inside `champs`; that nothing is changed is of no one field."""
    assert read_event(DecisionRectifiee, {"motif": "x"} | texts, SAMPLE_DAY) == Typed(None, errors)


def test_a_form_of_changes_has_every_field_of_the_creation() -> None:
    """Blank where the payload changes nothing."""
    champs = {"libelle": "Ouvrir deux navettes", "responsables": ["acteur:ien"], "vider": ["axe"]}
    texts = typed_texts(DecisionRectifiee, {"champs": champs, "motif": "x"})
    inside = [f"champs.{spec.name}" for spec in fields_of(DecisionAdoptee)]

    left_out = {"champs.code", "champs.confirme"}
    assert set(texts) == {*inside, "champs.vider", "etat", "motif", "confirme"} - left_out
    assert {name: text for name, text in texts.items() if text} == {
        "champs.libelle": "Ouvrir deux navettes",
        "champs.responsables": "ien",
        "champs.vider": "axe",
        "motif": "x",
    }
