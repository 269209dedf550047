"""`ter carnet …`: who holds which function; persons, outside the log."""

from __future__ import annotations

from typing import Any

import click

from ter_cli.carnet_asking import export_person, list_expired, show
from ter_cli.carnet_writing import add, change, erase, hand_over
from ter_cli.command import CommonOption, TerCommand
from ter_cli.common import (
    DayType,
    format_option,
    machine_options,
    output_options,
    trial_option,
)
from ter_cli.group import FixedGroup

__all__ = ["command"]


def _functions(ctx: click.Context, _: click.Parameter, incomplete: str) -> list[Any]:
    """The codes of the functions of the log."""
    from ter_cli.completion import codes

    return codes(ctx, ("acteur",), incomplete)


def _fields() -> list[click.Option]:
    """What a person has once."""
    return [
        click.Option(["--nom"], metavar="TEXTE", help="Prénom et nom."),
        click.Option(["--courriel"], metavar="ADRESSE", help="Son adresse de courriel."),
        click.Option(["--telephone"], metavar="NUMERO", help="Son numéro de téléphone."),
    ]


def _tenure(since: str) -> list[click.Option]:
    """A function that a person holds."""
    return [
        click.Option(
            ["--fonction"],
            metavar="CODE",
            shell_complete=_functions,
            help="Une fonction du journal.",
        ),
        click.Option(["--du"], type=DayType(), metavar="DATE", help=f"Depuis quand ({since})."),
        click.Option(
            ["--au"],
            type=DayType(),
            metavar="DATE",
            help="Le dernier jour (par défaut, la fonction est encore tenue).",
        ),
    ]


def _writing() -> list[click.Option]:
    return [
        trial_option(),
        format_option(),
        *machine_options(),
    ]


def _argument(name: str, told: str, complete: Any = None) -> click.Argument:
    return click.Argument(
        [name], required=False, metavar=name.upper(), help=told, shell_complete=complete
    )


_WHO = "Une partie de son nom, ou le début de son identifiant."
_YES = click.Option(["--oui"], is_flag=True, help="Effacer sans demander de confirmation.")

