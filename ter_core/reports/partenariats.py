"""Partenariats: what was agreed with whom, and which partners really came in the year."""

from __future__ import annotations

from typing import Annotated

from attrs import evolve, frozen

from ter_core.events.fields import Flag, Ref
from ter_core.reports.asking import NO_ANSWER, part, report
from ter_core.reports.counted import counted
from ter_core.reports.diffusion.rows import Diffusion
from ter_core.reports.filters import Filters
from ter_core.reports.question import Marts, Question, QuestionDeclaration
from ter_core.reports.report import Column, Part, Report
from ter_core.reports.years import AskedYear, year_or_current
from ter_core.vocabulary.typography import french

__all__ = ["Partenariats"]

_INTERVENTIONS = (
    "Participations et rencontres de l'année qui citent l'organisme : venu deux fois, il en fait "
    "deux."
)
_SITUATION = (
    "En cours, à venir, clos, ou échu : sa fin est passée et personne ne l'a reconduit. À la date "
    "d'observation."
)
_COLUMNS = (
    Column("code_affiche", "Partenariat"),
    Column("objet", "Objet", place="under"),
    Column("nom_organisme", "Organisme"),
    Column("debut", "Début", "date"),
    Column("fin", "Fin", "date", "Convenue, reconductions comprises ; vide si elle ne l'est pas."),
    Column("libelle_situation", "État", help=_SITUATION),
    Column("nb_interventions", "Interventions", "nombre", _INTERVENTIONS),
    Column("libelles_apports", "Apports", "liste", "Ce que l'organisme y met."),
    Column("nb_reconductions", "Reconductions", "nombre"),
    Column("date_cloture", "Clos le", "date"),
    Column("motif_cloture", "Clos parce que", place="under"),
    Column("code_organisme", "Code de l'organisme"),
    Column("code_action", "Action", help="S'il n'en sert qu'une."),
    Column("intitule_action", "Intitulé de l'action", place="aside"),
    Column("fin_initiale", "Fin initiale", "date", "Avant toute reconduction.", place="aside"),
    Column("date_reconduction", "Dernière reconduction", "date", place="aside"),
    Column("dernier_jour", "Dernier jour", "date", "Sa fin, ou sa clôture.", place="aside"),
    Column("annee_scolaire", "Noué en", help="Année scolaire de son début.", place="aside"),
    Column("date_enregistrement", "Date du fait", "date", place="aside"),
    Column("situation", "État (mot)", place="aside"),
    Column("est_conflit", "En conflit", "booleen", "Deux saisies se contredisent."),
    Column("est_incomplet", "Incomplet", "booleen", "Une cause manque au journal."),
)
_PARTNERS = (
    Column("code_organisme", "Organisme"),
    Column("nom_organisme", "Nom", place="under"),
    Column("nb_participations", "Aux participations", "nombre", "Interventions."),
    Column("nb_rencontres", "Aux rencontres", "nombre", "Interventions."),
    Column("derniere_intervention", "Dernière fois", "date", "Date de la dernière intervention."),
    Column(
        "est_sous_partenariat",
        "Sous partenariat",
        "booleen",
        "Un partenariat vaut au moins un jour de l'année.",
    ),
    Column("libelle_nature", "Nature"),
    Column("partenariats", "Partenariats", "liste", place="aside"),
    Column("nb_interventions", "Interventions", "nombre", _INTERVENTIONS, place="aside"),
    Column("est_inscrit", "Inscrit", "booleen", "Il n'est pas retiré.", place="aside"),
    Column("annee_scolaire", "Année scolaire", place="aside"),
)
_LISTED = """from (
  select p.*, coalesce(n.nb_interventions, 0) as nb_interventions
  from partenariats as p
  left join partenaires as n
    on p.sujet_organisme = n.sujet_organisme and n.annee_scolaire = $annee
)
"""
_IN_FORCE = (
    "(debut is null or (debut <= dernier_jour($annee) "
    "and coalesce(dernier_jour >= premier_jour($annee), true)))"
)


@frozen(kw_only=True)
class Partenariats(Question):
    """Les partenariats qui valent dans l'année scolaire, et les partenaires mobilisés."""

    declaration = QuestionDeclaration(
        name="partenariats", label="Partenariats", arguments=("annee",)
    )
    columns = _COLUMNS
    diffusion = Diffusion()  # nobody is counted

    annee: AskedYear = None
    organisme: Annotated[
        str | None, Ref("Organisme", to=("organisme",), example="parc-queyras")
    ] = None
    en_cours: Annotated[
        bool, Flag("En cours", help="Ceux qui ont cours à la date d'observation.")
    ] = False

    def answer(self, marts: Marts) -> Report:
        """By organisme, then by date; then the partners that came, the most often first."""
        year = year_or_current(self.annee, marts.a_la_date)
        filters = Filters(marts)
        filters.add("annee", year, _IN_FORCE)
        filters.add_subject("organisme", self.organisme, "sujet_organisme = $organisme")
        if self.en_cours:
            filters.conditions.append("situation = 'en_cours'")
        agreed = report(
            self,
            marts,
            f"{_LISTED}{filters.where}order by nom_organisme collate fr, debut, code_affiche",
            values=filters.values,
            title=f"Partenariats de {year}",
            empty=self._empty(year),
        )
        partners = self._partners(marts, year)
        if not agreed.rows and not partners.rows:
            return agreed
        told = () if self.organisme else (_figures(marts, year, partners),)
        lacking = () if agreed.rows else (french(agreed.empty),)
        return evolve(agreed, text=(*told, *lacking), parts=(partners,))

    def _partners(self, marts: Marts, year: str) -> Part:
        filters = Filters(marts, ["est_mobilise"])
        filters.add("annee", year, "annee_scolaire = $annee")
        filters.add_subject("organisme", self.organisme, "sujet_organisme = $organisme")
        return part(
            marts,
            name="partenaires_mobilises",
            title=f"Partenaires mobilisés en {year}",
            columns=_PARTNERS,
            source=f"from partenaires {filters.where}"
            "order by nb_interventions desc, nom_organisme collate fr, code_organisme",
            values=filters.values,
            empty=f"Aucun organisme cité en {year} par une participation ou une rencontre : "
            "`ter participation enregistrer --partenaire`, `ter rencontre tenir`.",
        )

    def _empty(self, year: str) -> str:
        if self.organisme or self.en_cours:
            return NO_ANSWER
        return f"Aucun partenariat en {year} : ter partenariat nouer."


def _figures(marts: Marts, year: str, partners: Part) -> str:
    """The three measures of the year, each with what it counts."""
    ((agreed,),) = marts.rows(
        "select count(*) from partenariats where annee_scolaire = $annee", {"annee": year}
    )
    came = sum(row["nb_interventions"] for row in partners.named())
    mobilised = counted(len(partners.rows), "partenaire mobilisé", "partenaires mobilisés")
    return french(
        f"En {year} : {counted(agreed, 'partenariat noué', 'partenariats noués')} (début dans "
        f"l'année), {mobilised} (organismes différents venus à une participation ou à une "
        f"rencontre), {counted(came, 'intervention')} (un organisme venu deux fois en fait deux). "
        "Ce sont trois mesures, qui ne s'additionnent pas."
    )
