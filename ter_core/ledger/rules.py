"""The rules that hold for every event: existence, lifecycle, references, dates, codes, undo."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from ter_core import events
from ter_core.errors import ConfirmationNeeded, InvalidValue, RuleBroken, UnknownCode
from ter_core.events.base import Event, noun_of
from ter_core.events.declaration import Declaration, KeyForm, Subject
from ter_core.events.situation import Breach, Warning
from ter_core.ledger.case import Case
from ter_core.ledger.effects import STATE
from ter_core.ledger.node import Node
from ter_core.vocabulary.dates import FIRST_DAY, spoken_day
from ter_core.vocabulary.subjects import kind_of

__all__ = ["check_existence", "check_lifecycle", "judge"]

_CITE = "Citez un sujet qui existe encore."

#: Where the key of a subject stands, for those that no code makes.
_KEYED_BY = {
    KeyForm.UAI: "champ « uai »",
    KeyForm.YEAR: "champ « annee_scolaire »",
    KeyForm.JOURNAL: "",
}


def judge(event: Event, case: Case, cited: frozenset[str]) -> None:
    """Refuse an event that breaks a rule, or raises a doubt that it does not confirm.

    Raises:
        RuleBroken: the first rule broken, field, value and remedy.
        ConfirmationNeeded: the first doubt without its confirmation.
    """
    for broken in _unknown(case, cited):  # the other rules take them for granted
        raise _refusal(event, broken)
    verdicts = [
        *event.judge(case), *_cancelled(case, cited), *_dates(event, case), *_undo(event, case)
    ]  # fmt: skip
    for verdict in verdicts:  # the class's own sentence says more than a general one
        if isinstance(verdict, Breach):
            raise _refusal(event, verdict)
    confirmed = {line.regle for line in event.confirme}
    doubts = [one for one in verdicts if isinstance(one, Warning) and one.rule not in confirmed]
    if doubts:
        raise _doubt(doubts)


def check_existence(declared: Declaration, subject: str, case: Case) -> None:
    """A subject is created once, and exists before anything else is said of it.

    What was said of one whose creation was annulled may still be erased.

    Raises:
        RuleBroken: it is created twice.
        UnknownCode: it was never created, or its creation was annulled.
    """
    known = declared.subject
    if declared.creates and case.index.exists(subject):
        raise RuleBroken(
            f"« {case.named(subject)} » existe déjà ({known.label}).",
            where=_KEYED_BY.get(known.key, "champ « code »"),
            remedy="Modifiez ce qui existe."
            if known.key in _KEYED_BY
            else "Choisissez un autre code, ou modifiez ce qui existe.",
        )
    if declared.erases and subject in case.index.subjects:
        return
    if not declared.creates and not case.index.exists(subject):
        what = "a été annulé" if subject in case.index.subjects else "n'existe pas"
        raise UnknownCode(
            f"« {case.named(subject)} » {what} ({_label(declared, subject)}).",
            remedy="Voyez `ter evenements`.",
        )


def check_lifecycle(declared: Declaration, event: Event, case: Case) -> None:
    """An event follows only the states that its class says.

    Raises:
        RuleBroken: the state of the subject does not allow it; the remedy lists what it allows.
    """
    state, subject = case.state(), declared.subject
    if declared.creates or declared.after == ("*",) or state is None or not subject.states:
        return
    allowed = state in declared.after if declared.after else state not in subject.closed
    if not allowed:
        ahead = _set_ahead(case)
        dated = (
            f" à compter du {spoken_day(date.fromisoformat(ahead.happened_on))}" if ahead else ""
        )
        raise RuleBroken(
            f"« {case.named(case.subject)} » est dans l'état « {subject.states[state]} »{dated} : "
            f"« {declared.label} » ne peut pas suivre.",
            where=f"commande « {noun_of(type(event).__name__)} {declared.verb} »",
            remedy=_undoing(ahead) if ahead else _ways_out(subject, state),
        )


def _set_ahead(case: Case) -> Node | None:
    """The event that set the state of the subject, if it is dated after tomorrow."""
    known = case.index.subjects.get(case.subject)
    last = known.setter(STATE) if known else None
    tomorrow = (case.today + timedelta(days=1)).isoformat()
    return last if last and last.happened_on > tomorrow else None


def _undoing(ahead: Node) -> str:
    return (
        "Cette date est à venir : l'horloge du poste qui l'a écrit était fausse. S'il s'agit d'une "
        f"erreur, annulez-le : `ter evenement annuler {ahead.id[-8:]}`."
    )


def _dates(event: Event, case: Case) -> Iterator[Breach]:
    declared, day, latest = event.declaration, case.happened_on, case.today + timedelta(days=1)
    said = event.derived_date() is not None
    mend = "Attendez ce jour, ou corrigez-la." if said else "Corrigez la date avec `--le`."
    if not declared.correction and not FIRST_DAY <= day <= latest:
        yield Breach(
            "survenu_le",
            f"Le fait est daté du {spoken_day(day)} : il faut une date entre 2000 et demain.",
            mend if said else f"Une date prévue se met dans son champ. {mend}",
        )
    state = case.index.subjects.get(case.subject)
    first = state.creation() if state and not declared.creates and not declared.correction else None
    if first and day < date.fromisoformat(first.happened_on):
        created = spoken_day(date.fromisoformat(first.happened_on))
        yield Breach(
            "survenu_le",
            f"Le fait est daté du {spoken_day(day)}, mais « {case.named(case.subject)} » n'existe "
            f"que depuis le {created}.",
            mend,
        )


def _unknown(case: Case, cited: frozenset[str]) -> Iterator[Breach]:
    for subject in _others(case, cited):
        if not case.index.exists(subject):
            gone = "a été annulé" if subject in case.index.subjects else "n'existe pas"
            yield Breach("", f"« {case.named(subject)} » {gone}.", _CITE)


def _cancelled(case: Case, cited: frozenset[str]) -> Iterator[Breach]:
    for subject in _others(case, cited):
        declared, state = events.subject(kind_of(subject)), case.index.state_of(subject)
        if declared is None or state is None or case.index.is_usable(subject):
            continue
        gone = f"« {case.named(subject)} » est {declared.states[state]}"
        if into := case.value("dans", subject):  # an action that was merged
            gone = f"{gone} : elle s'est fondue dans « {case.named(into)} »"
        yield Breach("", f"{gone}.", _CITE)


def _others(case: Case, cited: frozenset[str]) -> list[str]:
    """The subjects that an event cites, its own aside; a poste may have gone with its folder."""
    return [one for one in sorted(cited) if one != case.subject and kind_of(one) != "poste"]


def _undo(event: Event, case: Case) -> Iterator[Breach]:
    """A creation that other subjects rely on is not annulled under them."""
    if type(event).__name__ != "EvenementAnnule":
        return
    node = case.index.events.get(event.evenement)  # type: ignore[attr-defined]
    if node is None or not node.creates:
        return
    for subject in case.index.standing_with(case.subject):
        yield Breach(
            "evenement",
            f"Le {_label(event.declaration, subject)} « {case.named(subject)} » a déjà son "
            "histoire, et n'existe qu'avec ce sujet.",
            f"Annulez d'abord ce qui y a été enregistré : `ter historique {subject}`.",
        )
        return
    for citing_id in sorted(case.index.citing.get(case.subject, ())):
        citing = case.index.events[citing_id]
        state = case.index.subjects[citing.subject]
        if citing.subject != case.subject and state.counts(citing):
            yield Breach(
                "evenement",
                f"« {case.named(citing.subject)} » cite encore « {case.named(case.subject)} » "
                f"({citing.type}).",
                f"Annulez ou modifiez d'abord « {case.named(citing.subject)} ».",
            )
            return


def _refusal(event: Event, broken: Breach) -> RuleBroken | InvalidValue:
    place = f"champ « {broken.field} »" if broken.field else type(event).declaration.label
    return RuleBroken(broken.what, where=place, remedy=broken.remedy)


def _doubt(doubts: list[Warning]) -> ConfirmationNeeded:
    verdict = doubts[0]
    return ConfirmationNeeded(
        verdict.what,
        rules=tuple(dict.fromkeys(one.rule for one in doubts)),
        where=f"champ « {verdict.field} »" if verdict.field else "",
        remedy=f'Si c\'est voulu, confirmez : `--confirmer "{verdict.rule}=motif"`.',
    )


def _ways_out(subject: Subject, state: str) -> str:
    ways = [
        f"`ter {noun_of(cls.__name__)} {cls.declaration.verb}`"
        for cls in events.classes()
        if cls.declaration.subject.kind == subject.kind
        and not cls.declaration.creates
        and not cls.declaration.internal
        and _follows(cls.declaration, state)
    ]
    return f"Depuis cet état : {', '.join(ways)}." if ways else "Plus rien ne peut suivre."


def _follows(declared: Declaration, state: str) -> bool:
    if declared.after == ("*",):
        return True
    return state in declared.after if declared.after else state not in declared.subject.closed


def _label(declared: Declaration, subject: str) -> str:
    known = events.subject(kind_of(subject)) or declared.subject
    return known.label
