"""Actions: what the network does, where each stands, and which ones need somebody's care."""

from __future__ import annotations

from typing import Annotated

from attrs import frozen

from ter_core.errors import InvalidValue
from ter_core.events.fields import ANYONE, Flag, OneChoice, Ref
from ter_core.reports.asking import NO_ANSWER, report
from ter_core.reports.diffusion.rows import Diffusion
from ter_core.reports.filters import AskedAxe, Filters
from ter_core.reports.question import Marts, Question, QuestionDeclaration
from ter_core.reports.report import Column, Report
from ter_core.reports.years import AskedYear, year_or_current
from ter_core.vocabulary.choices import Avancement, Feu, NatureAction

__all__ = ["Actions"]

_FEU = (
    "Rouge : passée sans participation, ou suspendue, depuis plus de 30 jours. Orange : de même "
    "depuis 30 jours au plus, ou en cours depuis plus de 30 jours sans participation. Gris : "
    "annulée. Vert : toutes les autres."
)
_COLUMNS = (
    Column("code_affiche", "Action"),
    Column("intitule", "Intitulé", place="under"),
    Column("feu", "Feu", help=_FEU),
    Column("libelle_avancement", "Avancement", help="D'après ses dates et ses participations."),
    Column("debut", "Début", "date"),
    Column("fin", "Fin", "date"),
    Column("code_axe", "Axe"),
    Column(
        "nb_eleves",
        "Participations d'élèves",
        "nombre",
        "Un élève venu deux fois en fait deux.",
        persons=True,
    ),
    Column("motif_feu", "Pourquoi ce feu"),
    Column("etablissements", "Établissements", "liste", "Ceux qui sont prévus."),
    Column("porteur", "Porteur", help="Qui la mène.", holds="acteur"),
    Column("libelle_nature", "Nature"),
    Column("niveaux", "Niveaux", "liste", place="aside"),
    Column("partenaires", "Partenaires", "liste", place="aside"),
    Column("lieu", "Lieu", place="aside"),
    Column("nb_participations", "Participations enregistrées", "nombre", place="aside"),
    Column("nb_enseignants", "Participations d'enseignants", "nombre", place="aside", persons=True),
    Column("nb_familles", "Participations de familles", "nombre", place="aside", persons=True),
    Column("premiere_participation", "Première participation", "date", place="aside"),
    Column("derniere_participation", "Dernière participation", "date", place="aside"),
    Column(
        "est_interdegres",
        "Inter-degrés",
        "booleen",
        "Des élèves des deux degrés y sont venus.",
        place="aside",
    ),
    Column("eleves_prevus", "Élèves prévus", "nombre", place="aside", persons=True),
    Column("budget_prevu", "Budget prévu (€)", "nombre", place="aside"),
    Column("code_decision", "Décision", help="Celle dont elle vient.", place="aside"),
    Column("libelle_axe", "Intitulé de l'axe", place="aside"),
    Column("objectif", "Objectif", place="aside"),
    Column("description", "Description", place="aside"),
    Column("dispositif", "Dispositif", place="aside"),
    Column("source", "Source", place="aside"),
    Column("libelle_porteur", "Qualité du porteur", place="aside"),
    Column("noms_etablissements", "Noms des établissements", "liste", place="aside"),
    Column("noms_partenaires", "Noms des partenaires", "liste", place="aside"),
    Column("annees_scolaires", "Années scolaires", "liste", place="aside"),
    Column("libelle_etat", "État enregistré", place="aside"),
    Column("date_etat", "Dans cet état depuis", "date", place="aside"),
    Column("avancement", "Avancement (mot)", place="aside"),
    Column("nature", "Nature (mot)", place="aside"),
    Column("est_conflit", "En conflit", "booleen", "Deux saisies se contredisent."),
    Column("est_incomplet", "Incomplète", "booleen", "Une cause manque au journal."),
)


@frozen(kw_only=True)
class Actions(Question):
    """Où en sont les actions de l'année scolaire : avancement, participations, feu."""

    declaration = QuestionDeclaration(name="actions", label="Actions", arguments=("annee",))
    columns = _COLUMNS
    diffusion = Diffusion()

    annee: AskedYear = None
    toutes: Annotated[bool, Flag("Toutes", help="De toutes les années.")] = False
    axe: AskedAxe = None
    nature: Annotated[
        NatureAction | None, OneChoice("Nature", choices=NatureAction, example="sport")
    ] = None
    etablissement: Annotated[
        str | None,
        Ref(
            "Établissement",
            to=("etablissement",),
            help="Prévu par l'action ; son code ou son UAI.",
            example="guillestre",
        ),
    ] = None
    porteur: Annotated[
        str | None, Ref("Porteur", to=ANYONE, help="Qui la mène.", example="principal")
    ] = None
    avancement: Annotated[
        Avancement | None, OneChoice("Avancement", choices=Avancement, example="a_documenter")
    ] = None
    feu: Annotated[Feu | None, OneChoice("Feu", choices=Feu, help=_FEU, example="rouge")] = None

    def answer(self, marts: Marts) -> Report:
        """By date; an action whose dates are unknown is of every year.

        Raises:
            InvalidValue: one year and all of them are asked.
        """
        if self.annee and self.toutes:
            raise InvalidValue(
                "Une année et toutes les années s'excluent.",
                where="toutes",
                remedy="Ne gardez que l'un.",
            )
        filters = Filters(marts)
        filters.add_axe(self.axe)
        filters.add("nature", self.nature, "nature = $nature")
        filters.add_subject(
            "etablissement",
            self.etablissement,
            "list_contains(sujets_etablissements, $etablissement)",
        )
        filters.add_subject("porteur", self.porteur, "sujet_porteur = $porteur", ANYONE)
        filters.add("avancement", self.avancement, "avancement = $avancement")
        filters.add("feu", self.feu, "feu = $feu")
        narrowed = bool(filters.conditions)
        year = None if self.toutes else year_or_current(self.annee, marts.a_la_date)
        filters.add(
            "annee",
            year,
            "(annees_scolaires is null or list_contains(annees_scolaires, $annee))",
        )
        return report(
            self,
            marts,
            f"from actions {filters.where}order by debut nulls first, fin, code_affiche",
            values=filters.values,
            title=f"Actions de {year}" if year else "Actions de toutes les années",
            empty=_empty(year, narrowed=narrowed),
        )


def _empty(year: str | None, *, narrowed: bool) -> str:
    if narrowed:
        return NO_ANSWER
    when = f" pour {year}" if year else ""
    return f"Aucune action inscrite{when} : ter action inscrire."