_COMMANDS = {
    "voir": TerCommand(
        "voir",
        [
            _argument(
                "qui", "Une fonction, ou une personne ; sans rien, qui tient quoi.", _functions
            ),
            CommonOption(
                ["--a-la-date"],
                type=DayType(),
                metavar="DATE",
                help="Répondre comme à cette date (par défaut, aujourd'hui).",
            ),
            *output_options(),
            *machine_options(),
        ],
        callback=show,
        help="Montrer qui tient quelle fonction, et comment joindre chacun.\n\n"
        "Une fonction donne tous ceux qui l'ont tenue, une personne toutes ses fonctions. Ce que "
        "deux personnes ont écrit différemment est montré deux fois : « ter carnet modifier » "
        "tranche.",
        epilog="Exemples :\n  ter carnet voir\n  ter carnet voir principal\n"
        "  ter carnet voir camille",
    ),
    "ajouter": TerCommand(
        "ajouter",
        [
            *_fields(),
            *_tenure("par défaut, aujourd'hui"),
            click.Option(
                ["--homonyme"], is_flag=True, help="Une autre personne qui porte le même nom."
            ),
            *_writing(),
        ],
        callback=add,
        help="Ajouter une personne au carnet, avec la fonction qu'elle tient.\n\n"
        "Le carnet est à côté du journal, qui ne connaît que des fonctions : aucun nom n'y entre.",
        epilog="Exemple :\n  ter carnet ajouter --nom 'Camille Exemple' "
        "--courriel camille@exemple.fr \\\n    --fonction principal --du 01/09/2026",
    ),
    "modifier": TerCommand(
        "modifier",
        [
            _argument("personne", _WHO),
            *_fields(),
            click.Option(
                ["--vider"],
                multiple=True,
                metavar="CHAMP",
                help="Vider ce champ : courriel ou telephone. Répétable.",
            ),
            *_tenure("par défaut, depuis qu'elle la tient, sinon aujourd'hui"),
            click.Option(
                ["--retirer-fonction"],
                multiple=True,
                metavar="CODE",
                shell_complete=_functions,
                help="Une fonction notée par erreur : jamais tenue. Répétable.",
            ),
            *_writing(),
        ],
        callback=change,
        help="Corriger la fiche d'une personne, ou trancher entre deux écritures.\n\n"
        "Ce qui est donné remplace ce qui était écrit. Une fonction remplace, de la même "
        "fonction, les périodes qu'elle recouvre.",
        epilog="Exemples :\n  ter carnet modifier camille --telephone '04 92 00 00 00'\n"
        "  ter carnet modifier camille --fonction principal --au 31/08/2027",
    ),
    "transmettre": TerCommand(
        "transmettre",
        [
            _argument("fonction", "Son code.", _functions),
            click.Option(
                ["--a", "successeur"],
                metavar="NOM",
                help="Qui la reprend : une personne du carnet, ou un nom nouveau.",
            ),
            click.Option(
                ["--de", "sortant"],
                metavar="PERSONNE",
                help="Qui la quitte, si plusieurs personnes la tiennent.",
            ),
            click.Option(
                ["--le"],
                type=DayType(),
                metavar="DATE",
                help="Le premier jour du successeur (par défaut, aujourd'hui).",
            ),
            *_fields()[1:],
            *_writing(),
        ],
        callback=hand_over,
        help="Transmettre une fonction : elle finit la veille pour qui la tient, et commence "
        "pour qui la reprend.",
        epilog="Exemple :\n  ter carnet transmettre principal --a 'Dominique Essai' "
        "--le 01/09/2027",
    ),
    "exporter": TerCommand(
        "exporter",
        [
            _argument("personne", _WHO),
            click.Option(
                ["-o", "fichier_sortie"],
                metavar="FICHIER",
                help="Le fichier à écrire, lisible de vous seul : un texte, ou du JSON s'il finit "
                "par .json. Sans lui, du JSON sur la sortie.",
            ),
            *machine_options(),
        ],
        callback=export_person,
        help="Écrire tout ce qui est tenu sur une personne, pour lui répondre.\n\n"
        "Sa fiche, ses fonctions et ce qu'elles ont enregistré pendant qu'elle les tenait, les "
        "textes du journal où son nom, son courriel ou son téléphone se lisent.",
        epilog="Exemple :\n  ter carnet exporter camille -o reponse.txt",
    ),
    "effacer": TerCommand(
        "effacer",
        [
            _argument("personne", _WHO),
            click.Option(
                ["--fondement"],
                metavar="TEXTE",
                help="Ce qui oblige à effacer, par exemple « RGPD, article 17 ».",
            ),
            _YES,
            *_writing(),
        ],
        callback=erase,
        help="Effacer une personne : sa fiche, ses copies, ce que cette machine en retient.\n\n"
        "Le journal dit seulement qu'une fiche est effacée ; les autres postes suppriment alors "
        "la leur. Le reste parle de fonctions, et ne change pas.",
    ),
    "conservation": TerCommand(
        "conservation",
        [
            click.Option(
                ["--duree"],
                metavar="DUREE",
                help="Après la fin de la dernière fonction : 3a, 36m, 90j (par défaut, 1a).",
            ),
            click.Option(["--effacer"], is_flag=True, help="Effacer ces personnes."),
            _YES,
            trial_option("Montrer ce qui serait effacé, sans rien effacer."),
            *output_options(),
            *machine_options(),
        ],
        callback=list_expired,
        help="Lister les personnes dont la durée de conservation est échue.\n\n"
        "Elle court depuis la fin de leur dernière fonction ; pour qui n'en a tenu aucune, depuis "
        "ce qui a été écrit en dernier.",
        epilog="Exemples :\n  ter carnet conservation\n"
        "  ter carnet conservation --duree 3a --effacer",
    ),
}


command = FixedGroup(
    "carnet",
    _COMMANDS,
    "Commandes",
    subcommand_metavar="COMMANDE …",
    help="Tenir le carnet : qui exerce quelle fonction, hors du journal. "
    "« ter carnet COMMANDE --help » en dit plus.",
)
