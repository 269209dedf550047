"""Random events of any class, drawn from the kinds of its fields."""

from __future__ import annotations

from datetime import date, datetime
from functools import partial
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from ter_core import events
from ter_core.events import fields
from ter_core.events.annee import Periode
from ter_core.events.base import Confirmation, fields_of
from ter_core.events.bilan import Chiffre
from ter_core.events.changes import ChangesOf, changes_class, changes_fields, emptiable
from ter_core.events.diagnostic import ConstatTerritorial
from ter_core.events.effectif_lines import Effectif, level_named
from ter_core.events.evaluation import Critere
from ter_core.events.lines import line_fields
from ter_core.events.participation_lines import GroupePresent
from ter_core.vocabulary.identifiers import CodeInsee, NomDePoste, Siren, Uai
from ter_core.vocabulary.levels import Cycle, Niveau
from ter_core.vocabulary.quantity import Quantite
from ter_core.vocabulary.school_year import AnneeScolaire
from ter_core.vocabulary.text import forbidden_character, normalise

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from hypothesis.strategies import DrawFn, SearchStrategy

    from ter_core.events.base import Event, EventField
    from ter_core.events.kinds import Kind

__all__ = ["any_event", "events_of", "lines_of", "values_of"]

FIRST, LAST = date(2000, 1, 1), date(2100, 12, 31)
# A letter first: eight characters that begin with seven digits would be read as an UAI.
SLUGS = st.from_regex(r"[a-z][a-z0-9]{0,8}(-[a-z0-9]{1,9}){0,2}", fullmatch=True).filter(
    lambda slug: slug not in events.verbs()
)
DAYS = st.dates(FIRST, LAST)
HOURS = st.datetimes(datetime(2000, 1, 1), datetime(2100, 12, 31)).map(  # noqa: DTZ001 - local
    lambda moment: moment.replace(second=0, microsecond=0)
)
FINGERPRINTS = st.from_regex(r"[0-9a-f]{64}", fullmatch=True)
KEYS = st.from_regex(r"[a-z_]{1,20}(\.[a-z]{1,13}\.[A-Za-z0-9-]{1,40})?", fullmatch=True)
FIGURES = st.integers(0, 999_999_999)
LETTERS = "ABCDEFGHJKLMNPRSTUVWXYZ"


def _texts(*, multiline: bool) -> SearchStrategy[str]:
    plain = st.characters(exclude_categories=("Cc", "Cf", "Cs", "Zl", "Zp"))
    characters = plain | st.just("\n") if multiline else plain
    return (
        st.text(characters, min_size=1, max_size=40)
        .map(normalise)
        .filter(lambda text: bool(text) and not forbidden_character(text))
    )


def _siren(digits: str) -> Siren:
    return next(Siren(digits + key) for key in "0123456789" if _is_siren(digits + key))


def _is_siren(digits: str) -> bool:
    try:
        Siren(digits)
    except ValueError:
        return False
    return True


NAMED: dict[type, SearchStrategy[str]] = {
    AnneeScolaire: st.integers(2000, 2099).map(lambda year: AnneeScolaire(f"{year}-{year + 1}")),
    CodeInsee: st.from_regex(CodeInsee.form, fullmatch=True).map(CodeInsee),
    Quantite: st.from_regex(Quantite.form, fullmatch=True).map(Quantite),
    NomDePoste: st.from_regex(NomDePoste.form, fullmatch=True).map(NomDePoste),
    Siren: st.from_regex(r"[0-9]{8}", fullmatch=True).map(_siren),
    Uai: st.integers(0, 9_999_999).map(lambda n: Uai(f"{n:07d}{LETTERS[n % 23]}")),
}


def _references(kind: fields.Ref) -> SearchStrategy[str]:
    typed = SLUGS | SLUGS.map(lambda name: f"@{name}")
    words = st.sampled_from(kind.words) if kind.words else st.nothing()
    full = [
        (NAMED[Uai] if to == "etablissement" else SLUGS).map(partial("{}:{}".format, to))
        for to in kind.to
    ]
    return st.one_of(typed, words, *full)


def _several(items: SearchStrategy[Any], least: int) -> SearchStrategy[tuple[Any, ...]]:
    found = st.lists(items, min_size=least, max_size=least + 3, unique=True)
    return found.map(tuple)


#: The fields that a point-virgule ends in the short form of their line.
UNPARTED = ((ConstatTerritorial, "theme"), (ConstatTerritorial, "source"), (Critere, "nom"))


@st.composite
def lines_of(draw: DrawFn, cls: type) -> Any:
    """A line of a class."""
    if cls is Periode:
        debut, fin = sorted((draw(DAYS), draw(DAYS)))
        return Periode(debut=debut, fin=fin)
    if cls is Chiffre:
        minimum, maximum = sorted((draw(FIGURES), draw(FIGURES)))
        return Chiffre(cle=draw(KEYS), minimum=minimum, maximum=maximum)
    if cls in (Effectif, GroupePresent):
        return draw(_counted(cls))
    special = {(Confirmation, "regle"): SLUGS} | {
        field: _texts(multiline=False).map(lambda text: text.replace(";", ","))
        for field in UNPARTED
    }
    values: dict[str, Any] = {}
    for name, kind, optional in line_fields(cls):
        strategy = special.get((cls, name), values_of(kind))
        others = st.none() if optional else st.nothing()
        # No line may cite one subject twice (« se représenter soi-même »).
        strategy = strategy.filter(lambda value: value not in values.values())
        values[name] = draw(strategy | others)
    return cls(**values)


