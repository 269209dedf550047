"""Questions of several arguments, of every kind of parameter, and of a word that also records."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any, Self

import duckdb
import jsonschema
import pytest
from attrs import frozen

from ter_cli.completion import VARIABLE
from ter_cli.env import App
from ter_core import events, reports
from ter_core.events.base import Event
from ter_core.events.declaration import Declaration, KeyForm, Subject
from ter_core.events.fields import (
    Choices,
    Code,
    Count,
    Day,
    Flag,
    Named,
    OneChoice,
    Ref,
    Refs,
    Title,
)
from ter_core.projections import definitions
from ter_core.reports.asking import part, report
from ter_core.reports.question import Question, QuestionDeclaration
from ter_core.reports.report import Column
from ter_core.vocabulary.bounds import Bornes
from ter_core.vocabulary.choices import Role, Zone
from ter_core.vocabulary.school_year import AnneeScolaire

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ter_core.reports.question import Marts
    from ter_core.reports.report import Report
    from tests.cli.conftest import Ter

REVUE = Subject(
    kind="revue",
    label="revue",
    plural="revues",
    key=KeyForm.SLUG,
    definition="Ce que l'essai passe en revue.",
    states={"arretee": "arrêtée"},
    closed=frozenset({"arretee"}),
)
BOUNDS = (
    "from (values (1, {'minimum': 65, 'maximum': 65}), (2, {'minimum': 781, 'maximum': 842}),\n"
    "(3, null), (4, {'minimum': 1, 'maximum': null})) as t (rang, eleves) order by rang"
)
ROLES = (Role.PILOTE, Role.PRINCIPAL)
EXPECTED = ((1, Bornes(65, 65)), (2, Bornes(781, 842)), (3, None), (4, None))


@frozen(kw_only=True)
class Revue(Question):
    """Ce que l'essai passe en revue, une année."""

    declaration = QuestionDeclaration(
        name="revue", label="Revue", arguments=("annee_scolaire", "zone", "qui")
    )
    columns = (Column("rang", "Rang", "nombre"), Column("eleves", "Élèves", "bornes"))

    qui: Annotated[str | None, Ref("Qui", to=("acteur",), example="principal")] = None
    zone: Annotated[Zone | None, OneChoice("Zone", choices=Zone)] = None
    annee_scolaire: Annotated[str, Named("Année scolaire", of=AnneeScolaire, example="2026-2027")]
    roles: Annotated[tuple[Role, ...], Choices("Rôles", choices=Role)] = ()
    academie: Annotated[Zone | None, OneChoice("Académie", choices=Zone)] = None
    instances: Annotated[tuple[str, ...], Refs("Instances", to=("instance",))] = ()
    axe: Annotated[str | None, Ref("Axe", to=("axe",), example="axe-2")] = None
    detail: Annotated[bool, Flag("Détail")] = False
    du: Annotated[date | None, Day("Du", example="01/09/2026")] = None
    au_moins: Annotated[int, Count("Au moins", example="3")] = 1

    def answer(self, marts: Marts) -> Report:
        """Bounds as SQL hands them over."""
        return report(self, marts, BOUNDS)


@frozen(kw_only=True)
class Plusieurs(Question):
    """Ce que l'essai demande de plusieurs."""

    declaration = QuestionDeclaration(name="plusieurs", label="Plusieurs", arguments=("qui",))
    columns = Revue.columns

    qui: Annotated[tuple[str, ...], Refs("Qui", to=("acteur",), least=1)]

    def answer(self, marts: Marts) -> Report:
        """The same."""
        return report(self, marts, BOUNDS)


@frozen(kw_only=True)
class RevueArretee(Event):
    """Une revue est arrêtée."""

    declaration = Declaration(
        subject=REVUE, verb="arreter", label="Revue arrêtée", creates=True, to="arretee"
    )
    code: Annotated[str | None, Code("Code")] = None
    nom: Annotated[str, Title("Nom", example="Revue de juin")]


class Tables:
    """Marts that are DuckDB and nothing more."""

    a_la_date = date(2026, 11, 21)

    def at(self, *_: Any) -> Self:
        """Itself, on any day."""
        return self

    def rows(self, sql: str, values: Mapping[str, Any] | None = None) -> Sequence[tuple[Any, ...]]:
        """The rows."""
        with duckdb.connect() as connection:
            return connection.execute(sql, dict(values or {})).fetchall()


class Asked:
    """A session that answers from such tables, and remembers what it was asked."""

    def __init__(self) -> None:
        self.question: Any = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """Nothing to close."""

    def ask(self, question: Question, **_: Any) -> Report:
        """The question's own answer."""
        self.question = question
        return question.answer(Tables())


