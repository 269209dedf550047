"""Asking commands, each generated from a question class: parameters in, a report out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, TypeVar

import click

from ter_cli.command import CommonOption, TerCommand, options_section
from ter_cli.common import DayType, machine_options, output_options
from ter_cli.diagnostics import INTEGRITY, Problem, Refusal, Unreadable, report_problem
from ter_cli.diffusion import as_it_leaves, check_export, diffusion_options, record_export
from ter_cli.env import App, current
from ter_cli.options import FieldArgument, FieldOption, checked, option_name
from ter_cli.output import Output
from ter_cli.words import nouns
from ter_core import errors
from ter_core.reports.question import parameters_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from ter_core import Finding, Report, Session
    from ter_core.events.base import EventField
    from ter_core.reports.question import Question

__all__ = [
    "answered",
    "ask_command",
    "check_now",
    "is_now",
    "read_output",
    "read_question",
    "schema_name",
    "warn",
]

Q = TypeVar("Q", bound="Question")

_PARAMETER = re.compile(r"paramètre « (\w+) »")


def ask_command(
    cls: type[Question],
    more: Sequence[click.Option] = (),
    run: Callable[[dict[str, Any]], int] | None = None,
    acts: str = "",
    epilog: str | None = None,
) -> click.Command:
    """The command that asks one question; one that also acts says how, and runs so."""
    declared = cls.declaration
    specs = {spec.name: spec for spec in parameters_of(cls)}
    arguments = [specs.pop(name) for name in declared.arguments]
    params = [
        *(AskArgument(one, shown=_word(cls, one), required=not one.optional) for one in arguments),
        *(FieldOption(spec, required=not spec.optional) for spec in specs.values()),
    ]
    return AskCommand(
        declared.name,
        [
            *params,
            *more,
            *_names_options(cls),
            *diffusion_options(cls),
            *_moment_options(),
            *output_options(),
            *machine_options(),
        ],
        callback=lambda **values: run(values) if run else _ask(cls, values),
        help="\n\n".join(filter(None, [(cls.__doc__ or declared.label).strip(), acts])),
        epilog=epilog,
        options_metavar="[OPTIONS]",
    )


class AskCommand(TerCommand):
    """A question. Its word may also record: `ter bilan` asks, `ter bilan arreter` records."""

    @property
    def verbs(self) -> dict[str, str]:
        """The verbs that record about the same word, and what each says."""
        return {entry.verb: entry.help for entry in nouns().get(self.name or "", [])}

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """What the same word records, then the options."""
        heading = f"Enregistrer (ter {self.name} VERBE)"
        options_section(formatter, heading, list(self.verbs.items()))
        super().format_options(ctx, formatter)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """The values; a verb out of its place is told as one, not as a bad value."""
        if self.verbs and not ctx.resilient_parsing:
            for word in self._positional(ctx, args):
                if word in self.verbs:
                    raise Unreadable(
                        f"« {word} » est un verbe : il suit aussitôt « {self.name} ».",
                        remedy=f"Pour enregistrer, écrivez « ter {self.name} {word} … ».",
                    )
        return super().parse_args(ctx, args)

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[Any]:
        """The verbs, and the options."""
        return [*self.verbs_next(ctx, incomplete), *super().shell_complete(ctx, incomplete)]

    def verbs_next(self, ctx: click.Context, incomplete: str) -> list[Any]:
        """The verbs that may come now: none once anything is typed."""
        from click.core import ParameterSource
        from click.shell_completion import CompletionItem

        sources = (ctx.get_parameter_source(param.name or "") for param in self.params)
        if ParameterSource.COMMANDLINE in sources:
            return []
        return [
            CompletionItem(verb, help=told)
            for verb, told in self.verbs.items()
            if verb.startswith(incomplete)
        ]

    def _positional(self, ctx: click.Context, args: list[str]) -> list[str]:
        """The words that are neither options nor their values, those in excess included."""
        given, extra, _ = self.make_parser(ctx).parse_args(list(args))
        names = [param.name for param in self.params if isinstance(param, click.Argument)]
        found: list[Any] = list(extra)
        for name in names:
            value = given.get(name or "")
            found += value if isinstance(value, tuple) else [value]
        return [word for word in found if isinstance(word, str)]


class AskArgument(FieldArgument):
    """What a question is about; the same place may hold a verb."""

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[Any]:
        """The verbs, and what the argument may be."""
        command = ctx.command
        verbs = command.verbs_next(ctx, incomplete) if isinstance(command, AskCommand) else []
        return [*verbs, *super().shell_complete(ctx, incomplete)]


def schema_name(cls: type[Question]) -> str:
    """`ter.suivi/1`."""
    return f"ter.{cls.declaration.name}/{cls.declaration.schema_version}"


def _names_options(cls: type[Question]) -> list[click.Option]:
    """`--noms`, where an answer holds functions."""
    if all(column.holds != "acteur" for column in cls.columns):
        return []
    return [
        CommonOption(
            ["--noms"],
            is_flag=True,
            help="Dire aussi qui tient chaque fonction à cette date, d'après le carnet.",
        )
    ]


def _moment_options() -> list[click.Option]:
    return [
        CommonOption(
            ["--a-la-date"],
            type=DayType(),
            metavar="DATE",
            help="Répondre comme à cette date (par défaut, aujourd'hui).",
        ),
        CommonOption(
            ["--connu-le"],
            type=DayType(),
            metavar="DATE",
            help="Ne tenir compte que de ce qui était enregistré ce jour-là.",
        ),
        CommonOption(
            ["--position"],
            metavar="@FICHIER",
            help="Ne tenir compte que de ce qu'un poste connaissait : une position, ou une "
            "réponse en JSON qui en porte une.",
        ),
    ]


def _ask(cls: type[Question], values: dict[str, Any]) -> int:
    app, question, output = current(), read_question(cls, values), read_output(values)
    check_export(output, values)
    with app.session() as session:
        report = answered(question, values, session)
        record_export(app, session, question, report, values)
    app.show(report, output, schema_name(cls))
    return warn(app, report.findings, output)


def answered(question: Question, values: dict[str, Any], session: Session) -> Report:
    """The answer, at the moment and for whom the command line says; with names, if it says so."""
    position, asked = _position(values["position"]), as_it_leaves(question, values)
    try:
        report = session.ask(
            asked,
            a_la_date=values["a_la_date"],
            connu_le=values["connu_le"],
            position=position,
        )
    except errors.TerError as error:
        error.where = _told(type(question), error.where)
        raise
    if not values.get("noms"):
        return report
    from ter_core.carnet import Carnet
    from ter_core.carnet.display import with_names

    return with_names(report, Carnet.open(session))


def is_now(app: App, values: dict[str, Any]) -> bool:
    """Whether the answer is that of today, from all that is known."""
    return values["a_la_date"] in (None, app.today) and not (
        values["connu_le"] or values["position"]
    )


def check_now(app: App, values: dict[str, Any], remedy: str) -> None:
    """Refuse to record an answer of another day: what is recorded dates from today."""
    if is_now(app, values):
        return
    given = [name for name in ("a_la_date", "connu_le", "position") if values[name]]
    raise Unreadable(
        "Ce qui s'enregistre date d'aujourd'hui, d'après tout ce que l'on sait.",
        where=f"option --{given[0].replace('_', '-')}",
        remedy=remedy,
    )


def read_output(values: dict[str, Any]) -> Output:
    """Where the answer goes and how; a format that the file's name contradicts is what is asked."""
    from pathlib import Path

    named, form = values["fichier_sortie"], values["format"]
    if values["csv_standard"] and form not in (None, "csv"):
        raise Unreadable(
            "« --csv-standard » et un autre format s'excluent.", remedy="Ne gardez que l'un."
        )
    path: Path | None = Path(named) if named else None
    if path and path.suffix.lower() in (".xlsx", ".ods", ".pdf", ".odt", ".docx") and not form:
        raise Unreadable(
            f"Cette version n'écrit pas de fichier « {path.suffix} ».",
            where="option -o",
            remedy="Un fichier .csv s'ouvre dans Excel et LibreOffice.",
        )
    return Output(form, path, values["csv_standard"])


