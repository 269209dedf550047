"""`ter importer …`: files of others taken into the journal, seen before they are written."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ter_cli.command import CommonOption, TerCommand
from ter_cli.common import (
    DayType,
    confirm_option,
    machine_options,
    output_options,
    read_confirmations,
    trial_option,
)
from ter_cli.diagnostics import REFUSED, Refusal, Unreadable
from ter_cli.env import App, current
from ter_cli.formats.heading import counted
from ter_cli.group import FixedGroup

if TYPE_CHECKING:
    from ter_core import Session
    from ter_core.imports.carry_out import Outcome

__all__ = ["command"]

_SHORT, _MOST = 8, 40
_STAGES = 3
_FOR_PEOPLE = ("table", "texte", "md")

Tell = Callable[[str, int], None]
Work = Callable[["Session", Path, dict[str, Any], Tell], "Outcome"]


def _annuaire(session: Session, path: Path, values: dict[str, Any], tell: Tell) -> Outcome:
    from ter_core.imports import annuaire

    communes, uais = values["commune"], values["uai"]
    proposal = annuaire.propose(session, path, communes=communes, uais=uais, on=values["le"])
    return _carried(session, proposal, values, tell)


def _effectifs(session: Session, path: Path, values: dict[str, Any], tell: Tell) -> Outcome:
    from ter_core.imports import effectifs

    year = _year(values["annee"])
    proposal = effectifs.propose(session, path, year=year, on=values["le"])
    return _carried(session, proposal, values, tell)


def _reseau(session: Session, path: Path, values: dict[str, Any], tell: Tell) -> Outcome:
    from ter_core.imports import reseau

    confirmed = read_confirmations(values["confirmer"])
    network = reseau.propose(session, path, on=values["le"], confirmed=confirmed)
    return reseau.carry_out(
        session, network, confirmed=confirmed, trial=values["essai"], progress=tell
    )


def _tableau(session: Session, path: Path, values: dict[str, Any], tell: Tell) -> Outcome:
    from ter_core.imports import tableau

    said = values["correspondance"]
    mapping = tableau.read_mapping(Path(said)) if said else None
    proposal = tableau.propose(session, path, mapping, on=values["le"], sheet=values["feuille"])
    return _carried(session, proposal, values, tell)


def _carried(session: Session, proposal: Any, values: dict[str, Any], tell: Tell) -> Outcome:
    from ter_core.imports.carry_out import carry_out

    confirmed = read_confirmations(values["confirmer"])
    return carry_out(session, proposal, confirmed=confirmed, trial=values["essai"], progress=tell)


def _import(title: str, example: str, work: Work, values: dict[str, Any]) -> int:
    """Read, judge, write what may be, tell it all; 3 where a line was left out."""
    from ter_cli.ask_command import read_output
    from ter_cli.imported import SCHEMA, imported
    from ter_cli.progress import Progress

    if not values["fichier"]:
        raise Unreadable("Il manque « FICHIER ».", remedy=f"Exemple : « {example} ».")
    read_confirmations(values["confirmer"])  # what cannot be read is told before any work
    app, output, trial = current(), read_output(values), values["essai"]
    with app.session(origin="import") as session, Progress(app.console, _STAGES) as progress:
        progress.stage("Lecture")
        outcome = work(session, Path(values["fichier"]), values, progress.stage)
    for_people = output.chosen in _FOR_PEOPLE
    short = for_people and output.file is None and app.console.is_terminal
    report = imported(
        outcome,
        app.today,
        title=title,
        trial=trial,
        parts=for_people,
        most=_MOST if short else None,
    )
    app.show(report, output, SCHEMA)
    _tell(app, outcome, trial=trial)
    return REFUSED if outcome.rejections else 0


def _tell(app: App, outcome: Outcome, *, trial: bool) -> None:
    if outcome.written:
        app.console.tell(f"Enregistré en un lot : {counted(len(outcome.written), 'événement')}.")
        last = outcome.written[-1].record.id[-_SHORT:]
        app.console.tell(f"→ Une erreur ? « ter evenement annuler {last} » annule tout le lot.")
    elif not outcome.taken and not outcome.rejections:
        app.console.tell("Rien de nouveau : rien n'est écrit.")
    if left := len(outcome.lines_left):
        told = counted(left, "ligne est écartée", "lignes sont écartées")
        rest = "" if trial or not outcome.taken else " ; le reste est enregistré"
        app.console.tell(f"{told}{rest}.")
        what = "Corrigez-la" if left == 1 else "Corrigez-les"
        app.console.tell(f"→ {what} dans le fichier, et importez-le de nouveau.")


def _year(typed: str | None) -> Any:
    from ter_core.vocabulary.school_year import AnneeScolaire

    try:
        return None if typed is None else AnneeScolaire(typed)
    except ValueError as error:
        raise Unreadable(str(error), where="option --annee") from None


def _run_reseau(**values: Any) -> int:
    if not values["modele"]:
        _check_replaces(values, "--modele")
        return _import("Import du réseau", "ter importer reseau reseau.xlsx", _reseau, values)
    from ter_core.imports import reseau

    if values["fichier"]:
        raise Unreadable(
            "« --modele » écrit une feuille vide, et n'importe rien.",
            remedy="Donnez un fichier à importer, ou « --modele », mais pas les deux.",
        )
    made, console = values["modele"], current().console
    reseau.write_model(Path(made), replace=values["remplacer"])
    console.tell(f"Feuille vide écrite dans « {made} » ; son onglet Aide dit comment la remplir.")
    console.tell(f"→ Une fois remplie : « ter importer reseau {made} --essai ».")
    return 0


def _check_replaces(values: dict[str, Any], option: str) -> None:
    """Only what writes a file beside may replace one."""
    if values["remplacer"]:
        raise Unreadable(
            f"« --remplacer » ne vaut qu'avec « {option} ».", remedy="Retirez cette option."
        )


def _run_tableau(**values: Any) -> int:
    if not values["proposer"]:
        _check_replaces(values, "--proposer")
        return _import("Import d'un tableau", "ter importer tableau suivi.xlsx", _tableau, values)
    from ter_core.imports import tableau
    from ter_core.imports.files.open_sheet import open_sheet

    if not values["fichier"]:
        raise Unreadable("Il manque « FICHIER ».", remedy="Donnez le tableau à lire.")
    if values["correspondance"]:
        raise Unreadable(
            "« --proposer » et « --correspondance » s'excluent.",
            remedy="Ne donnez qu'une de ces options.",
        )
    app, path, made = current(), Path(values["fichier"]), Path(values["proposer"])
    if made.exists() and not values["remplacer"]:
        raise Refusal(
            "Ce fichier existe déjà.",
            where=f"« {made} »",
            remedy="Choisissez un autre nom, ou ajoutez « --remplacer ».",
        )
    with app.session(origin="import") as session:
        found = tableau.guess(session, open_sheet(path, sheet=values["feuille"]))
    tableau.write_mapping(found, made)
    app.console.tell(f"Correspondance écrite dans « {made} » : relisez-la, et corrigez-la.")
    app.console.tell(f"→ Puis : « ter importer tableau {path} --correspondance {made} --essai ».")
    return 0


def _file(help_: str) -> click.Argument:
    return click.Argument(["fichier"], required=False, metavar="FICHIER", help=help_)


def _common() -> list[click.Parameter]:
    """What every import takes."""
    return [
        trial_option("Montrer ce qui changerait, sans rien écrire."),
        CommonOption(
            ["--le"],
            type=DayType(),
            metavar="DATE",
            help="La date des faits, là où le fichier ne la dit pas (par défaut, aujourd'hui).",
        ),
        confirm_option(),
        *output_options(),
        *machine_options(),
    ]


_REPLACE = "Écrire par-dessus un fichier qui existe."


_COMMANDS: dict[str, click.Command] = {
    "annuaire": TerCommand(
        "annuaire",
        [
            _file("L'annuaire de l'éducation, en CSV, tel qu'il se télécharge."),
            click.Option(
                ["--commune"],
                multiple=True,
                metavar="INSEE",
                help="Les communes dont prendre les établissements (par défaut, celles du "
                "territoire). Répétable.",
            ),
            click.Option(
                ["--uai"],
                multiple=True,
                metavar="UAI",
                help="Des établissements, où qu'ils soient. Répétable.",
            ),
            *_common(),
        ],
        callback=lambda **values: _import(
            "Import de l'annuaire", "ter importer annuaire annuaire.csv", _annuaire, values
        ),
        help="Rattacher les écoles, collèges et lycées que dit l'annuaire de l'éducation, et "
        "suivre leurs changements de nom ou de nature.",
        epilog="Exemples :\n  ter importer annuaire annuaire.csv --essai\n"
        "  ter importer annuaire annuaire.csv --commune 05065 --uai 0059001G",
    ),
    "effectifs": TerCommand(
        "effectifs",
        [
            _file("Les effectifs des écoles ou des collèges : données ouvertes, ou tableau."),
            click.Option(
                ["--annee"],
                metavar="ANNEE",
                help="L'année scolaire, si le fichier n'en dit pas ou en a plusieurs. "
                "Exemple : 2026-2027.",
            ),
            *_common(),
        ],
        callback=lambda **values: _import(
            "Import des effectifs", "ter importer effectifs effectifs.csv", _effectifs, values
        ),
        help="Constater les effectifs des établissements du réseau, niveau par niveau.",
        epilog="Exemple :\n  ter importer effectifs effectifs.csv --annee 2026-2027 --essai",
    ),
    "reseau": TerCommand(
        "reseau",
        [
            _file("La feuille remplie : .xlsx, .ods ou .csv, une ligne par fonction."),
            click.Option(
                ["--modele"],
                metavar="FICHIER",
                help="Écrire la feuille vide à remplir (.xlsx).",
            ),
            click.Option(["--remplacer"], is_flag=True, help=_REPLACE),
            *_common(),
        ],
        callback=_run_reseau,
        help="Inscrire les organismes, les fonctions et les instances du réseau.\n\n"
        "Le nom, le courriel et le téléphone de qui exerce une fonction vont au carnet, "
        "jamais au journal.",
        epilog="Exemples :\n  ter importer reseau --modele reseau.xlsx\n"
        "  ter importer reseau reseau.xlsx --essai",
    ),
    "tableau": TerCommand(
        "tableau",
        [
            _file("Un tableau de suivi : .xlsx, .ods ou .csv."),
            click.Option(["--feuille"], metavar="NOM", help="La feuille du classeur à lire."),
            click.Option(
                ["--proposer"],
                metavar="FICHIER",
                help="Écrire comment le programme lit le tableau, pour le corriger.",
            ),
            click.Option(
                ["--correspondance"],
                metavar="FICHIER",
                help="Lire le tableau comme le dit ce fichier, une fois corrigé.",
            ),
            click.Option(["--remplacer"], is_flag=True, help=_REPLACE),
            *_common(),
        ],
        callback=_run_tableau,
        help="Reprendre un tableau de suivi qui existe : décisions, actions, participations, "
        "partenaires, ou tout tableau que `ter` exporte et qui n'est pas calculé.\n\n"
        "Sans correspondance, le programme dit comment il a lu chaque "
        "colonne ; « --proposer » l'écrit, à corriger.",
        epilog="Exemples :\n  ter importer tableau suivi.xlsx --proposer suivi.txt\n"
        "  ter importer tableau suivi.xlsx --correspondance suivi.txt --essai",
    ),
}


command = FixedGroup(
    "importer",
    _COMMANDS,
    "Fichiers",
    subcommand_metavar="QUOI …",
    help="Prendre ce que d'autres fichiers savent déjà. « --essai » montre d'abord ce qui "
    "changerait ; recommencer n'écrit rien deux fois.",
)
