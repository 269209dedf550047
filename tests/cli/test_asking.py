"""Asking commands, from a question class that this module defines and nothing else knows."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Self

import jsonschema
import pytest
from attrs import evolve, frozen

from ter_cli.ask_command import ask_command
from ter_cli.env import App
from ter_core import reports
from ter_core.events.fields import Count, Flag, Ref, Refs
from ter_core.log.findings import Finding
from ter_core.reports.question import Question, QuestionDeclaration
from tests.cli.reports import report

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.cli.conftest import Ter

POSITION = ({"poste": "k7mqzt2wv5c3hxab", "rang": 12, "empreinte": "a" * 64},)


@frozen(kw_only=True)
class Essai(Question):
    """Ce que l'essai demande.

    Un second paragraphe.
    """

    declaration = QuestionDeclaration(name="essai", label="Essai", arguments=("qui",))
    columns = ()

    qui: Annotated[str, Ref("Qui", to=("acteur",), example="principal")]
    instances: Annotated[tuple[str, ...], Refs("Instances", to=("instance",))] = ()
    au_moins: Annotated[int | None, Count("Au moins", example="3")] = None
    en_retard: Annotated[bool | None, Flag("En retard")] = None


class Answering:
    """A session that answers the awkward report, and remembers what it was asked."""

    asked: ClassVar[dict[str, Any]] = {}
    findings: ClassVar[tuple[Finding, ...]] = ()

    @staticmethod
    def opened(app: App) -> Answering:
        """Itself, whatever the journal."""
        del app
        return Answering()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """Nothing to close."""

    def ask(self, question: Question, **moment: Any) -> Any:
        """The report, at the moment that was asked."""
        Answering.asked = {"question": question, **moment}
        found = report(position=POSITION, findings=self.findings)
        return evolve(found, a_la_date=moment["a_la_date"] or date(2026, 11, 21))


reports._foreign.pop("essai")
reports._classes.pop("essai")


@pytest.fixture(autouse=True)
def answering(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Every session of this module is that one; the question is known here only."""
    reports.register(Essai)
    monkeypatch.setattr(App, "session", Answering.opened)
    monkeypatch.setattr(Answering, "findings", ())
    yield
    reports._foreign.pop("essai")
    reports._classes.pop("essai")


def test_parameters_become_options(ter: Ter) -> None:
    """The argument is positional, the others are options of their kinds."""
    words = "essai principal --instance copil,cec --au-moins 3 --sans-en-retard"
    answer = ter(*words.split())

    assert answer.code == 0, answer
    assert Answering.asked["question"] == Essai(
        qui="principal", instances=("copil", "cec"), au_moins=3, en_retard=False
    )


def test_moments_are_read(ter: Ter) -> None:
    """A date as people type it, and a position from a file or from an earlier answer."""
    Path("p.json").write_text(json.dumps(POSITION), encoding="utf-8")
    words = "essai x --a-la-date -30j --connu-le hier --position @p.json --format json"
    answer = ter(*words.split())

    assert answer.code == 0, answer
    assert Answering.asked["a_la_date"] == date(2026, 10, 22)
    assert Answering.asked["connu_le"] == date(2026, 11, 20)
    assert Answering.asked["position"] == list(POSITION)
    Path("answer.json").write_text(answer.out, encoding="utf-8")
    assert ter("essai", "x", "--position", "@answer.json").code == 0
    assert Answering.asked["position"] == list(POSITION)


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        ("essai", 2, "Il manque « QUI »."),
        ("essai x --au-moins 3x", 2, "option --au-moins : « 3x » n’est pas un nombre entier."),
        ("essai x --a-la-date 31/02", 2, "option --a-la-date : « 31/02 » n’existe pas"),
        ("essai x --position p.json", 2, "précédé de @"),
        ("essai x --position @absent.json", 3, "ne peut pas être lu"),
        ("essai x --csv-standard --format md", 2, "s’excluent"),
        ("essai x -o a/b.csv", 3, "Impossible d’écrire"),
        ("essai x -o b.xlsx", 2, "n’écrit pas de fichier « .xlsx »"),
    ],
)
def test_bad_parameters(words: str, code: int, told: str, ter: Ter) -> None:
    """What cannot be read is 2, what a file refuses is 3."""
    answer = ter(*words.split())

    assert (answer.code, answer.out) == (code, "")
    assert told in answer.err.replace("\u202f", " ")


def test_the_envelope_follows_its_schema(ter: Ter) -> None:
    """JSON says its schema, when it was made, its date and position; `--spec` ships the schema."""
    envelope = json.loads(ter("essai", "x", "--format", "json", "--a-la-date", "1/9/2026").out)
    schema = json.loads(ter("--spec").out)["reponses"]["essai"]

    assert list(envelope) == ["schema", "genere_le", "a_la_date", "position", "donnees"]
    assert (envelope["schema"], envelope["a_la_date"]) == ("ter.essai/1", "2026-09-01")
    jsonschema.validate(envelope, schema)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(envelope | {"a_la_date": 3}, schema)


@pytest.mark.parametrize("form", ["table", "texte", "json", "ndjson", "csv", "md"])
def test_a_file_holds_what_a_redirect_would(form: str, ter: Ter) -> None:
    """The same bytes, whole, and nothing left beside."""
    redirected = ter("essai", "x", "--format", form)
    written = ter("essai", "x", "--format", form, "-o", "sortie")

    assert written.out == ""
    assert Path("sortie").read_bytes() == redirected.out.encode()
    assert [path.name for path in Path().iterdir()] == ["sortie"]


def test_the_name_of_a_file_says_its_form(ter: Ter) -> None:
    """`-o suivi.csv` is a CSV; `--format` decides where both speak."""
    assert ter("essai", "x", "-o", "a.csv").code == 0
    assert ter("essai", "x", "-o", "b.csv", "--format", "json").code == 0

    assert Path("a.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    assert Path("b.csv").read_bytes().startswith(b"{")


def test_a_damaged_log_answers_and_warns(ter: Ter, monkeypatch: pytest.MonkeyPatch) -> None:
    """The answer is printed, the warning is on stderr, the code is 4; a notice changes nothing."""
    notice = Finding("trou", 1, "Il manque des lignes.")
    monkeypatch.setattr(Answering, "findings", (notice,))
    assert ter("essai", "x").code == 0

    damage = Finding("dommage", 4, "Cette ligne est abîmée.", fichier="a/actif.ndjson", ligne=3)
    monkeypatch.setattr(Answering, "findings", (notice, damage))
    answer = ter("essai", "x")

    assert answer.code == 4
    assert "Navette" not in answer.err
    assert "Ouvrir une navette" in answer.out
    assert "a/actif.ndjson, ligne 3" in answer.err


def test_help_comes_from_the_class() -> None:
    """The docstring, the parameters, then what every question takes."""
    command = ask_command(Essai)

    assert (command.help or "").startswith("Ce que l'essai demande.")
    assert [param.opts[0] for param in command.params][:4] == [
        "champ__qui",
        "--instance",
        "--au-moins",
        "--en-retard",
    ]
