"""The *Annuaire de l'éducation* of any year: which schools of it enter the network, or change."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from attrs import define, evolve, field

from ter_core.imports.annuaire.line import (
    HEADINGS,
    School,
    commune_of,
    nature_of,
    state_of,
    uai_of,
)
from ter_core.imports.annuaire.school_names import as_spelled, readable_name, says_only_its_kind
from ter_core.imports.annuaire.scope import Scope
from ter_core.imports.annuaire.steps import Codes, step_of
from ter_core.imports.files.headings import Headings, find_headings
from ter_core.imports.files.open_sheet import fingerprint, open_sheet
from ter_core.imports.proposal import Proposal, Remark, Step
from ter_core.reports.counted import counted
from ter_core.reports.etablissements import Etablissements
from ter_core.vocabulary.typography import french, in_full

if TYPE_CHECKING:
    from ter_core.imports.files.sheet import Row
    from ter_core.session import Session

__all__ = ["propose"]

_SOURCE = "Annuaire de l'éducation"
_NATURE = ("type", "nature", "code_nature", "maternelle")  # without any, no line says its kind


def propose(
    session: Session,
    path: Path,
    *,
    communes: Sequence[str] = (),
    uais: Sequence[str] = (),
    on: date | None = None,
) -> Proposal:
    """What the file changes for the schools of some communes, or of some UAI.

    Without any, the communes are those of the territory. `on` is the day from which the schools
    are in the network, or are otherwise; today if it is not said.

    Raises:
        ImportRefused: the file cannot be read, or is no such table.
        InvalidValue: a commune or a UAI is written wrong, or the log has no commune.
    """
    scope = Scope.of(session, communes, uais)
    sheet = open_sheet(path, keep=scope.keeps)
    headings = find_headings(sheet, HEADINGS, required=("uai", "nom", "insee", _NATURE))
    known = {one["uai"]: one for one in session.ask(Etablissements()).named()}
    reading = _Reading(headings, scope, known)
    for row in headings.rows:
        reading.read(row)
    steps = list(reading.steps(on))
    lines = scope.met - sum(row.number <= headings.row.number for row in sheet.rows)
    return Proposal(
        source=french(_SOURCE),
        empreinte=fingerprint(path),
        lines=lines,
        same=reading.same,
        steps=tuple(steps),
        remarks=(*sorted(reading.remarks, key=_line), *reading.about_the_file(lines)),
    )


@define
class _Reading:
    """The schools met so far, by UAI, and what is to be said of their lines."""

    headings: Headings
    scope: Scope
    known: Mapping[str, Mapping[str, Any]]
    schools: dict[str, School] = field(factory=dict)
    remarks: list[Remark] = field(factory=list)
    inside: int = 0
    same: int = 0
    _seen: set[str] = field(factory=set)

    def read(self, row: Row) -> None:
        """Take in a line, if it is about what was asked."""
        uai, insee = uai_of(self.headings, row), commune_of(self.headings, row)
        if not self.scope.wants(uai, insee):
            return
        self.inside += 1
        self._seen.add(uai)
        if self._is_left_out(row, uai):
            return
        nature = nature_of(self.headings, row)
        if nature is None:
            self._say(
                row,
                f"« {self._name(row)} » n'est ni une école, ni un collège, ni un lycée.",
                "S'il est du réseau, rattachez-le avec « ter etablissement rattacher ».",
            )
            return
        try:
            school = School.read(self.headings, row, insee, nature)
        except ValueError as error:
            self._say(
                row,
                f"« {self._name(row)} » : {error}",
                "Corrigez cette ligne dans une copie du fichier.",
                is_rejection=True,
            )
            return
        self.schools[uai] = self._called(school)

    def steps(self, on: date | None) -> Iterator[Step]:
        """What the schools that were read change."""
        schools = list(self.schools.values())
        codes = Codes({one["code"] for one in self.known.values()}, schools)
        for school in schools:
            known = self.known.get(school.uai)
            if known and known["etat"] != "rattache":
                self.remarks.append(_retired(school, known))
            elif step := step_of(school, known, codes, on):
                yield step
            else:
                self.same += 1

    def about_the_file(self, lines: int) -> Iterator[Remark]:
        """What is to be said of the file as a whole."""
        if outside := lines - self.inside:
            told = f"{counted(outside, 'ligne')} hors des communes et des UAI retenus."
            yield Remark(line=None, said=french(told))
        reached = {school.code_insee for school in self.schools.values()}
        reached |= {one["code_insee"] for one in self.known.values() if one["etat"] == "rattache"}
        if empty := [name for code, name in self.scope.communes.items() if code not in reached]:
            told = french("Sans établissement, comme c'est permis à une commune du réseau :")
            yield Remark(line=None, said=f"{told} {_list(empty)}.")
        if unmet := sorted(self.scope.uais - self._seen):
            yield Remark(
                line=None,
                said=f"{french('UAI absents de ce fichier :')} {_list(unmet)}.",
                remedy=french("Vérifiez ces UAI, et l'année du fichier."),
            )
        if gone := sorted(one["code"] for one in self.known.values() if self._is_gone(one)):
            yield Remark(
                line=None,
                said=f"{french('Du réseau, mais absents de ce fichier :')} {_list(gone)}.",
                remedy=french("Si l'un a fermé : « ter etablissement retirer »."),
            )

    def _is_left_out(self, row: Row, uai: str) -> bool:
        """A school that takes no pupils, or that a line before has described."""
        state, known = state_of(self.headings, row), self.known.get(uai)
        if state != "ouvert":
            remedy = "S'il quitte le réseau : « ter etablissement retirer »." if known else ""
            self._say(
                row, f"« {self._name(row)} » : l'état est « {state} » dans ce fichier.", remedy
            )
        if state in {"fermé", "à ouvrir"}:
            return True
        if before := self.schools.get(uai):
            self._say(row, f"L'UAI {uai} est déjà à la ligne {before.line}, qui est retenue.")
        return before is not None

    def _is_gone(self, one: Mapping[str, Any]) -> bool:
        inside = self.scope.wants(one["uai"], one["code_insee"])
        return inside and one["etat"] == "rattache" and one["uai"] not in self._seen

    def _called(self, school: School) -> School:
        """With its commune as the territory spells it, and in a name that says nothing else."""
        commune = self.scope.communes.get(school.code_insee) or readable_name(school.commune)
        if commune and says_only_its_kind(school.nom):
            return evolve(school, commune=commune, nom=f"{school.nom} ({commune})")
        return evolve(school, commune=commune, nom=as_spelled(school.nom, commune))

    def _name(self, row: Row) -> str:
        return readable_name(self.headings.text(row, "nom")) or uai_of(self.headings, row)

    def _say(self, row: Row, said: str, remedy: str = "", *, is_rejection: bool = False) -> None:
        self.remarks.append(
            Remark(
                line=row.number,
                said=french(said),
                remedy=french(remedy),
                is_rejection=is_rejection,
            )
        )


def _retired(school: School, known: Mapping[str, Any]) -> Remark:
    return Remark(
        line=school.line,
        said=french(f"« {school.nom} » ({known['code']}) a quitté le réseau, et ce fichier l'a."),
        remedy=french("S'il y revient, annulez son retrait : « ter evenement annuler »."),
    )


def _line(remark: Remark) -> int:
    return remark.line or 0


def _list(names: Sequence[str]) -> str:
    most = 20
    more = f" et {in_full(len(names) - most)} autres" if len(names) > most else ""
    return ", ".join(names[:most]) + more