def forget() -> None:
    """Leave the registries as the other tests know them."""
    events.forget("RevueArretee")
    for name in ("revue", "plusieurs"):
        reports._foreign.pop(name, None)
        reports._classes.pop(name, None)


forget()


@pytest.fixture(autouse=True)
def known() -> Iterator[None]:
    """The classes of this module are known here only."""
    for cls in (Revue, Plusieurs):
        reports.register(cls)
    events.register(RevueArretee)
    yield
    forget()


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> Asked:
    """The session of the questions."""
    session = Asked()
    monkeypatch.setattr(App, "session", lambda _: session)
    return session


@pytest.fixture
def proposed(ter: Ter, monkeypatch: pytest.MonkeyPatch) -> Any:
    """The values that a shell is told after some words."""

    def ask(words: str, incomplete: str = "") -> list[str]:
        with monkeypatch.context() as patch:
            patch.setenv(VARIABLE, "powershell_complete")
            patch.setenv("COMP_WORDS", f"ter {words} {incomplete}".strip())
            patch.setenv("COMP_CWORD", incomplete)
            answer = ter()
        assert answer.err == ""
        return [line.partition("\t")[0] for line in answer.out.splitlines() if line]

    return ask


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("revue 2026-2027", {}),
        ("revue 2026-2027 b", {"zone": Zone.B}),
        ("revue 2026-2027 B principal", {"zone": Zone.B, "qui": "principal"}),
        ("revue --detail 2026-2027 C", {"zone": Zone.C, "detail": True}),
        ("revue 2026-2027 --role pilote --role principal", {"roles": ROLES}),
        ("revue 2026-2027 --roles pilote,principal --axe axe-2", {"roles": ROLES, "axe": "axe-2"}),
        ("revue 2026-2027 --academie corse", {"academie": Zone.CORSE}),
        ("revue 2026-2027 --instance copil,cec --instance cotech",
         {"instances": ("copil", "cec", "cotech")}),
        ("revue 2026-2027 --du 1/9/2026 --au-moins 3", {"du": date(2026, 9, 1), "au_moins": 3}),
    ],
)  # fmt: skip
def test_arguments_and_options_of_every_kind(
    words: str, expected: dict[str, Any], ter: Ter, asked: Asked
) -> None:
    """Arguments come in the order that the class says, options anywhere; each is of its kind."""
    answer = ter(*words.split())

    assert answer.code == 0, answer
    assert asked.question == Revue(annee_scolaire="2026-2027", **expected)


def test_an_argument_may_hold_several_values(ter: Ter, asked: Asked) -> None:
    """One after the other, or apart by commas; at least one where the class asks for one."""
    assert ter("plusieurs", "principal", "vars,eygliers").code == 0
    assert asked.question == Plusieurs(qui=("principal", "vars", "eygliers"))

    answer = ter("plusieurs")
    assert (answer.code, answer.out) == (2, "")
    assert "Il manque « QUI »." in answer.err.replace("\u202f", " ")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("revue", "Il manque « ANNEE-SCOLAIRE »."),
        ("revue 2026-2028", "« 2026-2028 » n’est pas une année scolaire"),
        ("revue 2026-2027 D", "« D » n’est pas dans la liste : A, B, C"),
        ("revue 2026-2027 B x y", "Argument en trop : y."),
        (
            "revue 2026-2027 --role pilote,pilote",
            "option --role : Une même valeur y est deux fois.",
        ),
        ("revue 2026-2027 --au-moins 3x", "option --au-moins : « 3x » n’est pas un nombre"),
        ("revue 2026-2027 acteur:", "« acteur: » n’est pas dans la liste"),
        ("revue 2026-2027 B axe:axe-2", "« axe:axe-2 » n’est pas de la sorte attendue"),
    ],
)
def test_what_cannot_be_read_is_an_error_of_usage(
    words: str, told: str, ter: Ter, asked: Asked
) -> None:
    """Whatever the place of the argument, the code is 2 and the message names it."""
    answer = ter(*words.split())

    assert (answer.code, answer.out, asked.question) == (2, "", None)
    assert told in answer.err.replace("\u202f", " ")


def test_help_shows_arguments_in_order_and_what_the_word_records(ter: Ter) -> None:
    """The usage line, the arguments, the verbs of the same word, then the options."""
    told = ter("revue", "--help").out.replace("\u202f", " ")

    assert told.startswith("Utilisation : ter revue [OPTIONS] ANNEE-SCOLAIRE [ZONE] [QUI]\n")
    assert "Ce que l’essai passe en revue, une année." in told
    assert "\nEnregistrer (ter revue VERBE) :\n  arreter  Une revue est arrêtée.\n" in told
    assert told.index("Arguments :") < told.index("Enregistrer (") < told.index("\nOptions :")
    assert "Enregistrer" not in ter("suivi", "--help").out
    assert "ter plusieurs [OPTIONS] QUI…\n" in ter("plusieurs", "--help").out