def warn(app: App, findings: Sequence[Finding], output: Output) -> int:
    """Say on stderr that the answer rests on a damaged log, and answer so."""
    grave = [finding for finding in findings if finding.gravite >= INTEGRITY]
    if not grave:
        return 0
    first = grave[0]
    place = f"{first.fichier}, ligne {first.ligne}" if first.ligne is not None else first.fichier
    problem = Problem(
        INTEGRITY,
        "JournalAbime",
        "Le journal est abîmé : cette réponse peut être incomplète.",
        place,
        "Voyez « ter verifier », qui dit tout ce qui ne va pas.",
    )
    as_json = output.chosen in ("json", "ndjson")
    report_problem(problem, app.console, as_json=as_json, heading="Attention")
    return INTEGRITY


def read_question(cls: type[Q], values: dict[str, Any]) -> Q:
    """The question that the command line asks."""
    given = {}
    for spec in parameters_of(cls):
        value = values.get(f"champ__{spec.name}")
        if spec.kind.many and value is not None:
            value = tuple(item for use in value for item in use) or None
        if value is not None:
            given[spec.name] = checked(spec, value, _place(cls, spec))
        elif not spec.optional:
            given[spec.name] = _missing(spec, _word(cls, spec))
    try:
        return cls(**given)
    except errors.InvalidValue as error:
        where = _told(cls, error.where)
        raise Unreadable(error.what, where=where, remedy=error.remedy) from None


