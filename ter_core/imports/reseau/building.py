"""From understood rows to steps: organismes, functions, then the instances they make up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from attrs import define, field

from ter_core import events
from ter_core.errors import TerError
from ter_core.events.acteur import ActeurInscrit, ActeurModifie
from ter_core.events.base import Event
from ter_core.events.changes import changes_class
from ter_core.events.organisme import OrganismeInscrit, OrganismeModifie
from ter_core.imports.proposal import Remark, Sign, Step
from ter_core.imports.reseau.known import Body, Function, Network
from ter_core.imports.reseau.rows import LineRefused, Row
from ter_core.ledger.entry import Entry
from ter_core.vocabulary.namesakes import name_key
from ter_core.vocabulary.subjects import is_slug, subject
from ter_core.vocabulary.text import fold, slug

__all__ = ["Builder", "Seated"]

_SMALL = frozenset({"a", "au", "aux", "d", "de", "des", "du", "en", "et", "l", "la", "le", "les"})


@define
class Seated:
    """A row and the function that it is about, in full; `step` is its change, if it has one.

    `joins` says whether it enters an instance.
    """

    row: Row
    acteur: str
    step: Step | None = None
    joins: bool = False


@define
class Builder:
    """Makes the steps of the rows, on a day; `remarks` tell those that others contradict."""

    known: Network
    on: date | None
    steps: list[Step] = field(factory=list)
    seated: list[Seated] = field(factory=list)
    remarks: list[Remark] = field(factory=list)
    _bodies: dict[str, Body] = field(factory=dict)
    _taken: set[str] = field(factory=set)
    _seen: dict[tuple[str, str | None, str | None], int] = field(factory=dict)
    _alike: Counter[str] = field(factory=Counter)

    def __attrs_post_init__(self) -> None:
        self._taken = set(self.known.taken)

    def build(self, rows: Sequence[Row]) -> None:
        """The organismes of all rows first, since any of them may say what an organisme is."""
        self._alike = Counter(name_key(row.qualite) for row in rows)
        groups: dict[str, list[Row]] = {}
        for row in rows:
            if row.organisme:
                groups.setdefault(name_key(row.organisme), []).append(row)
        for key, group in groups.items():
            self._body(key, group)
        for row in rows:
            try:
                self._function(row)
            except TerError as error:
                self.refuse(row.line, error)

    def refuse(self, line: int, error: TerError) -> None:
        """Leave a row out."""
        said, remedy = error.what, error.remedy
        self.remarks.append(Remark(line=line, said=said, remedy=remedy, is_rejection=True))

    def code(self, kind: str, *names: str) -> str:
        """A code that nothing has: from the first name, from the next ones too, or numbered."""
        proposals = [slug(" ".join(_telling(names[:count]))) for count in range(1, len(names) + 1)]
        proposals = [one for one in proposals if one] or [kind]
        free = next((one for one in proposals if self._is_free(kind, one)), None)
        number = 1
        while free is None:
            number += 1
            numbered = f"{proposals[-1][:36]}-{number}"
            free = numbered if self._is_free(kind, numbered) else None
        self._taken.add(subject(kind, free))
        return free

    def _is_free(self, kind: str, code: str) -> bool:
        return subject(kind, code) not in self._taken and code not in events.verbs()

    def _step(
        self, line: int | None, sign: Sign, told: str, event: Event, about: str | None = None
    ) -> Step:
        entry = Entry(event, about, on=self.on)
        step = Step(line=line, sign=sign, told=told, entries=(entry,))
        self.steps.append(step)
        return step

    def _body(self, key: str, group: Sequence[Row]) -> None:
        first = group[0]
        nature = next((row.nature for row in group if row.nature), None)
        insee = next((row.code_insee for row in group if row.code_insee), None)
        known = next((one for one in self.known.bodies if key in _names(one)), None)
        for row in group:
            if row.nature and row.nature is not nature:
                self._contradicted(row, f"« {nature.label} »" if nature else "", first.line)
        if known is not None:
            self._bodies[key] = known
            given: dict[str, Any] = {}
            if nature and nature is not known.nature:
                given["nature"] = nature
            if insee and insee != known.code_insee:
                given["code_insee"] = insee
            if given:
                before = {"nature": known.nature.label, "code_insee": known.code_insee}
                after = {"nature": nature and nature.label, "code_insee": insee}
                told = f"organisme « {known.code} » : {_differences(given, before, after)}"
                champs = changes_class(OrganismeInscrit)(**given)
                self._step(first.line, "~", told, OrganismeModifie(champs=champs), known.subject)
        elif nature is not None:
            name = first.organisme or ""
            made = Body(
                code=self.code("organisme", name), nom=name, nature=nature, code_insee=insee
            )
            self._bodies[key] = made
            event = OrganismeInscrit(code=made.code, nom=name, nature=nature, code_insee=insee)
            place = f", {self.known.communes.get(insee, insee)}" if insee else ""
            told = f"organisme « {name} » ({nature.label}{place}), code {made.code}"
            self._step(first.line, "+", told, event)

    def _contradicted(self, row: Row, kept: str, line: int) -> None:
        self.remarks.append(
            Remark(
                line=row.line,
                said=f"« {row.organisme} » a ici une autre nature qu'à la ligne {line} : "
                f"{kept} est retenue.",
                remedy="Donnez la même nature partout, ou une seule fois.",
            )
        )

    def _function(self, row: Row) -> None:
        body = self._bodies.get(name_key(row.organisme)) if row.organisme else None
        if row.organisme and body is None:
            raise LineRefused(
                f"Il manque la nature de « {row.organisme} », qui n'est pas encore inscrit.",
                remedy="Donnez-la sur l'une de ses lignes.",
            )
        organisme = body.subject if body else None
        school = row.school.subject if row.school else None
        place = (name_key(row.code or row.qualite), organisme, school)
        if (line := self._seen.setdefault(place, row.line)) != row.line:
            raise LineRefused(
                f"C'est la même fonction qu'à la ligne {line}.",
                remedy="Une ligne par fonction : si deux personnes l'exercent, distinguez les "
                "intitulés, ou ajoutez l'une par « ter carnet ajouter ».",
            )
        known = self._match(row, organisme, school)
        if known is not None:
            step = self._changed(row, known, organisme, school)
            self.seated.append(Seated(row, known.subject, step))
            return
        code = self._new_code(row, body)
        event = ActeurInscrit(
            code=code,
            qualite=row.qualite,
            roles=row.roles,
            organisme=organisme,
            etablissement=school,
        )
        where = ", ".join(one for one in (body and body.nom, row.school and row.school.nom) if one)
        told = f"fonction « {row.qualite} » ({_labels(row.roles)}), code {code}"
        step = self._step(row.line, "+", f"{told} ; {where}" if where else told, event)
        self.seated.append(Seated(row, event_subject(code), step))

    def _match(self, row: Row, organisme: str | None, school: str | None) -> Function | None:
        """The function of the log that a row is about, None if it is a new one."""
        if row.code and (found := [f for f in self.known.functions if f.code == row.code]):
            return found[0]
        key = name_key(row.qualite)
        named = [one for one in self.known.functions if name_key(one.qualite) == key]
        exact = [one for one in named if (one.organisme, one.etablissement) == (organisme, school)]
        if exact or row.code:
            return exact[0] if exact and not row.code else None
        if not (organisme or school) and len(named) > 1:
            raise LineRefused(
                f"Plusieurs fonctions s'appellent « {row.qualite} ».",
                remedy="Dites de quel organisme ou établissement, ou donnez le code : "
                f"{', '.join(one.code for one in named)}.",
            )
        if organisme or school:  # one that has no place yet takes that of the only row of its name
            named = [one for one in named if not (one.organisme or one.etablissement)]
            named = named if self._alike[key] == 1 else []
        return named[0] if named else None

    def _changed(
        self, row: Row, known: Function, organisme: str | None, school: str | None
    ) -> Step | None:
        given: dict[str, Any] = {}
        if set(row.roles) != set(known.roles):
            given["roles"] = row.roles
        if row.code and row.qualite != known.qualite:
            given["qualite"] = row.qualite
        if organisme and organisme != known.organisme:
            given["organisme"] = organisme
        if school and school != known.etablissement:
            given["etablissement"] = school
        if not given:
            return None
        before = {
            "roles": _labels(known.roles),
            "qualite": known.qualite,
            "organisme": known.organisme and known.organisme.partition(":")[2],
            "etablissement": known.etablissement and known.etablissement.partition(":")[2],
        }
        after = {
            "roles": _labels(row.roles),
            "qualite": row.qualite,
            "organisme": organisme and organisme.partition(":")[2],
            "etablissement": school and school.partition(":")[2],
        }
        told = f"fonction « {known.code} » : {_differences(given, before, after)}"
        champs = changes_class(ActeurInscrit)(**given)
        return self._step(row.line, "~", told, ActeurModifie(champs=champs), known.subject)

    def _new_code(self, row: Row, body: Body | None) -> str:
        if row.code:
            if not is_slug(row.code) or not self._is_free("acteur", row.code):
                raise LineRefused(
                    f"Le code « {row.code} » ne peut pas être pris.",
                    remedy="Donnez des minuscules, des chiffres et des traits d'union, et un code "
                    "que rien ne porte ; ou videz cette case.",
                )
            self._taken.add(event_subject(row.code))
            return row.code
        where = ""
        if body is not None:
            where = self.known.communes.get(body.code_insee or "", body.nom)
        elif row.school is not None:
            where = row.school.code
        if self._alike[name_key(row.qualite)] > 1 and where:
            return self.code("acteur", f"{row.qualite} {where}")
        return self.code("acteur", row.qualite, where)


def event_subject(code: str) -> str:
    """The full subject of a function's code."""
    return subject("acteur", code)


_LABELS = {
    "nature": "nature",
    "code_insee": "commune",
    "roles": "rôles",
    "qualite": "intitulé",
    "organisme": "organisme",
    "etablissement": "établissement",
}


def _differences(names: Iterable[str], before: dict[str, Any], after: dict[str, Any]) -> str:
    """« rôles : élu → élu, pilote ; organisme : — → mairie-vars »."""
    return " ; ".join(
        f"{_LABELS[name]} : {before[name] or '—'} → {after[name] or '—'}" for name in names
    )


def _labels(roles: Iterable[Any]) -> str:
    return ", ".join(role.label for role in roles)


def _names(body: Body) -> tuple[str, str]:
    return (name_key(body.nom), name_key(body.code))


def _telling(names: Iterable[str]) -> Iterator[str]:
    """The words of some names, each once, the small ones left out where others remain."""
    words = list(dict.fromkeys(word for name in names for word in fold(name).split()))
    telling = [word for word in words if word not in _SMALL]
    yield from telling or words