def test_a_word_asks_or_records(begun: Ter, monkeypatch: pytest.MonkeyPatch) -> None:
    """A word followed by one of its verbs records; otherwise it asks."""
    recorded = begun("revue", "arreter", "--code", "juin", "--nom", "Revue de juin")
    assert recorded.out.startswith("Revue arrêtée"), recorded
    assert begun("revue", "arreter", "--help").out.startswith(
        "Utilisation\u202f: ter revue arreter"
    )

    session = Asked()
    monkeypatch.setattr(App, "session", lambda _: session)
    assert begun("revue", "2026-2027").code == 0
    assert session.question.annee_scolaire == "2026-2027"


@pytest.mark.parametrize(
    "words",
    ["revue --detail arreter", "revue 2026-2027 arreter", "revue 2026-2027 B x arreter --detail"],
)
def test_a_verb_out_of_its_place_is_told_as_one(words: str, ter: Ter, asked: Asked) -> None:
    """Not as a bad value: what to write in order to record is said."""
    answer = ter(*words.split())

    assert (answer.code, answer.out, asked.question) == (2, "", None)
    told = answer.err.replace("\u202f", " ")
    assert "« arreter » est un verbe : il suit aussitôt « revue »." in told
    assert "Pour enregistrer, écrivez « ter revue arreter … »." in told


def test_a_value_of_an_option_may_be_a_verb(ter: Ter, asked: Asked) -> None:
    """Only what stands where the verb would is taken for one."""
    assert ter("revue", "2026-2027", "--axe", "arreter").code == 0
    assert asked.question.axe == "arreter"


def test_the_specification_tells_both(ter: Ter) -> None:
    """The question with its arguments in order, and the command that records."""
    spec = json.loads(ter("--spec").out)
    found = [one for one in spec["commandes"] if one["commande"].startswith("ter revue")]

    assert [one["commande"] for one in found] == ["ter revue", "ter revue", "ter revue arreter"]
    asks = next(one for one in found if not one["groupe"])["parametres"]
    assert [(one["noms"], one["type"], one["requis"]) for one in asks[:3]] == [
        (["ANNEE-SCOLAIRE"], "identifiant", True),
        (["[ZONE]"], "mot", False),
        (["[QUI]"], "reference", False),
    ]
    assert asks[1]["choix"]["B"] == "zone B"
    assert asks[2]["designe"] == ["acteur"]
    assert {one["noms"][0] for one in asks if one["repetable"]} == {"--role", "--instance"}
    several = next(one for one in spec["commandes"] if one["commande"] == "ter plusieurs")
    assert several["parametres"][0]["repetable"]


def test_arguments_are_completed(
    begun: Ter, proposed: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Verbs first, school years of the journal, words of lists, codes; each in its place.

    Nothing is asked about the class of this module: the views of the catalogue will do.
    """
    monkeypatch.setattr(definitions, "_are_extended", lambda: False)
    assert proposed("revue") == ["arreter", "2026-2027"]
    assert proposed("revue", "20") == ["2026-2027"]
    assert proposed("revue 2026-2027", "c") == ["corse"]
    assert proposed("revue 2026-2027 B", "pri") == ["principal"]
    assert proposed("revue --axe x", "arr") == []
    assert proposed("revue 2026-2027 B x --role", "pil") == ["pilote"]
    assert proposed("revue 2026-2027 B x", "arr") == []


def test_nothing_is_completed_without_a_journal(proposed: Any) -> None:
    """No year is known: silence."""
    assert proposed("revue", "20") == []


def test_bounds_come_from_sql(ter: Ter, asked: Asked) -> None:
    """A struct becomes bounds, none where either is unknown; and its JSON follows its schema."""
    assert Revue(annee_scolaire="2026-2027").answer(Tables()).rows == EXPECTED

    envelope = json.loads(ter("revue", "2026-2027", "--format", "json").out)
    jsonschema.validate(envelope, json.loads(ter("--spec").out)["reponses"]["revue"])
    assert envelope["donnees"][1] == {"rang": 2, "eleves": {"minimum": 781, "maximum": 842}}


def test_a_chapter_is_made_as_a_report_is() -> None:
    """Its columns by name, values by parameter, bounds converted."""
    found = part(
        Tables(),
        name="eleves",
        title="Élèves",
        columns=Revue.columns,
        source=BOUNDS.replace("order", "where rang < $rang order"),
        values={"rang": 3},
        text=("Ce qui est sûr.",),
    )

    assert found.rows == EXPECTED[:2]
    assert (found.name, found.title, found.text) == ("eleves", "Élèves", ("Ce qui est sûr.",))
    assert found.empty == "Aucun élément relevé."
