"""Établissement: a school of the network, and its headcounts."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Annotated, Any

from attrs import frozen

from ter_core.events.base import Event
from ter_core.events.changes import Changes, ChangesOf, changed
from ter_core.events.declaration import Declaration, KeyForm, Subject
from ter_core.events.doubts import doubt_of
from ter_core.events.effectif_lines import Effectif
from ter_core.events.fields import Code, Count, Lines, Named, OneChoice, Text, Title
from ter_core.events.situation import Breach
from ter_core.vocabulary.choices import NatureEtablissement, Secteur
from ter_core.vocabulary.identifiers import CodeInsee, Uai
from ter_core.vocabulary.levels import Cycle, Degre, Niveau

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Self

    from ter_core.events.situation import Situation, Verdict

__all__ = [
    "ETABLISSEMENT",
    "EffectifConstate",
    "EtablissementModifie",
    "EtablissementRattache",
    "EtablissementRetire",
]

_DEGRES = {
    NatureEtablissement.ECOLE_MATERNELLE: Degre.PREMIER,
    NatureEtablissement.ECOLE_ELEMENTAIRE: Degre.PREMIER,
    NatureEtablissement.ECOLE_PRIMAIRE: Degre.PREMIER,
    NatureEtablissement.COLLEGE: Degre.SECOND,
    NatureEtablissement.LYCEE: Degre.SECOND,
}

ETABLISSEMENT = Subject(
    kind="etablissement",
    label="établissement",
    plural="établissements",
    key=KeyForm.UAI,
    definition="Une école, un collège ou un lycée du réseau, sous son UAI, avec ses effectifs de "
    "chaque année.",
    states={"rattache": "dans le réseau", "retire": "retiré"},
    closed=frozenset({"retire"}),
    keeps=("nom", "code_insee", "degre", "lignes", "enseignants"),
)


@frozen(kw_only=True)
class EtablissementRattache(Event):
    """Un établissement entre dans le réseau."""

    declaration = Declaration(
        subject=ETABLISSEMENT,
        verb="rattacher",
        label="Établissement rattaché",
        creates=True,
        to="rattache",
    )

    code: Annotated[str | None, Code("Code", example="guillestre")] = None
    uai: Annotated[
        Uai, Named("UAI", of=Uai, help="Sept chiffres et une lettre.", example="0059001G")
    ]
    nom: Annotated[str, Title("Nom", example="École élémentaire de Guillestre")]
    nature: Annotated[
        NatureEtablissement,
        OneChoice("Nature", choices=NatureEtablissement, example="ecole_elementaire"),
    ]
    degre: Annotated[
        Degre | None,
        OneChoice(
            "Degré", choices=Degre, help="Celui de sa nature, s'il n'est pas donné.", example="1D"
        ),
    ] = None
    secteur: Annotated[Secteur, OneChoice("Secteur", choices=Secteur, example="public")] = (
        Secteur.PUBLIC
    )
    code_insee: Annotated[
        CodeInsee, Named("Code INSEE de la commune", of=CodeInsee, example="05065")
    ]
    rpi: Annotated[
        str | None,
        Title(
            "RPI",
            help="Le regroupement pédagogique, sous un même nom pour ses écoles.",
            example="RPI Risoul – Réotier",
        ),
    ] = None

    def proposed_code(self) -> str | None:
        """From the name."""
        return self.nom

    def completed(self, situation: Situation) -> Self:
        """The degré that its nature says."""
        del situation
        return self if self.degre else self.with_values(degre=_DEGRES.get(self.nature))

    def rules(self, situation: Situation) -> Iterator[Verdict]:
        """Its degré is known, and is that of its nature."""
        del situation
        if self.degre is None and self.nature not in _DEGRES:
            yield _degree_needed("degre", self.nature)
        yield from _as_its_nature("degre", self.nature, self.degre)


@frozen(kw_only=True)
class EtablissementModifie(Event):
    """Un établissement change de nom, de nature, de commune ou de regroupement."""

    declaration = Declaration(subject=ETABLISSEMENT, verb="modifier", label="Établissement modifié")

    champs: Annotated[Changes, ChangesOf("Champs modifiés", of=EtablissementRattache)]
    motif: Annotated[str, Text("Motif", example="L'école élémentaire devient primaire")]

    def completed(self, situation: Situation) -> Self:
        """The degré that its new nature says, where it changes."""
        given: dict[str, Any] = self.champs.given()
        said = _DEGRES.get(given.get("nature"))  # type: ignore[arg-type]
        if said is None or "degre" in (*given, *self.champs.vider):
            return self
        if said == situation.value("degre"):
            return self
        return self.with_values(champs=changed(self.champs, degre=said))

    def rules(self, situation: Situation) -> Iterator[Verdict]:
        """It always has a degré, that of its nature."""
        del situation
        given: dict[str, Any] = self.champs.given()
        if "degre" in self.champs.vider:
            yield Breach(
                "champs",
                "Un établissement a toujours un degré : il ne se vide pas.",
                "Donnez 1D ou 2D (`--degre`).",
            )
        yield from _as_its_nature("champs", given.get("nature"), given.get("degre"))


@frozen(kw_only=True)
class EtablissementRetire(Event):
    """Un établissement quitte le réseau, ou ferme."""

    declaration = Declaration(
        subject=ETABLISSEMENT, verb="retirer", label="Établissement retiré", to="retire"
    )

    motif: Annotated[str, Text("Motif", example="Fermeture de l'école à la rentrée")]


@frozen(kw_only=True)
class EffectifConstate(Event):
    """L'effectif de l'établissement est constaté, par niveau, par classe ou par cycle."""

    declaration = Declaration(
        subject=ETABLISSEMENT, verb="constater", label="Effectif constaté", shown=("lignes",)
    )  # it sets nothing: two headcounts made offline do not contradict each other

    source: Annotated[str, Title("Source", example="Constat de rentrée")]
    lignes: Annotated[
        tuple[Effectif, ...],
        Lines(
            "Effectifs",
            of=Effectif,
            help="Niveau (et classe) ou cycle, puis nombre d'élèves ; une classe à plusieurs "
            "niveaux prend une ligne par niveau.",
            example="CM2/CM2-A 24",
            more=("CM1 21", "C1 45"),
        ),
    ] = ()
    enseignants: Annotated[int | None, Count("Nombre d'enseignants", example="6")] = None

    def rules(self, situation: Situation) -> Iterator[Verdict]:
        """It counts something, each thing once, and levels that are of the établissement."""
        if not self.lignes and self.enseignants is None:
            yield Breach(
                "lignes",
                "Aucun effectif n'est donné.",
                'Donnez des élèves (`--ligne "CM2 24"`) ou des enseignants (`--enseignants 6`).',
            )
        keys = Counter((one.niveau or one.cycle, one.groupe) for one in self.lignes)
        for (of, groupe), times in keys.items():
            if times > 1:
                name = f"{of}/{groupe}" if groupe else f"{of}"
                yield Breach(
                    "lignes",
                    f"L'effectif de « {name} » est donné {times} fois.",
                    "Gardez une seule ligne, avec le total.",
                )
        yield from doubt_of("niveau-inattendu", "lignes", self._unexpected(situation))

    def _unexpected(self, situation: Situation) -> Iterator[str]:
        """A level of the other degré: a school number mistaken for another, or a slip."""
        degre = situation.value("degre")
        if degre is None:
            return
        name, label = situation.named(situation.subject), Degre.of(degre).label
        for line in self.lignes:
            of = line.niveau or line.cycle
            if of and degre not in _degrees(of):
                yield f"« {line.short()} » : « {name} » est du {label}, et non {of.label}."


def _degrees(of: Niveau | Cycle) -> set[Degre]:
    """The degrés in which a level or a cycle is taught."""
    if isinstance(of, Cycle):
        return {one.degre for one in Niveau if one.cycle is of and one.degre}
    return {of.degre} if of.degre else set(Degre)


def _as_its_nature(
    field: str, nature: NatureEtablissement | None, degre: Degre | None
) -> Iterator[Breach]:
    said = _DEGRES.get(nature) if nature else None
    if nature and degre and said and degre is not said:
        yield Breach(
            field,
            f"Le degré donné est {degre} : la nature « {nature.label} » est du {said.label}.",
            "Corrigez la nature, ou retirez le degré : il vient de la nature.",
        )


def _degree_needed(field: str, nature: NatureEtablissement) -> Breach:
    return Breach(
        field,
        f"Il manque le degré : la nature « {nature.label} » ne le dit pas.",
        "Donnez 1D ou 2D (`--degre`).",
    )
