"""What every event class of the catalogue promises. Never edited for a new event."""

from __future__ import annotations

import json
import re
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from ter_core import events
from ter_core.events.base import Event, fields_of, noun_of
from ter_core.events.changes import ChangesOf, changes_fields
from ter_core.events.fields import Code, Lines, OneChoice, Payload
from ter_core.events.forms import form_of
from ter_core.events.glossary import glossary, term_of
from ter_core.events.lines import line_fields
from ter_core.events.samples import SAMPLE_DAY, sample
from ter_core.log.codec import from_payload, to_payload
from ter_core.vocabulary.text import fold
from tools import index

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ter_core.events.kinds import Kind

CLASSES = events.classes()
COMMANDS = [cls for cls in CLASSES if not cls.declaration.internal]

#: Options of every command, with which no field may be confused.
COMMON = {
    *("essai", "le", "confirmer", "cle", "format", "journal", "auteur", "sujet"),
    *("a-la-date", "connu-le", "position", "aide", "help"),
}
CORRECTING = ("rectifiee", "corrigee")

each_class = pytest.mark.parametrize("cls", CLASSES, ids=lambda cls: cls.__name__)
each_command = pytest.mark.parametrize("cls", COMMANDS, ids=lambda cls: cls.__name__)


def kinds_of(cls: type[Event]) -> Iterator[tuple[str, Kind]]:
    """Every field of a class by its path, those of lines and of `champs` included."""
    for spec in fields_of(cls):
        yield spec.name, spec.kind
        if isinstance(spec.kind, Lines):
            yield from ((f"{spec.name}.{n}", kind) for n, kind, _ in line_fields(spec.kind.of))
        if isinstance(spec.kind, ChangesOf):
            changed = changes_fields(spec.kind.of)
            yield from ((f"{spec.name}.{one.name}", one.kind) for one in changed)


def test_the_index_is_up_to_date() -> None:
    """`make index` would change nothing."""
    for path, text in index.pages().items():
        assert path.read_text(encoding="utf-8") == text


@each_class
def test_a_class_is_told_in_french(cls: type[Event]) -> None:
    """The docstring is a whole sentence, and so the help of the command."""
    first = (cls.__doc__ or "").partition("\n")[0]

    assert re.fullmatch(r"[A-ZÀÉÊ][^\n]{9,99}\.", first)
    assert not re.search(r"\b(?:the|of|and|with)\b", first)


@each_class
def test_the_label_is_the_name_with_its_accents(cls: type[Event]) -> None:
    """`DecisionAdoptee` is read « Décision adoptée », `DecisionReouverte` « Décision rouverte »."""
    *noun, participle = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", " ", cls.__name__).lower().split()
    *said, last = fold(cls.declaration.label).split()

    assert said == noun
    assert (last[0], last[-3:]) == (participle[0], participle[-3:])
    assert cls.declaration.label[0].isupper()


@each_class
def test_the_verb_is_an_infinitive_that_no_code_can_take(cls: type[Event]) -> None:
    """`ter decision adopter` records, `ter decision d14` asks: never both."""
    verb = cls.declaration.verb

    assert re.fullmatch(r"[a-z]+(?:er|ir|re)", verb)
    with pytest.raises(ValueError, match="le verbe d'une commande"):
        Code("Code").check(verb)


def test_two_words_name_one_event() -> None:
    """Noun and verb make one command."""
    words = Counter((noun_of(cls.__name__), cls.declaration.verb) for cls in CLASSES)

    assert [pair for pair, times in words.items() if times > 1] == []


@each_command
def test_no_option_hides_a_common_one(cls: type[Event]) -> None:
    """Nor another of the same command, once `champs` is spread out; what is filled has none."""
    typed = (path for path, _ in kinds_of(cls) if path not in cls.declaration.fills)
    names = [path.rpartition(".")[2] for path in typed if not path_of_line(cls, path)]
    options = Counter(name.replace("_", "-") for name in names if name != "confirme")

    assert set(options) & COMMON == set()
    assert [name for name, times in options.items() if times > 1] == []


def path_of_line(cls: type[Event], path: str) -> bool:
    """Whether a path leads into a line, whose fields are no options."""
    head, _, tail = path.partition(".")
    kinds = {spec.name: spec.kind for spec in fields_of(cls)}
    return bool(tail) and isinstance(kinds[head], Lines)


