"""What the questions about the projects of a year share: their columns, their sums, who came."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, ClassVar

from attrs import evolve, frozen

from ter_core.events.fields import Ref
from ter_core.reports.asking import report
from ter_core.reports.counted import bounded, counted
from ter_core.reports.diffusion.outside import threshold_of
from ter_core.reports.diffusion.rows import Diffusion
from ter_core.reports.filters import AskedAxe, Filters
from ter_core.reports.question import Marts, Question
from ter_core.reports.report import Column, Part, Report
from ter_core.reports.years import AskedYear, year_or_current
from ter_core.vocabulary.bounds import Bornes
from ter_core.vocabulary.levels import Degre
from ter_core.vocabulary.masked import BORNES_TUES, est_tu
from ter_core.vocabulary.school_year import AnneeScolaire
from ter_core.vocabulary.typography import french

__all__ = ["Followed", "ProjetsSuivis", "columns_of", "done"]

_TWICE = "Somme des participations : qui est venu deux fois y compte deux fois."
_CAME = "Établissements dont des élèves ou des enseignants sont venus dans l'année."
_FIGURES = (
    Column("libelle_nature", "Nature"),
    Column("nb_eleves", "Participations d'élèves", "nombre", _TWICE, persons=True),
    Column("nb_enseignants_1d", "Participations d'enseignants 1D", "nombre", _TWICE, persons=True),
    Column("nb_enseignants_2d", "Participations d'enseignants 2D", "nombre", _TWICE, persons=True),
    Column("nb_familles", "Participations de familles", "nombre", _TWICE, persons=True),
    Column("heures", "Heures", "nombre", "Somme des durées des participations."),
    Column("nb_autres_professionnels", "Autres professionnels", "nombre", _TWICE, persons=True),
    Column("nb_etablissements_1d", "Établissements venus, 1D", "nombre", _CAME),
    Column("nb_etablissements_2d", "Établissements venus, 2D", "nombre", _CAME),
    Column(
        "est_interdegres",
        "Inter-degrés",
        "booleen",
        "Des élèves des deux degrés y sont venus dans l'année.",
    ),
)
_ASIDE = (
    Column("etablissements_venus", "Établissements venus", "liste", _CAME, place="aside"),
    Column("noms_etablissements_venus", "Noms de ces établissements", "liste", place="aside"),
    Column("etablissements", "Établissements prévus", "liste", place="aside"),
    Column("partenaires", "Partenaires", "liste", "Que citent les participations.", place="aside"),
    Column("noms_partenaires", "Noms des partenaires", "liste", place="aside"),
    Column("nb_participations", "Participations enregistrées", "nombre", place="aside"),
    Column("nb_enseignants", "Participations d'enseignants", "nombre", place="aside", persons=True),
    Column(
        "nb_accompagnateurs",
        "Participations d'accompagnateurs",
        "nombre",
        place="aside",
        persons=True,
    ),
    Column("premiere_participation", "Première participation", "date", place="aside"),
    Column("derniere_participation", "Dernière participation", "date", place="aside"),
    Column("code_axe", "Axe", place="aside"),
    Column("libelle_axe", "Intitulé de l'axe", place="aside"),
    Column("fin", "Fin", "date", place="aside"),
    Column("est_realise", "Réalisé", "booleen", "Une participation dans l'année.", place="aside"),
    Column("nature", "Nature (mot)", place="aside"),
    Column("annee_scolaire", "Année scolaire", place="aside"),
)
_REALISED = "projets_realises"
_UNKNOWN = "degré inconnu"  # of an école that is not attached yet on that day
_DONE = "Réalisé s'il a une participation dans l'année."
_REACHED = """
select population, nature, degre, sum(minimum)::bigint, sum(maximum)::bigint
from touches_par($par)
where annee_scolaire = $annee and list_contains($natures, nature)
  and ($axe is null or $axe in (axe, 'axe:' || axe))
  and ($etablissement is null or 'etablissement:' || etablissement = $etablissement)