GROUPS = st.one_of(
    st.sampled_from(["CM2-A", "Classe 2", "chorale", "CM1CM2-U", "CM2", "6ème", "x dont 3 filles"]),
    _texts(multiline=False),
).filter(lambda name: "/" not in name)


@st.composite
def _counted(draw: DrawFn, cls: type) -> Any:
    """A headcount, or a group that came: what holds between their fields holds."""
    number = st.integers(0, 400)
    niveau = draw(st.sampled_from(list(Niveau)) | st.none())
    named = GROUPS.filter(lambda name: niveau is None or level_named(name) in (None, niveau))
    if cls is Effectif:
        cycle = None if niveau else draw(st.sampled_from(list(Cycle)))
        groupe = draw(st.none() | named) if niveau else None
        return Effectif(niveau=niveau, cycle=cycle, groupe=groupe, nombre=draw(number))
    groupe = draw(st.none() | named) if niveau else draw(named)
    girls, boys = draw(st.none() | number), draw(st.none() | number)
    return GroupePresent(
        etablissement=draw(_references(fields.Ref("", to=("etablissement",)))),
        groupe=groupe,
        niveau=niveau,
        eleves=None if boys is None else boys + (girls or 0),
        filles=girls,
    )


@st.composite
def _changes(draw: DrawFn, creating: type[Event]) -> Any:
    specs = {spec.name: spec for spec in changes_fields(creating)}
    names = draw(st.sets(st.sampled_from(sorted(specs)), min_size=1))
    for group in creating.declaration.one_of:
        names -= set(sorted(names & set(group.fields))[1:])
    given = {name: draw(values_of(specs[name].kind)) for name in sorted(names)}
    given = {name: value for name, value in given.items() if value != ()}
    empty = sorted(set(emptiable(creating)) - set(given))
    emptied = draw(st.lists(st.sampled_from(empty), unique=True)) if empty else []
    if not given and not emptied:
        emptied = empty[:1]
    return changes_class(creating)(**given, vider=tuple(emptied))


def values_of(kind: Kind) -> SearchStrategy[Any]:
    """The values that a kind accepts."""
    for types, make in _STRATEGIES:
        if isinstance(kind, types):
            return make(kind)
    raise NotImplementedError(type(kind).__name__)


_STRATEGIES: Sequence[tuple[type | tuple[type, ...], Callable[[Any], SearchStrategy[Any]]]] = (
    (fields.Choices, lambda kind: _several(st.sampled_from(list(kind.choices)), kind.least)),
    (fields.OneChoice, lambda kind: st.sampled_from(list(kind.choices))),
    (fields.EventId, lambda _: st.uuids().map(str) | st.from_regex(r"[0-9a-f]{8}", fullmatch=True)),
    (fields.Refs, lambda kind: _several(_references(kind), kind.least)),
    (fields.Ref, _references),
    (fields.Lines, lambda kind: _several(lines_of(kind.of), kind.least)),
    (ChangesOf, lambda kind: _changes(kind.of)),
    (fields.Code, lambda _: SLUGS),
    (fields.Title, lambda kind: _texts(multiline=kind.multiline)),
    (fields.Count, lambda kind: st.integers(kind.least, kind.most)),
    (fields.Flag, lambda _: st.booleans()),
    (fields.Day, lambda _: DAYS),
    (fields.Hour, lambda _: HOURS),
    (fields.Named, lambda kind: NAMED[kind.of]),
    (fields.Fingerprint, lambda _: FINGERPRINTS),
    (fields.Payload, lambda _: st.dictionaries(SLUGS, _texts(multiline=True) | st.integers(0, 99))),
)


@st.composite
def events_of(draw: DrawFn, cls: type[Event]) -> Any:
    """A valid event of a class, not judged: its references may name nothing."""
    left_out = {
        name
        for group in cls.declaration.one_of
        for name in set(group.fields) - {draw(st.sampled_from(group.fields))}
    }
    needed = {name for group in cls.declaration.one_of for name in group.fields if group.required}
    values = {
        spec.name: draw(values_of(spec.kind))
        for spec in fields_of(cls)
        if spec.name not in left_out
        and (not spec.optional or spec.name in needed or draw(_present(spec)))
    }
    return cls(**values)


def _present(spec: EventField) -> SearchStrategy[bool]:
    return st.integers(0, 9).map(bool) if spec.name == "confirme" else st.booleans()


def any_event() -> SearchStrategy[Any]:
    """A valid event of any class of the catalogue."""
    return st.sampled_from(events.classes()).flatmap(events_of)
