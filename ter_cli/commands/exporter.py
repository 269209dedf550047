"""`ter exporter duckdb FICHIER`: the whole journal as a file that other tools open."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ter_cli.command import TerCommand
from ter_cli.common import format_option, machine_options
from ter_cli.diagnostics import Unreadable
from ter_cli.env import App, current
from ter_cli.formats.heading import counted
from ter_cli.group import FixedGroup
from ter_cli.output import Output

if TYPE_CHECKING:
    from ter_core.exports.duckdb_file import Exported

__all__ = ["command"]

_KIB, _MIB = 1 << 10, 1 << 20


def _duckdb(fichier: str | None, *, remplacer: bool, noms: bool, **values: Any) -> int:
    from ter_cli.ask_command import warn
    from ter_core.exports.duckdb_file import export_duckdb

    if not fichier:
        raise Unreadable(
            "Il manque « FICHIER ».", remedy="Exemple : « ter exporter duckdb journal.duckdb »."
        )
    app, form = current(), values["format"]
    with app.session() as session:
        exported = export_duckdb(session, Path(fichier), replace=remplacer, names=noms)
    if form in (None, "texte"):
        _tell(app, exported)
    else:
        _show(app, exported, form)
    return warn(app, exported.findings, Output(form))


def _tell(app: App, exported: Exported) -> None:
    name = str(exported.path)
    told = f"{counted(exported.events, 'événement')}, {_weight(exported.size)}"
    app.console.tell(f"Base écrite dans « {name} » : {told}.")
    app.console.tell(f"→ « duckdb -readonly {shlex.quote(name)} », puis « from suivi_decisions; ».")


def _weight(size: int) -> str:
    if size < _MIB:
        return f"{-(-size // _KIB)} Kio"
    return f"{size / _MIB:.1f} Mio".replace(".", ",")


def _show(app: App, exported: Exported, form: str) -> None:
    from ter_core import Column, Report

    columns = (
        Column("fichier", "Fichier"),
        Column("nb_evenements", "Événements", "nombre"),
        Column("octets", "Octets", "nombre"),
        Column("nb_constats", "Constats", "nombre"),
    )
    row = (str(exported.path), exported.events, exported.size, len(exported.findings))
    report = Report(
        name="exporter-duckdb",
        title="Base écrite",
        columns=columns,
        rows=(row,),
        a_la_date=app.today,
        position=exported.position,
        empty="Rien.",
    )
    app.show(report, Output(form), "ter.export/1")


_COMMANDS = {
    "duckdb": TerCommand(
        "duckdb",
        [
            click.Argument(
                ["fichier"],
                required=False,
                metavar="FICHIER",
                help="La base à écrire, par exemple journal.duckdb.",
            ),
            click.Option(
                ["--remplacer"], is_flag=True, help="Écrire par-dessus un fichier qui existe."
            ),
            click.Option(
                ["--noms"],
                is_flag=True,
                help="Avec qui tient quelle fonction, d'après le carnet (table « carnet »).",
            ),
            format_option(),
            *machine_options(),
        ],
        callback=_duckdb,
        help="Écrire une base DuckDB qui se suffit : les événements, leurs vues typées, les "
        "réponses de `ter`, chaque colonne commentée.\n\n"
        "Elle s'ouvre sans `ter`, en lecture seule, et répond comme lui, à toute date : "
        "« set variable a_la_date = date '2026-01-15' ». Elle est copiée en entier : elle ne "
        "suit pas le journal.",
        epilog="Exemples :\n  ter exporter duckdb journal.duckdb\n"
        "  duckdb -readonly journal.duckdb -c 'from suivi_decisions'",
    ),
}


command = FixedGroup(
    "exporter",
    _COMMANDS,
    "Formes",
    subcommand_metavar="FORME …",
    help="Écrire tout le journal sous une forme que d'autres outils lisent : "
    "« ter exporter FORME --help » en dit plus.",
)