@each_class
def test_every_field_is_labelled(cls: type[Event]) -> None:
    """An ASCII name, a label that begins with a capital, a help that is a sentence."""
    for path, kind in kinds_of(cls):
        assert re.fullmatch(r"[a-z][a-z_.]*", path)
        assert kind.label[:1].isupper(), path
        assert kind.help == "" or (kind.help[0].isupper() and kind.help.endswith(".")), path


@each_class
def test_every_field_has_an_example_that_is_valid(cls: type[Event]) -> None:
    """As it is typed on the command line."""
    for path, kind in kinds_of(cls):
        if path == "confirme" or isinstance(kind, ChangesOf):
            continue
        assert kind.examples, path
        values = tuple(kind.parse(typed, SAMPLE_DAY) for typed in kind.examples)
        kind.check(values if kind.many else values[0])


@each_class
def test_the_sample_is_whole_and_comes_back(cls: type[Event]) -> None:
    """Every field but the second alternatives; the codec gives it back."""
    event = sample(cls)
    others = {name for group in cls.declaration.one_of for name in group.fields[1:]}
    absent = {spec.name for spec in fields_of(cls) if getattr(event, spec.name) in (None, ())}

    assert absent == others | {"confirme"}
    assert from_payload(cls, to_payload(event)) == event


@each_class
def test_the_declaration_holds_together(cls: type[Event]) -> None:
    """States, fields set, filled and excluded are real ones."""
    declared, subject = cls.declaration, cls.declaration.subject
    own = {spec.name: spec for spec in fields_of(cls)}

    assert set(declared.after) <= {*subject.states, "*"}
    assert declared.to is None or declared.to in subject.states
    assert set(declared.fills) <= set(own)
    assert not set(declared.shown) & set(declared.fills)
    assert all(own[name].optional for name in declared.shown)
    assert set(declared.sets) <= set(own)
    assert not (declared.creates and declared.sets), "what creates sets all of its own"
    for group in declared.one_of:
        assert all(own[name].optional for name in group.fields)
    if declared.state_field:
        kind = own[declared.state_field].kind
        assert isinstance(kind, OneChoice)
        assert {one.value for one in kind.choices} <= set(subject.states)


@each_class
def test_a_correction_says_so_in_its_name(cls: type[Event]) -> None:
    """…Rectifiee and …Corrigee take the date of what they put right, and follow any state."""
    declared = cls.declaration
    named = cls.__name__.lower().endswith(CORRECTING)

    assert declared.correction == (named or cls.__name__ in ("EvenementAnnule", "ContenuEfface"))
    assert not declared.correction or declared.after == ("*",)


@each_class
def test_champs_are_those_of_the_subject(cls: type[Event]) -> None:
    """What is changed is what the creating event said."""
    for spec in fields_of(cls):
        if isinstance(spec.kind, ChangesOf):
            assert spec.name == "champs"
            assert spec.kind.of.declaration.creates
            assert spec.kind.of.declaration.subject == cls.declaration.subject


@each_class
def test_a_form_describes_it(cls: type[Event]) -> None:
    """Plain data with every field that a person fills."""
    form = form_of(cls)
    asked = {spec.name for spec in fields_of(cls)} - {*cls.declaration.fills, "confirme"}

    assert json.loads(json.dumps(form)) == form
    assert {field["nom"] for field in form["champs"]} == asked
    assert all(field["exemples"] or field["genre"] == "champs" for field in form["champs"])


@each_class
def test_the_glossary_explains_it(cls: type[Event]) -> None:
    """Its label, its sentence, its fields."""
    term = term_of(cls)

    assert term in glossary()
    assert term.definition.endswith(".")
    assert [name for name, _, _ in term.fields] == [spec.name for spec in fields_of(cls)]


def test_only_a_raw_payload_escapes_the_kinds() -> None:
    """One field of the whole catalogue holds a JSON object as it is."""
    raw = [
        (cls.__name__, path)
        for cls in CLASSES
        for path, kind in kinds_of(cls)
        if isinstance(kind, Payload)
    ]

    assert raw == [("ContenuEfface", "reprise")]