group by all
order by degre
"""
_POPULATIONS = {
    "eleves": ("nb_eleves",),
    "enseignants": ("nb_enseignants", "nb_enseignants_1d", "nb_enseignants_2d"),
}
People = Mapping[tuple[str, str], Mapping[str, Bornes]]


def columns_of(*beside: str) -> tuple[Column, ...]:
    """The columns of such a question: the figures it shows beside, in order, the others aside."""
    figures = {column.name: column for column in _FIGURES}
    return (
        Column("code_affiche", "Action"),
        Column("intitule", "Intitulé", place="under"),
        Column("debut", "Début", "date"),
        Column("realisation", "Réalisation", help=_DONE),
        *(figures.pop(name) for name in beside),
        *(evolve(column, place="aside") for column in figures.values()),
        *_ASIDE,
    )


@frozen
class Followed:
    """The projects that were listed: their rows by column, what was asked, who came to them.

    `people` holds how many different pupils and teachers, by (population, nature), then degré.
    """

    annee: AnneeScolaire
    rows: tuple[Mapping[str, Any], ...]
    asked: Mapping[str, Any]
    people: People
    marts: Marts

    @property
    def is_whole(self) -> bool:
        """Whether nothing but a year was asked: the figures of the bilan then say as much."""
        return not self.asked

    def sum(self, name: str) -> int:
        """The sum of a column."""
        return sum(row[name] or 0 for row in self.rows)

    def of_nature(self, nature: str) -> Followed:
        """Those of one nature."""
        return evolve(self, rows=tuple(row for row in self.rows if row["nature"] == nature))

    def different(self, population: str, nature: str, noun: str) -> str:
        """« entre 34 et 37 enseignants différents (premier degré : 25, second degré : 12) »."""
        found = self.people.get((population, nature))
        if not found:
            return ""
        whole = Bornes(
            sum(one.minimum for one in found.values()), sum(one.maximum for one in found.values())
        )
        plural = f"{noun}s différents"
        told = counted(whole, f"{noun} différent", plural)
        if "etablissement" in self.asked:
            told += " de cet établissement"
        names = {one.value: one.label for one in Degre}
        if len(found) == 1:
            return f"{told} ({', '.join(names.get(degre, _UNKNOWN) for degre in found)})"
        if est_tu(whole):
            return told
        split = (f"{names.get(degre, _UNKNOWN)} : {bounded(one)}" for degre, one in found.items())
        return f"{told} ({', '.join(split)})"

    def pupils(self, nature: str) -> str:
        """« 225 participations d'élèves, soit 203 élèves différents (…) »; nothing if none came."""
        if not (came := self.sum("nb_eleves")):
            return ""
        told = f"{counted(came, 'participation')} d'élèves"
        different = self.different("eleves", nature, "élève")
        if not different:
            return told
        if "etablissement" not in self.asked:
            return f"{told}, soit {different}"
        link = "dont celles d'" if different[0] in "eu" else "dont celles de "
        return f"{told}, {link}{different}"


def done(followed: Followed, noun: str, ending: str, plural: str = "") -> str:
    """« 2 formations réalisées sur 3 inscrites »; `ending` is what agrees with the noun."""
    made = sum(row["est_realise"] for row in followed.rows)
    planned = counted(len(followed.rows), f"inscrit{ending}")
    told = counted(made, f"{noun} réalisé{ending}", f"{plural or f'{noun}s'} réalisé{ending}s")
    if not made:
        told = f"aucun{ending} {noun} réalisé{ending}"
    return told if made == len(followed.rows) else f"{told} sur {planned}"


