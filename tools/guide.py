"""What the guide takes from the program itself: the glossary, and every command.

`docs/conf.py` puts these texts where a page of the guide says `<!-- glossaire -->` or
`<!-- commandes -->`, so that the pages that are built cannot differ from the classes.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from typing import Any

import click

from ter_cli.diagnostics import EXIT_CODES
from ter_cli.formats import FORMATS
from ter_cli.group import FIXED
from ter_cli.main import root
from ter_cli.plugins import plugins
from ter_cli.spec import specification
from ter_cli.words import nouns, questions
from ter_core import events
from ter_core.events.declaration import ANY_SUBJECT
from ter_core.events.glossary import Term, term_of
from ter_core.vocabulary.typography import french

__all__ = ["GENERATED", "THEME_WORDS", "commands", "commands_text", "glossary_text"]

_EVERYWHERE = "confirme"  # a field of every event, which the page explains once


def glossary_text() -> str:
    """Every subject with its states; under it, every event about it with its fields."""
    return "\n".join(_glossary())


def _glossary() -> Iterator[str]:
    typed = {entry.type: f"ter {entry.noun} {entry.verb}" for entry in events.entries()}
    for subject in (*events.subjects(), ANY_SUBJECT):
        yield f"## {_capital(subject.label)}\n"
        yield f"{french(subject.definition)}\n"
        if subject.states:
            yield f"États : {', '.join(map(french, subject.states.values()))}.\n"
        for cls in events.classes():
            if cls.declaration.subject.kind == subject.kind:
                words = "" if cls.declaration.internal else typed[cls.__name__]
                yield from _event(term_of(cls), words)


def _event(term: Term, typed: str) -> Iterator[str]:
    yield french(term.term)
    yield f": {french(term.definition)} *({f'`{typed}`' if typed else 'écrit par le programme'})*\n"
    if term.states:
        yield french(f"  Mène à l'état « {term.states[0]} ».\n")
    fields = [
        french(f"{label} ({_inside(told)})" if told else label)
        for name, label, told in term.fields
        if name != _EVERYWHERE
    ]
    if fields:
        yield f"  Champs\u202f: {' · '.join(fields)}.\n"


def commands_text() -> str:
    """Every command with what it does, in the order of `ter --help`; then options, exit codes."""
    return "\n".join(_commands())


def _commands() -> Iterator[str]:
    asking = [name for name in map("ter {}".format, questions()) if _word(name) not in FIXED]
    telling = [name for name in commands() if _word(name) in nouns() and name.count(" ") == 2]
    acting = [name for name in commands() if _word(name) in FIXED]
    for title, names in (
        ("Demander", asking),
        ("Enregistrer", telling),
        ("Préparer, relancer, tenir le journal", acting),
        ("Ouvrir l’interface", [name for name in commands() if _word(name) in plugins()]),
    ):
        yield f"## {title}\n"
        rows = ((f"`{name}`", _first(name)) for name in names)
        yield from _table("Commande | Ce qu’elle fait", rows)
    common: Mapping[str, str] = {
        "`, `".join(one["noms"]): one["aide"]
        for command in commands().values()
        for one in command["parametres"]
        if one["commun"]
    }
    rest = (
        ("Les options communes", "Option | Ce qu’elle dit", common),
        ("Les formes d’une réponse", "Forme | Ce que c’est", FORMATS),
        ("Les codes de sortie", "Code | Ce qu’il veut dire", EXIT_CODES),
    )
    for title, heads, told in rest:
        yield f"## {title}\n"
        yield from _table(heads, ((f"`{name}`", text) for name, text in told.items()))


@cache
def commands() -> Mapping[str, Mapping[str, Any]]:
    """Each command that does something, as `ter --spec` describes it, by the words typed for it."""
    told = json.loads(specification(click.Context(root(), info_name="ter")))["commandes"]
    return {one["commande"]: one for one in told if not one["groupe"]}


def _word(name: str) -> str:
    return name.split()[1]


def _first(name: str) -> str:
    """What a command does: the first paragraph of its help."""
    text: str = commands()[name]["aide"].partition("\n\n")[0]
    return text


def _table(heads: str, rows: Iterable[tuple[str, str]]) -> Iterator[str]:
    yield f"| {heads} |\n|---|---|"
    for name, told in rows:
        yield f"| {name} | {french(told).replace('|', chr(92) + '|')} |"
    yield ""


def _inside(sentence: str) -> str:
    """A sentence as it stands in brackets: no full stop, no capital but that of an acronym."""
    first = sentence[:1].lower() if sentence[1:2].islower() else sentence[:1]
    return f"{first}{sentence[1:].removesuffix('.')}"


def _capital(label: str) -> str:
    return french(label[:1].upper() + label[1:])


#: What stands in a page's source, and what takes its place.
GENERATED: Mapping[str, Callable[[], str]] = {
    "<!-- glossaire -->": glossary_text,
    "<!-- commandes -->": commands_text,
}

#: The words that the theme only has in English, with the tags that hold them.
THEME_WORDS = {
    "\n            On this page\n": "\nSur cette page\n",
    "\n            Made with ": "\nMis en page avec ",
    '<a href="https://github.com/pradyunsg/furo">Furo</a>': "Furo",
    ">Next<": ">Suite<",
    ">Previous<": ">Avant<",
    ">Home<": ">Accueil<",
    ">Back to top<": ">Haut de la page<",
    ">Skip to content<": ">Aller au texte<",
    ">Contents<": ">Sommaire<",
    ">Expand<": ">Ouvrir<",
    ">Light mode<": ">Clair<",
    ">Dark mode<": ">Sombre<",
    ">Auto light/dark, in light mode<": ">Selon le système, clair<",
    ">Auto light/dark, in dark mode<": ">Selon le système, sombre<",
    '"Toggle Light / Dark / Auto color theme"': '"Changer de couleurs"',
    '"Toggle site navigation sidebar"': '"Montrer ou cacher les pages"',
    '"Toggle table of contents sidebar"': '"Montrer ou cacher le sommaire"',
}
