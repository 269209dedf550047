"""What the log knows of the network, as far as its sheet may name it: one dictionary per kind."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from attrs import field, frozen

from ter_core.reports.convention import Convention
from ter_core.reports.etablissements import Etablissements
from ter_core.reports.instances import Instances
from ter_core.reports.reseau import Acteurs, Organismes
from ter_core.vocabulary.choices import NatureInstance, NatureOrganisme, Role
from ter_core.vocabulary.identifiers import CodeInsee
from ter_core.vocabulary.namesakes import name_key
from ter_core.vocabulary.subjects import subject
from ter_core.vocabulary.text import fold

if TYPE_CHECKING:
    from ter_core.session import Session

__all__ = ["Body", "Function", "Meeting", "Network", "School"]


@frozen(kw_only=True)
class School:
    """An établissement of the log."""

    uai: str
    code: str
    nom: str
    commune: str | None

    @property
    def subject(self) -> str:
        """In full."""
        return subject("etablissement", self.uai)


@frozen(kw_only=True)
class Body:
    """An organisme: of the log, or that the sheet names first."""

    code: str
    nom: str
    nature: NatureOrganisme
    code_insee: CodeInsee | None

    @property
    def subject(self) -> str:
        """In full."""
        return subject("organisme", self.code)


@frozen(kw_only=True)
class Function:
    """An acteur of the log; `organisme` and `etablissement` are full subjects."""

    code: str
    qualite: str
    roles: tuple[Role, ...]
    organisme: str | None
    etablissement: str | None

    @property
    def subject(self) -> str:
        """In full."""
        return subject("acteur", self.code)


@frozen(kw_only=True)
class Meeting:
    """An instance of the log; `presidence` and `membres` are the codes that people read."""

    code: str
    nom: str
    nature: NatureInstance
    presidence: tuple[str, ...]
    membres: tuple[str, ...]


@frozen(kw_only=True)
class Network:
    """What is there today; what has left the network keeps its code, and that is all."""

    communes: Mapping[str, str]
    schools: tuple[School, ...]
    bodies: tuple[Body, ...]
    functions: tuple[Function, ...]
    meetings: tuple[Meeting, ...]
    taken: frozenset[str] = field(default=frozenset())
    """The subjects whose code nothing new may take."""

    @classmethod
    def of(cls, session: Session) -> Network:
        """The network that a log knows."""
        convention = session.ask(Convention())
        communes = next(part for part in convention.parts if part.name == "communes")
        schools = session.ask(Etablissements()).named()
        bodies = session.ask(Organismes()).named()
        functions = session.ask(Acteurs()).named()
        meetings = session.ask(Instances()).named()
        known = {one["code"]: subject("etablissement", one["uai"]) for one in schools}
        return cls(
            communes={one["code_insee"]: one["nom"] for one in communes.named()},
            schools=tuple(_school(one) for one in schools if one["libelle_etat"] != _GONE),
            bodies=tuple(_body(one) for one in bodies if one["libelle_etat"] != _GONE),
            functions=tuple(_function(one, known) for one in functions if one["est_en_fonction"]),
            meetings=tuple(_meeting(one) for one in meetings),
            taken=frozenset(
                subject(kind, one["code"])
                for kind, found in (
                    ("organisme", bodies),
                    ("acteur", functions),
                    ("instance", meetings),
                )
                for one in found
            ),
        )

    def commune(self, typed: str) -> str | None:
        """The commune of the territory that a name or a number is that of."""
        if typed.upper() in self.communes:
            return typed.upper()
        wanted = name_key(typed)
        return next(
            (insee for insee, nom in self.communes.items() if name_key(nom) == wanted), None
        )

    def schools_called(self, typed: str) -> list[School]:
        """The établissements of a UAI, a code or a name."""
        wanted, number = name_key(typed), typed.upper()
        exact = [one for one in self.schools if number == one.uai or typed == one.code]
        return exact or [one for one in self.schools if name_key(one.nom) == wanted]

    def schools_in(self, insee: str) -> list[School]:
        """The établissements of a commune."""
        return [one for one in self.schools if one.commune == insee]

    def members(self, codes: Iterable[str]) -> list[str] | None:
        """The full subjects of those who sit; None where a code does not say who it is."""
        functions = {one.code: one.subject for one in self.functions}
        bodies = {one.code: one.subject for one in self.bodies}
        found = []
        for code in codes:
            if (code in functions) == (code in bodies):
                return None
            found.append(functions.get(code) or bodies[code])
        return found


_GONE = "retiré"
_NATURES = {fold(choice.label): choice for choice in NatureOrganisme}
_ROLES = {fold(choice.label): choice for choice in Role}


def _school(row: Mapping[str, Any]) -> School:
    return School(uai=row["uai"], code=row["code"], nom=row["nom"], commune=row["code_insee"])


def _body(row: Mapping[str, Any]) -> Body:
    return Body(
        code=row["code"],
        nom=row["nom"],
        nature=_NATURES.get(fold(row["libelle_nature"] or ""), NatureOrganisme.AUTRE),
        code_insee=CodeInsee(row["code_insee"]) if row["code_insee"] else None,
    )


def _function(row: Mapping[str, Any], schools: Mapping[str, str]) -> Function:
    body, school = row["code_organisme"], row["code_etablissement"]
    return Function(
        code=row["code"],
        qualite=row["qualite"],
        roles=tuple(
            _ROLES[word] for label in row["libelles_roles"] or () if (word := fold(label)) in _ROLES
        ),
        organisme=subject("organisme", body) if body else None,
        etablissement=schools.get(school) or subject("etablissement", school) if school else None,
    )


def _meeting(row: Mapping[str, Any]) -> Meeting:
    return Meeting(
        code=row["code"],
        nom=row["nom"],
        nature=NatureInstance.of(row["nature"]),
        presidence=tuple(row["presidence"] or ()),
        membres=tuple(row["membres"] or ()),
    )
