"""What the classes declare, as tables: types, transitions, states, fields, words, setters."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ter_core.events.base import Event, EventField, fields_of
from ter_core.events.changes import ChangesOf, changes_fields
from ter_core.events.declaration import ANY_SUBJECT, Subject
from ter_core.events.fields import (
    Amount,
    Count,
    Day,
    EventId,
    Flag,
    Hour,
    Kind,
    Lines,
    OneChoice,
    Payload,
    Quantity,
    Ref,
    Words,
)
from ter_core.events.lines import line_fields
from ter_core.projections.setters import setters_of
from ter_core.projections.view import View, literal
from ter_core.vocabulary.levels import Niveau
from ter_core.vocabulary.typography import french

__all__ = ["declared_tables"]

Cell = str | int | bool | list[str] | None
Row = tuple[Cell, ...]
Classes = Sequence[type[Event]]

_EVERY = ("*",)


def declared_tables(classes: Classes, subjects: Sequence[Subject]) -> list[View]:
    """Every table, each written from the classes and nothing else."""
    return [
        _table("natures", "Les natures de sujet.", _NATURES, _natures(subjects)),
        _table("etats", "Les états de chaque nature de sujet, dans l'ordre.", _ETATS,
               _etats(subjects)),
        _table("types", "Les types d'événement.", _TYPES, _types(classes)),
        _table("transitions", "L'état auquel chaque type d'événement conduit son sujet.",
               _TRANSITIONS, _transitions(classes)),
        _table("champs", "Les champs de chaque type d'événement, dans l'ordre.", _CHAMPS,
               _champs(classes)),
        _table("mots", "Les mots des listes fermées et ce qu'ils veulent dire.", _MOTS,
               _mots(classes)),
        _table("niveaux", "Les niveaux, leur cycle et leur degré.", _NIVEAUX, _niveaux()),
        _table("references_citees", "Où chaque type d'événement cite un autre sujet.", _REFERENCES,
               _references(classes)),
        _table("champs_poses", "Quel type d'événement pose quel champ de son sujet, et comment.",
               _POSES, _poses(classes)),
    ]  # fmt: skip


_NATURES = {
    "nature": ("varchar", "Nature du sujet"),
    "libelle": ("varchar", "Nom de la nature"),
    "pluriel": ("varchar", "Le même au pluriel"),
    "forme_cle": ("varchar", "Ce qu'est la clé d'un sujet de cette nature"),
    "lettre": ("varchar", "Lettre de ses codes numérotés"),
    "existe_avec": ("varchar", "Nature dont le sujet de même clé le fait exister"),
}
_ETATS = {
    "nature": ("varchar", "Nature du sujet"),
    "etat": ("varchar", "État"),
    "ordre": ("bigint", "Rang de l'état dans la vie du sujet"),
    "libelle": ("varchar", "Nom de l'état"),
    "est_ferme": ("boolean", "Vrai si le sujet est alors clos"),
}
_TYPES = {
    "type": ("varchar", "Type d'événement"),
    "nature": ("varchar", "Nature de son sujet ; * pour n'importe laquelle"),
    "libelle": ("varchar", "Nom du type"),
    "version": ("bigint", "Version du contenu"),
    "est_creation": ("boolean", "Vrai s'il crée son sujet"),
    "est_correction": ("boolean", "Vrai s'il rectifie ce qui a toujours été ainsi"),
    "est_interne": ("boolean", "Vrai si le programme seul l'écrit"),
}
_TRANSITIONS = {
    "type": ("varchar", "Type d'événement"),
    "nature": ("varchar", "Nature de son sujet"),
    "etat": ("varchar", "État auquel il conduit ; vide s'il n'en change pas ou si un champ le dit"),
    "champ_etat": ("varchar", "Champ qui dit l'état, s'il y en a un"),
    "apres": ("varchar[]", "États qu'il peut suivre ; vide s'il les suit tous"),
    "est_ferme": ("boolean", "Vrai si l'état auquel il conduit clôt le sujet"),
}
_CHAMPS = {
    "type": ("varchar", "Type d'événement"),
    "ordre": ("bigint", "Rang du champ"),
    "champ": ("varchar", "Champ"),
    "chemin": ("varchar", "Où il se trouve dans le contenu"),
    "libelle": ("varchar", "Nom du champ"),
    "genre": (
        "varchar",
        (
            "texte, nombre, montant, decimal, booleen, date, heure, choix, reference, evenement, "
            "ligne, contenu"
        ),
    ),
    "est_liste": ("boolean", "Vrai s'il a plusieurs valeurs"),
}
_MOTS = {
    "type": ("varchar", "Type d'événement"),
    "champ": ("varchar", "Champ"),
    "mot": ("varchar", "Mot enregistré"),
    "libelle": ("varchar", "Ce qu'il veut dire"),
}
_NIVEAUX = {
    "niveau": ("varchar", "Niveau"),
    "ordre": ("bigint", "Rang, de la maternelle au lycée"),
    "libelle": ("varchar", "Comment il se lit"),
    "cycle": ("varchar", "Cycle ; vide s'il n'est d'aucun"),
    "degre": ("varchar", "Degré ; vide s'il est celui de l'établissement"),
}
_REFERENCES = {
    "type": ("varchar", "Type d'événement"),
    "champ": ("varchar", "Champ"),
    "racine": ("varchar", "Où se trouvent les sujets cités"),
    "feuille": ("varchar", "Dans une ligne, la partie qui cite"),
}
_EFFECTS = (
    "cree : toujours ; pose : si le chemin existe ; vide : vidé si le chemin existe ; "
    "liste : vidé si la liste au bout du chemin le nomme"
)
_POSES = {
    "type": ("varchar", "Type d'événement"),
    "champ": ("varchar", "Champ du sujet"),
    "effet": ("varchar", _EFFECTS),
    "chemin": ("varchar", "Où le contenu le dit"),
}


def _table(
    name: str, comment: str, columns: dict[str, tuple[str, str]], rows: Iterator[Row]
) -> View:
    values = ",\n  ".join(f"({', '.join(_cell(cell) for cell in row)})" for row in rows)
    typed = ", ".join(f"{column}::{type_} as {column}" for column, (type_, _) in columns.items())
    names = ", ".join(columns)
    body = (
        f"(values\n  {values}\n)"
        if values
        else f"(select {', '.join('null' for _ in columns)} where false)"
    )
    meanings = {column: meaning for column, (_, meaning) in columns.items()}
    return View(name, f"select {typed} from {body} as r({names})", comment, meanings, stored=True)


def _cell(cell: Cell) -> str:
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, int):
        return str(cell)
    if isinstance(cell, list):
        return f"[{', '.join(literal(text) for text in cell)}]::varchar[]"
    return literal(cell)


def _natures(subjects: Sequence[Subject]) -> Iterator[Row]:
    for one in subjects:
        yield (
            one.kind, french(one.label), french(one.plural), one.key.value, one.letter or None,
            one.exists_with or None,
        )  # fmt: skip


def _etats(subjects: Sequence[Subject]) -> Iterator[Row]:
    for one in subjects:
        for order, (state, label) in enumerate(one.states.items(), 1):
            yield one.kind, state, order, french(label), state in one.closed


def _types(classes: Classes) -> Iterator[Row]:
    for cls in classes:
        one = cls.declaration
        yield (
            cls.__name__, one.subject.kind, french(one.label), one.version, one.creates,
            one.correction, one.internal,
        )  # fmt: skip


def _transitions(classes: Classes) -> Iterator[Row]:
    for cls in classes:
        one = cls.declaration
        closed = one.subject.closed
        if one.after == _EVERY:
            after = list(one.subject.states)
        else:
            after = list(one.after) or [s for s in one.subject.states if s not in closed]
        yield (
            cls.__name__, one.subject.kind, one.to, one.state_field,
            None if one.creates or one.subject is ANY_SUBJECT else after, one.to in closed,
        )  # fmt: skip


def _champs(classes: Classes) -> Iterator[Row]:
    for cls in classes:
        for order, (name, kind, path) in enumerate(_paths(fields_of(cls), "$"), 1):
            yield cls.__name__, order, name, path, french(kind.label), _genre(kind), kind.many


def _mots(classes: Classes) -> Iterator[Row]:
    for cls in classes:
        for name, kind, _ in _paths(fields_of(cls), "$"):
            if isinstance(kind, OneChoice):
                for member in kind.choices:
                    yield cls.__name__, name, member.value, french(member.label)


def _niveaux() -> Iterator[Row]:
    for order, one in enumerate(Niveau, 1):
        yield one.value, order, french(one.label), one.cycle, one.degre


def _references(classes: Classes) -> Iterator[Row]:
    for cls in classes:
        for name, kind, path in _paths(fields_of(cls), "$"):
            if isinstance(kind, Lines):
                for inner, part, _ in line_fields(kind.of):
                    if isinstance(part, Ref):
                        yield cls.__name__, name, path, inner
            elif isinstance(kind, Ref) and not isinstance(kind, EventId):
                yield cls.__name__, name, path, None


def _poses(classes: Classes) -> Iterator[Row]:
    for cls in classes:
        for setter in setters_of(cls):
            yield setter.type, setter.field, str(setter.effect), setter.path


def _paths(fields: Sequence[EventField], root: str) -> Iterator[tuple[str, Kind, str]]:
    """Every simple field of a payload and its path, those of `champs` included."""
    for spec in fields:
        path = f"{root}.{spec.name}"
        if isinstance(spec.kind, ChangesOf):
            yield from _paths(changes_fields(spec.kind.of), path)
            yield "vider", Words("Vidés"), f"{path}.vider"
        else:
            yield spec.name, spec.kind, path


def _genre(kind: Kind) -> str:
    genres = (
        (Amount, "montant"),
        (Count, "nombre"),
        (Flag, "booleen"),
        (Day, "date"),
        (Hour, "heure"),
        (Quantity, "decimal"),
        (OneChoice, "choix"),
        (EventId, "evenement"),
        (Ref, "reference"),
        (Lines, "ligne"),
        (Payload, "contenu"),
    )
    return next((genre for cls, genre in genres if isinstance(kind, cls)), "texte")
