"""A proposal carried out: what the log accepts is one lot, the rest is told line by line."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from attrs import evolve, frozen

from ter_core.errors import ConfirmationNeeded
from ter_core.events.base import Confirmation
from ter_core.events.poste import ImportRealise
from ter_core.imports.proposal import Proposal, Remark, Step
from ter_core.ledger.entry import Entry, Planned

if TYPE_CHECKING:
    from ter_core.errors import TerError
    from ter_core.ledger.entry import Written
    from ter_core.session import Session

__all__ = ["Outcome", "carry_out", "refused_steps"]


@frozen(kw_only=True)
class Outcome:
    """What became of a proposal: the steps taken, and every remark, refusals of rules included.

    `written` is empty for a trial, and where nothing was new.
    """

    proposal: Proposal
    taken: tuple[Step, ...]
    remarks: tuple[Remark, ...]
    planned: tuple[Planned, ...]
    written: tuple[Written, ...] = ()

    @property
    def rejections(self) -> tuple[Remark, ...]:
        """The lines left out, in order."""
        return tuple(one for one in self.remarks if one.is_rejection)

    @property
    def lines_left(self) -> frozenset[int | None]:
        """The numbers of the lines left out; None for the file as a whole."""
        return frozenset(line for one in self.rejections for line in (one.line, *one.others))


def carry_out(
    session: Session,
    proposal: Proposal,
    *,
    confirmed: Iterable[Confirmation] = (),
    trial: bool = False,
    progress: Callable[[str, int], None] | None = None,
) -> Outcome:
    """Record the steps that no rule refuses, in one lot that ends with `ImportRealise`.

    A step that a rule refuses is left out whole and told as a rejection; so is a doubtful one,
    unless its doubt is `confirmed`. Where no step is left, nothing is written. `progress` is told
    what begins (in French) and how many events it is about.

    Raises:
        TerError: the log could not be written.
    """
    places = {str(number): step for number, step in enumerate(proposal.steps)}
    entries = _placed(proposal.steps)
    if progress is not None:
        progress("Examen", len(entries))
    entries, planned, refused = _sifted(session, entries, {one.regle: one for one in confirmed})
    taken = {place: step for place, step in places.items() if place not in refused}
    remarks = [*proposal.remarks]
    remarks += [_refusal(places[place], error) for place, error in refused.items()]
    remarks.sort(key=lambda one: one.line or 0)
    outcome = Outcome(
        proposal=proposal,
        taken=tuple(taken.values()),
        remarks=tuple(remarks),
        planned=tuple(planned),
    )
    if trial or not taken:
        return outcome
    realised = ImportRealise(
        source=proposal.source,
        empreinte=proposal.empreinte,
        lignes=proposal.lines,
        rejets=len(outcome.lines_left),
    )
    if progress is not None:
        progress("Écriture", len(planned) + 1)
    written = session.record(
        *(evolve(one, place="") for one in entries if one.place in taken), Entry(realised)
    )
    return evolve(outcome, written=tuple(written))


def refused_steps(
    session: Session, steps: Sequence[Step], confirmed: Iterable[Confirmation] = ()
) -> frozenset[int]:
    """The places, in their order, of the steps that `carry_out` would leave out."""
    reasons = {one.regle: one for one in confirmed}
    _, _, refused = _sifted(session, _placed(steps), reasons)
    return frozenset(int(place) for place in refused)


def _placed(steps: Sequence[Step]) -> list[Entry]:
    """The entries of some steps, each with the number of its step as its place."""
    return [
        evolve(entry, place=str(number))
        for number, step in enumerate(steps)
        for entry in step.entries
    ]


def _sifted(
    session: Session, entries: list[Entry], reasons: Mapping[str, Confirmation]
) -> tuple[list[Entry], list[Planned], dict[str, TerError]]:
    """The entries, confirmed where a doubt asks for it; what may be written, and why not the rest.

    An event says only the doubts that it raises, hence a round for each entry of one place that
    has some.
    """
    while True:
        refused: dict[str, TerError] = {}
        planned = session.preview(*entries, refused=refused)
        answers = {
            place: tuple(reasons[rule] for rule in error.rules)
            for place, error in refused.items()
            if isinstance(error, ConfirmationNeeded) and reasons.keys() >= set(error.rules)
        }
        if not answers:
            return entries, planned, refused
        entries = [_confirmed(entry, answers.get(entry.place, ())) for entry in entries]


def _confirmed(entry: Entry, given: tuple[Confirmation, ...]) -> Entry:
    if not given:
        return entry
    return evolve(entry, event=entry.event.with_values(confirme=(*entry.event.confirme, *given)))


def _refusal(step: Step, error: TerError) -> Remark:
    what = f"{step.told} : {error.what}" if step.told else error.what
    return Remark(
        line=step.line, others=step.others, said=what, remedy=error.remedy, is_rejection=True
    )
