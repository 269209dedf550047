"""Doubts that any event may raise: a pupil who could be recognised, a year already closed.

And those that several share: a day on which people do not usually meet, a school of elsewhere, a
name that is already there.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Any

from ter_core.events.base import fields_of
from ter_core.events.changes import Changes, changes_fields
from ter_core.events.fields import Code, Payload, Title
from ter_core.events.lines import Line, line_fields
from ter_core.events.situation import Warning as Doubt
from ter_core.vocabulary.dates import spoken_day
from ter_core.vocabulary.holidays import public_holiday
from ter_core.vocabulary.namesakes import name_key
from ter_core.vocabulary.school_year import AnneeScolaire
from ter_core.vocabulary.subjects import kind_of, subject

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ter_core.events.base import Event
    from ter_core.events.kinds import Kind
    from ter_core.events.situation import Situation

__all__ = ["doubt_of", "identity", "late_entry", "namesakes", "outside_network", "unusual_day"]

_SUNDAY = 6

# What could name a pupil, and how a message calls it. A capital followed by a small letter is a
# name; « élèves CM2 » or « élèves ULIS » are none. A text without any of the plain pieces cannot
# match: looking for those first spares most texts a dozen regular expressions.
_PIECES = (
    "lève", "leve", "né le", "né en", "née le", "née en", "nés le", "nés en", "nées le", "nées en",
    "naissance", "@", "malad", "aller", "asthm", "diab", "pilep",
    "autis", "dys", "handicap", "hospitalis", "dépressi", "tdah", "tsa", "mdph", "pai",
)  # fmt: skip
_DIGIT = re.compile(r"\d{2}", re.ASCII)
_SIGNS = (
    ("au nom d'un élève", re.compile(r"\b[Éé]l[èe]ves?\s+[A-ZÀ-ÖØ-Þ][a-zà-öø-ÿ][\w'\u2019-]*")),
    ("à un identifiant d'élève (INE)", re.compile(r"\b\d{9}[\dA-Z][A-Z]\b|\bINE\b")),
    (
        "à une date de naissance",
        re.compile(r"\bnée?s? (?:le|en) \d|\bdates? de naissance\b", re.IGNORECASE),
    ),
    ("à une adresse électronique", re.compile(r"[\w.+-]+@[\w-]+\.\w+")),
    ("à un numéro de téléphone", re.compile(r"(?:\+33|\b0033|\b0)[ .]?[1-9](?:[ .-]?\d{2}){4}\b")),
    (
        "à l'état de santé d'un élève",
        re.compile(
            r"(?<!assurance )\bmaladies?\b|\bmalades?\b|\ballerg\w+|\basthm\w+|\bdiabét\w+"
            r"|\bdiabète\b|\bépilep\w+|\bautis\w+|\bdys(?:lexi|phasi|praxi|calculi|orthographi)\w+"
            r"|\bhandicap\w*|\bhospitalis\w+|\bdépressi\w+|\bTDAH\b|\bTSA\b|\bMDPH\b|\bPAI\b",
            re.IGNORECASE,
        ),
    ),
)


def identity(event: Event) -> Iterator[Doubt]:
    """Free text that looks like a pupil's identity: the log counts pupils, it never names one."""
    for spec in fields_of(type(event)):
        for text in _texts(spec.kind, getattr(event, spec.name)):
            for what, pattern in _SIGNS if _may_name(text) else ():
                if found := pattern.search(text):
                    yield Doubt(
                        "identite",
                        spec.name,
                        f"« {found[0]} » ressemble {what} : le journal ne désigne aucun élève, "
                        "et ce qui y est écrit y reste.",
                    )
                    return


def _may_name(text: str) -> bool:
    low = text.lower()
    if any(piece in low for piece in _PIECES):
        return True
    return "INE" in text or _DIGIT.search(text) is not None


def late_entry(event: Event, situation: Situation) -> Iterator[Doubt]:
    """A fact that a school year already closed should have known of; an erasure is no fact."""
    declared = event.declaration
    if declared.internal or declared.erases or declared.subject.kind == "annee":
        return
    year = AnneeScolaire.of(situation.happened_on)
    closings = [
        known.happened_on
        for known in situation.events(subject("annee", year))
        if known.effective and known.state == "close"
    ]
    if closings and situation.happened_on <= max(closings):
        yield Doubt(
            "annee-close",
            "survenu_le",
            f"Le fait est daté du {spoken_day(situation.happened_on)}, et l'année scolaire {year} "
            f"est close depuis le {spoken_day(max(closings))}.",
        )


