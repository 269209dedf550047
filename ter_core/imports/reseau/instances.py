"""The instances that the rows make up: new ones, and those that new members join."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from attrs import define, field

from ter_core.events.instance import CompositionModifiee, InstanceCreee
from ter_core.imports.proposal import Remark, Step
from ter_core.imports.reseau.building import Builder, Seated
from ter_core.imports.reseau.known import Network
from ter_core.imports.reseau.rows import Wanted
from ter_core.ledger.entry import Entry
from ter_core.vocabulary.subjects import key_of, subject

__all__ = ["compositions"]

_INITIALS = ("copil", "cotech", "cec")


@define
class _Group:
    """Who sits in one instance, and who presides it, in the order of the rows."""

    wanted: Wanted
    presidence: list[Seated] = field(factory=list)
    membres: list[Seated] = field(factory=list)


def compositions(
    builder: Builder, seated: Sequence[Seated], on: date | None
) -> Iterator[Step | Remark]:
    """The steps of the instances that these rows name, and what is to be said of them."""
    for group in _groups(seated):
        if group.wanted.known is None:
            yield _created(group, builder, on)
        else:
            yield from _joined(group, builder.known, on)


def _groups(seated: Sequence[Seated]) -> list[_Group]:
    found: dict[tuple[str, str], _Group] = {}
    for one in seated:
        for wanted in one.row.preside:
            found.setdefault(wanted.key, _Group(wanted)).presidence.append(one)
        presided = {wanted.key for wanted in one.row.preside}
        for wanted in one.row.instances:
            if wanted.key not in presided:
                found.setdefault(wanted.key, _Group(wanted)).membres.append(one)
    return list(found.values())


def _created(group: _Group, builder: Builder, on: date | None) -> Step:
    wanted = group.wanted
    for one in (*group.presidence, *group.membres):
        one.joins = True
    name = wanted.nature.value if wanted.nature.value in _INITIALS else wanted.nom
    event = InstanceCreee(
        code=builder.code("instance", name),
        nature=wanted.nature,
        nom=wanted.nom,
        presidence=tuple(one.acteur for one in group.presidence),
        membres=tuple(one.acteur for one in group.membres),
    )
    chairs = ", ".join(key_of(one.acteur) for one in group.presidence)
    told = f"instance « {wanted.nom} », code {event.code} ; "
    told += f"présidence : {chairs} ; " if chairs else "sans présidence ; "
    told += f"membres : {len(group.membres)}"
    return Step(line=None, told=told, entries=(Entry(event, on=on),))


def _joined(group: _Group, known: Network, on: date | None) -> Iterator[Step | Remark]:
    meeting = group.wanted.known
    assert meeting is not None  # noqa: S101 - the caller looked
    for one in group.presidence:
        if key_of(one.acteur) not in meeting.presidence:
            yield Remark(
                line=one.row.line,
                said=f"« {meeting.code} » existe déjà, et sa présidence ne se change pas par une "
                "feuille.",
                remedy="Notez cette fonction comme membre, dans la colonne « Instances ».",
            )
    there = {*meeting.presidence, *meeting.membres}
    coming = [one for one in group.membres if key_of(one.acteur) not in there]
    if not coming:
        return
    names = ", ".join(key_of(one.acteur) for one in coming)
    members = known.members(meeting.membres)
    if members is None:
        yield Remark(
            line=coming[0].row.line,
            said=f"« {meeting.code} » : un même code y désigne une fonction et un organisme, et "
            f"{names} n'y entre pas.",
            remedy=f"Redites tous ses membres : « ter composition modifier {meeting.code} ».",
            is_rejection=True,
        )
        return
    for one in coming:
        one.joins = True
    event = CompositionModifiee(membres=(*members, *(one.acteur for one in coming)))
    yield Step(
        line=coming[0].row.line if len(coming) == 1 else None,
        sign="~",
        told=f"instance « {meeting.code} » : membres + {names}",
        entries=(Entry(event, subject("instance", meeting.code), on=on),),
    )