def _word(cls: type[Question], spec: EventField) -> str:
    """How the command line calls a parameter: `ANNEE`, `--etat`."""
    if spec.name in cls.declaration.arguments:
        return spec.name.upper().replace("_", "-")
    return option_name(spec)


def _place(cls: type[Question], spec: EventField) -> str:
    """How a message calls it: `ANNEE`, `option --etat`."""
    word = _word(cls, spec)
    return word if spec.name in cls.declaration.arguments else f"option {word}"


def _told(cls: type[Question], where: str) -> str:
    """The place of an error, in the words of the command line."""
    found = _PARAMETER.fullmatch(where)
    name = found[1] if found else where
    for spec in parameters_of(cls):
        if spec.name == name:
            return _place(cls, spec)
    return where


def _missing(spec: EventField, word: str) -> Any:
    from ter_cli.prompting import ask_field

    console = current().console
    if console.interactive:
        return ask_field(console, spec)
    path = click.get_current_context().command_path
    example = f" Exemple : {spec.kind.example}." if spec.kind.example else ""
    raise Unreadable(f"Il manque « {word} ».", remedy=f"Voyez « {path} --help ».{example}")


def _position(typed: str | None) -> list[dict[str, Any]] | None:
    if not typed:
        return None
    from pathlib import Path

    from ter_cli.structured import read_json

    where = "option --position"
    if not typed.startswith("@"):
        raise Unreadable(
            "Il faut un fichier, précédé de @.", where=where, remedy="Exemple : @position.json."
        )
    found = read_json(Path(typed[1:]), where)
    found = found.get("position") if isinstance(found, dict) else found
    if not isinstance(found, list) or not all(_is_place(place) for place in found):
        raise Refusal(
            "Ce fichier ne contient pas de position.",
            where=where,
            remedy='Il faut une liste de {"poste", "rang", "empreinte"}.',
        )
    return found


def _is_place(value: Any) -> bool:
    return (
        isinstance(value, dict)
        and isinstance(value.get("poste"), str)
        and type(value.get("rang")) is int
        and isinstance(value.get("empreinte"), str)
    )
