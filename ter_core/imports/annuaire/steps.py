"""What a school of the *Annuaire* changes in the log: it enters, or is otherwise."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from attrs import define, field

from ter_core.events.changes import changes_class
from ter_core.events.etablissement import EtablissementModifie, EtablissementRattache
from ter_core.imports.annuaire.school_names import says_only_its_kind
from ter_core.imports.proposal import Step
from ter_core.ledger.entry import Entry
from ter_core.vocabulary.choices import Choice, NatureEtablissement
from ter_core.vocabulary.text import fold, slug
from ter_core.vocabulary.typography import french

if TYPE_CHECKING:
    from ter_core.imports.annuaire.line import School

__all__ = ["Codes", "step_of"]

_MOTIF = "Selon l'Annuaire de l'éducation"
_LABELS = {
    "nom": "nom",
    "nature": "nature",
    "secteur": "secteur",
    "code_insee": "commune",
    "rpi": "RPI",
}
_SECOND_DEGREE = {NatureEtablissement.COLLEGE: "college", NatureEtablissement.LYCEE: "lycee"}
_CLASSES = {
    NatureEtablissement.ECOLE_MATERNELLE: "maternelle",
    NatureEtablissement.ECOLE_ELEMENTAIRE: "elementaire",
    NatureEtablissement.ECOLE_PRIMAIRE: "primaire",
}


@define
class Codes:
    """Short codes to type: that of the commune for its only école, « college » before otherwise.

    The program makes one from the name where these are taken.
    """

    taken: set[str]
    schools: Sequence[School]
    _alike: Counter[str] = field(init=False)

    def __attrs_post_init__(self) -> None:
        self._alike = Counter(map(_short, self.schools))

    def given_to(self, school: School) -> str | None:
        """The code of a school, which is then taken."""
        code = _short(school)
        if self._alike[code] > 1 and school.nature in _CLASSES:
            code = slug(f"{code} {_CLASSES[school.nature]}")
        if not code or code in self.taken:
            return None
        self.taken.add(code)
        return code


def step_of(
    school: School, known: Mapping[str, Any] | None, codes: Codes, on: date | None
) -> Step | None:
    """What a school changes; None where the log says the same."""
    if known is None:
        return Step(
            line=school.line,
            told=f"{school.nom} ({school.uai}), {school.commune}",
            entries=(Entry(_attached(school, codes), on=on),),
        )
    changes = {name: new for name, _, new in _differences(school, known)}
    if not changes:
        return None
    champs = changes_class(EtablissementRattache)(**changes)
    event = EtablissementModifie(champs=champs, motif=french(_MOTIF))
    told = ", ".join(
        f"{french(f'{_LABELS[name]} :')} {_said(old)} → {_said(new)}"
        for name, old, new in _differences(school, known)
    )
    return Step(
        line=school.line,
        sign="~",
        told=f"{known['nom']} ({known['code']}), {told}",
        entries=(Entry(event, f"etablissement:{school.uai}", on=on),),
    )


def _attached(school: School, codes: Codes) -> EtablissementRattache:
    return EtablissementRattache(
        code=codes.given_to(school),
        uai=school.uai,
        nom=school.nom,
        nature=school.nature,
        secteur=school.secteur,
        code_insee=school.code_insee,
        rpi=school.rpi,
    )


def _differences(school: School, known: Mapping[str, Any]) -> Iterable[tuple[str, Any, Any]]:
    """The fields that the file says otherwise: name, how the log tells it, value of the file."""
    if fold(school.nom) != fold(known["nom"]) and not _says_nothing(school):
        yield "nom", known["nom"], school.nom
    if school.nature != known["nature"] and not _may_be(school, known["nature"]):
        yield "nature", known["libelle_nature"], school.nature
    if school.secteur != known["secteur"]:
        yield "secteur", known["libelle_secteur"], school.secteur
    if school.code_insee != known["code_insee"]:
        yield "code_insee", known["code_insee"], school.code_insee
    if school.rpi and fold(school.rpi) != fold(known["rpi"] or ""):
        yield "rpi", known["rpi"], school.rpi


def _says_nothing(school: School) -> bool:
    """A name such as « École primaire publique » replaces none that people chose."""
    return says_only_its_kind(school.nom.removesuffix(f" ({school.commune})"))


def _may_be(school: School, nature: str) -> bool:
    """An école « de niveau élémentaire », of which the file says no classes, may be a primaire."""
    alike = (NatureEtablissement.ECOLE_ELEMENTAIRE, NatureEtablissement.ECOLE_PRIMAIRE)
    return not school.tells_classes and (school.nature, nature) == alike


def _said(value: Any) -> str:
    return value.label if isinstance(value, Choice) else str(value or "rien")


def _short(school: School) -> str:
    return slug(f"{_SECOND_DEGREE.get(school.nature, '')} {school.commune or school.nom}")