@frozen(kw_only=True)
class ProjetsSuivis(Question):
    """What these questions share.

    `condition` keeps rows of the mart, `proofs` are the keys that prove them; of `natures`, the
    different people who came are counted.
    """

    diffusion = Diffusion(sums=(("nb_enseignants", ("nb_enseignants_1d", "nb_enseignants_2d")),))
    condition: ClassVar[str]
    empty: ClassVar[str]
    natures: ClassVar[tuple[str, ...]] = ()
    proofs: ClassVar[tuple[str, ...]] = ()

    annee: AskedYear = None
    axe: AskedAxe = None
    etablissement: Annotated[
        str | None,
        Ref(
            "Établissement",
            to=("etablissement",),
            help="Prévu ou venu ; son code ou son UAI.",
            example="guillestre",
        ),
    ] = None

    def answer(self, marts: Marts) -> Report:
        """By date."""
        filters = Filters(marts)
        filters.add_axe(self.axe)
        filters.add_subject(
            "etablissement",
            self.etablissement,
            "(list_contains(sujets_etablissements, $etablissement)"
            " or list_contains(sujets_etablissements_venus, $etablissement))",
        )
        asked = dict(filters.values)
        year = year_or_current(self.annee, marts.a_la_date)
        filters.add("annee", year, "annee_scolaire = $annee")
        found = report(
            self,
            marts,
            f"from projets {filters.where}  and ({self.condition})\norder by debut, code_affiche",
            values=filters.values,
            title=f"{self.declaration.label}, {year}",
            empty=self.empty.format(annee=year),
            narrowed=asked,
        )
        rows = found.named()
        people = _people(marts, year, self.natures, asked) if rows and self.natures else {}
        seuil = threshold_of(marts)
        if seuil is not None:
            of_one_school = "etablissement" in asked
            people = _told_people(people, rows, seuil, of_one_school=of_one_school)
        followed = Followed(year, rows, asked, people, marts)
        parts = self.chapters(followed)
        if rows:
            text = (*self.told(followed), *self._evidence(followed))
        else:
            text = (found.empty,) if parts else ()
        return evolve(found, text=tuple(map(french, text)), parts=parts)

    def told(self, followed: Followed) -> tuple[str, ...]:
        """The year in a few sentences; every class redefines it."""
        raise TypeError(f"{type(self).__name__} says nothing of {followed.annee}")

    def chapters(self, followed: Followed) -> tuple[Part, ...]:
        """What comes after the rows."""
        del followed
        return ()

    def _evidence(self, followed: Followed) -> tuple[str, ...]:
        """The keys of what is not nothing; of the whole year only, as those of the bilan are."""
        keys = []
        for key in self.proofs if followed.is_whole else ():
            nature = key.partition(".nature.")[2]
            concerned = followed.of_nature(nature) if nature else followed
            if any(row["est_realise"] for row in concerned.rows):
                keys.append(key)
            elif concerned.rows and key.startswith(_REALISED):
                keys.append(f"projets{key.removeprefix(_REALISED)}")
        listed = ", ".join(f"« ter preuve {key} {followed.annee} »" for key in keys)
        return (f"Ce qu'il y a derrière : {listed}.",) if keys else ()


def _people(
    marts: Marts, year: AnneeScolaire, natures: tuple[str, ...], asked: Mapping[str, Any]
) -> People:
    narrowing = {name: asked.get(name) for name in ("axe", "etablissement")}
    par = ["nature", "degre", *(name for name, value in narrowing.items() if value)]
    values = {"par": par, "annee": year, "natures": list(natures), **narrowing}
    found: dict[tuple[str, str], dict[str, Bornes]] = {}
    for population, nature, degre, least, most in marts.rows(_REACHED, values):
        found.setdefault((population, nature), {})[degre] = Bornes(least, most)
    return found


def _told_people(
    people: People, rows: tuple[Mapping[str, Any], ...], seuil: int, *, of_one_school: bool
) -> People:
    """The people as they are told outside the team: those of every degré, or none.

    Rows say how many came: who is told the people of one degré, or of one school, knows how many
    the others were at most.
    """
    told: dict[tuple[str, str], Mapping[str, Bornes]] = {}
    for (population, nature), found in people.items():
        concerned = [row for row in rows if row["nature"] == nature]
        came = {
            column: [row[column] or 0 for row in concerned] for column in _POPULATIONS[population]
        }
        is_silent = any(est_tu(one) for counts in came.values() for one in counts)
        if not is_silent:
            least = [one.minimum for one in found.values()]
            sums = [sum(counts) for counts in came.values()] if of_one_school else []
            rests = [total - sum(least) for total in sums]
            is_silent = any(0 < one < seuil for one in (*least, *rests))
        told[population, nature] = dict.fromkeys(found, BORNES_TUES) if is_silent else found
    return told