def unusual_day(field: str, day: date, situation: Situation) -> Iterator[Doubt]:
    """A meeting on a Sunday, on a public holiday, or in the school holidays; the first is told."""
    spoken = f"Le {spoken_day(day)} est"
    if day.weekday() == _SUNDAY:
        yield Doubt("dimanche", field, f"{spoken} un dimanche.")
    elif name := public_holiday(day):
        yield Doubt("ferie", field, f"{spoken} un jour férié ({name}).")
    elif _on_holiday(day, situation):
        yield Doubt("vacances", field, f"{spoken} hors des cinq périodes de l'année scolaire.")


def doubt_of(rule: str, field: str, findings: Iterable[str]) -> Iterator[Doubt]:
    """One doubt for all that a rule finds: the first is told, and how many others there are."""
    found = list(findings)
    if found:
        others = len(found) - 1
        more = (
            " Et un autre cas semblable." if others == 1 else f" Et {others} autres cas semblables."
        )
        yield Doubt(rule, field, found[0] + (more if others else ""))


def outside_network(field: str, schools: Iterable[str], situation: Situation) -> Iterator[Doubt]:
    """A school that left the network, or whose commune is not of the territory."""
    yield from doubt_of("hors-reseau", field, _outside(dict.fromkeys(schools), situation))


def namesakes(
    field: str, name: str, situation: Situation, *, said_in: str, **tied_to: str | None
) -> Iterator[Doubt]:
    """Another subject of the kind, not retired, whose name reads the same and is tied to the same.

    `said_in` is the kept field that holds names, `tied_to` what the other fields to compare hold.
    """
    yield from doubt_of("doublon", field, _namesakes(name, situation, said_in, tied_to))


def _namesakes(
    name: str, situation: Situation, said_in: str, tied_to: Mapping[str, str | None]
) -> Iterator[str]:
    wanted = name_key(name)

    def key_of(other: str) -> str:
        return situation.derived(
            ("nom", said_in), other, lambda: name_key(situation.value(said_in, other) or "")
        )

    for other in situation.subjects(kind_of(situation.subject)):
        if key_of(other) != wanted or other == situation.subject:
            continue
        known = situation.value(said_in, other)
        if (
            known
            and situation.state(other) != "retire"
            and all(situation.value(tie, other) == value for tie, value in tied_to.items())
        ):
            yield f"« {situation.named(other)} » est déjà inscrit sous ce nom ({known})."


def _outside(schools: Iterable[str], situation: Situation) -> Iterator[str]:
    communes = {
        line["code_insee"]
        for territory in situation.subjects("territoire")
        for line in situation.value("communes", territory) or ()
    }
    for school in schools:
        name, commune = situation.named(school), situation.value("code_insee", school)
        if situation.state(school) == "retire":
            yield f"« {name} » n'est plus dans le réseau."
        elif communes and commune and commune not in communes:
            yield f"« {name} » est à {commune}, une commune qui n'est pas du territoire."


def _on_holiday(day: date, situation: Situation) -> bool:
    periods: list[dict[str, str]] | None = situation.value(
        "periodes", subject("annee", AnneeScolaire.of(day))
    )
    text = day.isoformat()
    return bool(periods) and not any(one["debut"] <= text <= one["fin"] for one in periods or ())


def _texts(kind: Kind, value: Any) -> Iterator[str]:
    if isinstance(value, str):
        if isinstance(kind, Title) and not isinstance(kind, Code):
            yield value
    elif isinstance(value, Changes):
        for spec in changes_fields(value.of):
            yield from _texts(spec.kind, getattr(value, spec.name))
    elif isinstance(value, tuple):
        for line in value:
            if isinstance(line, Line):
                for name, inner, _ in line_fields(type(line)):
                    yield from _texts(inner, getattr(line, name))
    elif isinstance(kind, Payload):
        yield from _leaves(value)


def _leaves(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for part in value.values() if isinstance(value, dict) else value:
            yield from _leaves(part)
