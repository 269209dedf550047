"""What may be typed in a field: the words of its list, or what the log knows of that kind."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from attrs import field, frozen

from ter_core.events.fields import Flag, Kind, Named, OneChoice, Ref
from ter_core.vocabulary.school_year import AnneeScolaire
from ter_core.vocabulary.subjects import is_subject, numbered_code
from ter_core.vocabulary.text import fold
from ter_tui.desk import Known
from ter_tui.forms.wording import choice_word

__all__ = ["Candidate", "Knowledge", "candidates_of", "ranked", "resolved", "shortened"]

_MOST = 30
_GONE = ("retire", "clos", "ecartee", "annulee")
_SHORTEST_END = 6
_NUMBERED = ("decision", "action", "seance")


@frozen
class Candidate:
    """A word that may be typed, what it means, and what sort of thing it is."""

    word: str
    label: str = ""
    sort: str = ""

    @property
    def folded(self) -> str:
        """What the two are looked for in."""
        return fold(f"{self.word} {self.label}")


@frozen
class Knowledge:
    """What the log knows that fields complete with: subjects, school years, classes of a school."""

    subjects: tuple[Known, ...] = ()
    years: tuple[AnneeScolaire, ...] = ()
    classes: Mapping[str, Sequence[Candidate]] = field(factory=dict)

    def of(self, kind: Ref) -> list[Known]:
        """The subjects that a reference may name, by the order of its kinds."""
        return [one for to in kind.to for one in self.subjects if one.kind == to]


def candidates_of(kind: Kind, known: Knowledge) -> list[Candidate]:
    """What may be typed for a kind; nothing where it is free."""
    if isinstance(kind, Flag):
        return [Candidate("oui"), Candidate("non")]
    if isinstance(kind, OneChoice):
        return [Candidate(choice_word(one)) for one in kind.choices]
    if isinstance(kind, Ref):
        several = len(kind.to) > 1
        found = [
            Candidate(one.code, one.label, one.kind_label if several else "")
            for to in kind.to
            for one in _in_order(to, known)
            if one.code and one.state not in _GONE
        ]
        return [*found, *(Candidate(word) for word in kind.words)]
    if isinstance(kind, Named) and issubclass(kind.of, AnneeScolaire):
        return [Candidate(str(year)) for year in known.years]
    return []


def _in_order(kind: str, known: Knowledge) -> Iterable[Known]:
    """The subjects of a kind by their codes; of those that are numbered, the last one first."""
    found = [one for one in known.subjects if one.kind == kind]
    return reversed(found) if kind in _NUMBERED else found


def resolved(kind: Ref, typed: str, known: Knowledge, year: AnneeScolaire) -> Known | None:
    """What a typed code names: a code in full or short, a label, the end of an identifier."""
    wanted, found = typed.strip(), known.of(kind)
    for one in found:
        if wanted in (one.code, one.subject):
            return one
    number = numbered_code(wanted, year)
    kind_said, _, key = wanted.partition(":") if is_subject(wanted) else ("", "", wanted)
    names = {key, key.upper(), str(number or key)}
    for one in found:
        if kind_said in ("", one.kind) and {one.code, one.subject.partition(":")[2]} & names:
            return one
    for one in found:
        is_end = len(wanted) >= _SHORTEST_END and one.subject.endswith(wanted)
        if is_end or fold(one.label) == fold(wanted):
            return one
    return None


def shortened(kind: Kind, text: str, known: Sequence[Known]) -> str:
    """Codes without their kind (`organisme:parc`), where they name one thing all the same."""
    if not isinstance(kind, Ref) or ":" not in text:
        return text
    codes = [one.code for one in known if one.kind in kind.to]

    def short(word: str) -> str:
        code = word.partition(":")[2]
        return code if is_subject(word) and codes.count(code) == 1 else word

    return ", ".join(short(word.strip()) for word in text.split(","))


def ranked(candidates: Iterable[Candidate], typed: str) -> list[Candidate]:
    """Those that hold every typed word, the ones that begin so first; at most thirty."""
    words = fold(typed).split()
    if not words:
        return list(candidates)[:_MOST]
    found = [one for one in candidates if all(word in one.folded for word in words)]
    start = " ".join(words)

    def order(one: Candidate) -> tuple[bool, bool, bool]:
        code, label = fold(one.word), fold(one.label)
        return (
            not code.startswith(start),
            not label.startswith(start),
            not any(part.startswith(words[0]) for part in one.folded.split()),
        )

    return sorted(found, key=order)[:_MOST]
