"""The catalogue of the interface: everything that may be asked or said has its place."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from ter_core import events, reports
from ter_core.reports.question import parameters_of
from ter_tui.catalogue import RUBRIQUES, Listing
from ter_tui.verbs import verbs_for

ROOT = Path(__file__).parents[2]
LISTS = [(rubric, listing) for rubric in RUBRIQUES for listing in rubric.lists]

# What no list shows, and where it is shown.
SHOWN_ELSEWHERE = {
    "historique": "h on any row, and the card of a subject",
    "fiche": "the card of a subject",
    "preparer": "the agenda of a séance",
    "releve": "a séance, live and afterwards",
    "bilan": "the rubrique Bilan",
    "bilan-chiffres": "the rubrique Bilan",
    "bilan-sections": "the rubrique Bilan",
    "preuve": "Enter on a figure of the bilan",
    "bilans": "the versions of the bilan",
    "contenu": "Enter on an event of the journal",
}
# What no key of a list records, and what does.
RECORDED_ELSEWHERE = {
    "TerritoireOuvert": "setting out",
    "SectionRedigee": "the rubrique Bilan",
    "BilanArrete": "the rubrique Bilan",
    "BilanTransmis": "the rubrique Bilan",
    "BilanRectifie": "the rubrique Bilan",
    "EvenementAnnule": "u",
    "ConflitTranche": "F8",
    "ContenuEfface": "the journal",
}


_ASKING = ("reports.get", "_question")  # what is called with the name of a question


def asked() -> set[str]:
    """The modules that the interface imports, and the questions it gets by their names."""
    found = set()
    for file in (ROOT / "ter_tui").rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.module:
                found.add(node.module)
            elif isinstance(node, ast.Call) and ast.unparse(node.func).endswith(_ASKING):
                found.update(str(one.value) for one in node.args if isinstance(one, ast.Constant))
    return found


def test_every_question_is_asked_somewhere() -> None:
    """A question is in a list, or a screen asks it to show it in its own way."""
    listed = {listing.question for _, listing in LISTS}
    by_screens = asked()

    assert {entry.name for entry in reports.entries()} == listed | SHOWN_ELSEWHERE.keys()
    assert not listed & SHOWN_ELSEWHERE.keys()
    for entry in reports.entries():
        assert entry.name in listed or by_screens & {entry.name, entry.module}


def test_every_event_is_recorded_somewhere() -> None:
    """Whatever people may say is created by a list, or applies to the rows of one."""
    created = {name for _, listing in LISTS for name in listing.creates}
    states: dict[str, set[str | None]] = {}
    for entry in events.entries():
        declared = events.get(entry.type).declaration
        states.setdefault(entry.kind, {None}).update([*declared.after, declared.to])
    said = {
        cls.__name__
        for kind in {listing.kind for _, listing in LISTS if listing.kind}
        for state in states[kind]
        for cls in verbs_for(kind, state)
    }
    known = {entry.type for entry in events.entries() if not entry.internal}

    assert known == created | said | RECORDED_ELSEWHERE.keys()
    assert not (created | said) & RECORDED_ELSEWHERE.keys()


@pytest.mark.parametrize(
    "listing", [listing for _, listing in LISTS], ids=lambda one: f"{one.question} {one.name}"
)
def test_a_list_names_what_its_question_has(listing: Listing) -> None:
    """Its columns, its parameters, its kind and its types are those of the classes."""
    cls = reports.get(listing.question)
    columns = {column.name for column in cls.columns}

    assert {*listing.order, *filter(None, [listing.key_column])} <= columns
    assert listing.params.keys() <= {one.name for one in parameters_of(cls)}
    assert not listing.kind or listing.kind in {entry.kind for entry in events.entries()}
    assert all(events.get(name).declaration.subject for name in listing.creates)
    assert not listing.order or listing.order[0] in columns


def test_a_row_says_what_it_is_about() -> None:
    """By its whole subject, by a column, by being about the only one; some are about nothing."""
    by_name = {listing.name: listing for _, listing in LISTS}

    assert by_name["Ouvertes"].names({"code_affiche": "D-2026-001"}) == ("decision", "D-2026-001")
    assert by_name["Événements"].names({"id_court": "1", "sujet": "axe:axe-1"}) == (
        "axe",
        "axe:axe-1",
    )
    assert by_name["Calendrier"].names({"date": 1, "code_affiche": "S-2026-001"}) == (
        "",
        "S-2026-001",
    )
    assert by_name["Convention"].names({"nature": "avenant"}) == ("territoire", "")
    of_commune = {"libelle": "Vars", "dimension": "commune", "valeur": "05177"}
    of_school = {**of_commune, "dimension": "etablissement", "valeur": "0059001G"}
    assert by_name["Couverture"].names(of_commune) is None
    assert by_name["Couverture"].names(of_school) == ("etablissement", "0059001G")
    assert by_name["Comparer"].names({"libelle_mesure": "Projets"}) is None
