"""Bonnes pratiques: what worked, told so that others take it up, and who took up what."""

from __future__ import annotations

from typing import Annotated

from attrs import evolve, frozen

from ter_core.events.fields import Named, OneChoice, Ref
from ter_core.reports.asking import part, report
from ter_core.reports.diffusion.rows import Diffusion
from ter_core.reports.filters import Filters
from ter_core.reports.question import Marts, Question, QuestionDeclaration
from ter_core.reports.report import Column, Part, Report
from ter_core.vocabulary.choices import EtatBonnePratique
from ter_core.vocabulary.school_year import AnneeScolaire

__all__ = ["BonnesPratiques"]


_COLUMNS = (
    Column("code_affiche", "Bonne pratique"),
    Column("titre", "Titre", place="under"),
    Column("libelle_etat", "État"),
    Column("transferabilite", "Transférabilité", "nombre", "De 1 (difficile) à 4 (facile)."),
    Column("nb_diffusions", "Diffusions", "nombre", "Fois où elle a été envoyée."),
    Column("nb_reprises", "Reprises", "nombre", "Une école qui la reprend deux fois en fait deux."),
    Column("etablissements", "Reprise par", "liste", "Établissements, chacun une fois."),
    Column("libelles_publics", "Publics", "liste", "À qui elle a été envoyée."),
    Column("code_action", "Action", help="Où elle est née."),
    Column("date_reperage", "Repérée le", "date", place="aside"),
    Column("date_publication", "Fiche publiée le", "date", "La dernière fois.", place="aside"),
    Column("nb_publications", "Publications", "nombre", place="aside"),
    Column("date_derniere_diffusion", "Dernière diffusion", "date", place="aside"),
    Column("date_derniere_reprise", "Dernière reprise", "date", place="aside"),
    Column("diffusions_saisies", "Diffusions, une à une", "liste", place="aside"),
    Column("reprises_saisies", "Reprises, une à une", "liste", place="aside"),
    Column("resume", "Résumé", place="aside"),
    Column("contexte", "Contexte", place="aside"),
    Column("etapes", "Étapes", place="aside"),
    Column("moyens", "Moyens", place="aside"),
    Column("effets", "Effets", place="aside"),
    Column("conditions", "Conditions de réussite", place="aside"),
    Column("vigilance", "Points de vigilance", place="aside"),
    Column("licence", "Licence", place="aside"),
    Column("intitule_action", "Intitulé de l'action", place="aside"),
    Column("noms_etablissements", "Noms des établissements", "liste", place="aside"),
    Column(
        "annees_scolaires",
        "Années scolaires",
        "liste",
        "Celles où elle a été repérée ou reprise.",
        place="aside",
    ),
    Column("etat", "État (mot)", place="aside"),
    Column("est_conflit", "En conflit", "booleen", "Deux saisies se contredisent."),
    Column("est_incomplet", "Incomplète", "booleen", "Une cause manque au journal."),
)
_TAKEN_UP = (
    Column("date_reprise", "Le", "date"),
    Column("code_etablissement", "Établissement"),
    Column("nom_etablissement", "Nom"),
    Column("code_affiche", "Bonne pratique"),
    Column("id_court", "Événement", help="De quoi le nommer dans une commande."),
    Column("titre", "Titre", place="aside"),
    Column("fois", "Fois", "nombre", "La combientième pour cet établissement.", place="aside"),
    Column("annee_scolaire", "Année scolaire", place="aside"),
)


@frozen(kw_only=True)
class BonnesPratiques(Question):
    """Les bonnes pratiques : leur fiche, à qui elles ont été envoyées, qui les a reprises."""

    declaration = QuestionDeclaration(
        name="bonnes-pratiques", label="Bonnes pratiques", arguments=("annee",)
    )
    columns = _COLUMNS
    diffusion = Diffusion()  # nobody is counted

    annee: Annotated[
        AnneeScolaire | None,
        Named(
            "Année scolaire",
            of=AnneeScolaire,
            help="Repérées ou reprises cette année-là ; par défaut, toutes.",
            example="2026-2027",
        ),
    ] = None
    etat: Annotated[
        EtatBonnePratique | None, OneChoice("État", choices=EtatBonnePratique, example="publiee")
    ] = None
    etablissement: Annotated[
        str | None,
        Ref(
            "Établissement",
            to=("etablissement",),
            help="Qui l'a reprise ; son code ou son UAI.",
            example="vars",
        ),
    ] = None

    def answer(self, marts: Marts) -> Report:
        """By date; then each time one was taken up, the latest first."""
        filters = Filters(marts)
        filters.add("etat", self.etat, "etat = $etat")
        filters.add_subject(
            "etablissement",
            self.etablissement,
            "list_contains(sujets_etablissements, $etablissement)",
        )
        narrowed = bool(filters.conditions)
        filters.add("annee", self.annee, "list_contains(annees_scolaires, $annee)")
        when = f" de {self.annee}" if self.annee else ""
        found = report(
            self,
            marts,
            f"from bonnes_pratiques {filters.where}order by date_reperage, code_affiche",
            values=filters.values,
            title=f"Bonnes pratiques{when}",
            empty=f"Aucune bonne pratique{when} : ter bonne-pratique reperer.",
            narrowed=narrowed,
        )
        return evolve(found, parts=(self._taken_up(marts),)) if found.rows else found

    def _taken_up(self, marts: Marts) -> Part:
        """Of the practices that are listed, by the school and in the year that were asked."""
        filters = Filters(marts)
        filters.add(
            "etat",
            self.etat,
            "sujet in (select b.sujet from bonnes_pratiques as b where b.etat = $etat)",
        )
        filters.add_subject(
            "etablissement", self.etablissement, "sujet_etablissement = $etablissement"
        )
        filters.add("annee", self.annee, "annee_scolaire = $annee")
        return part(
            marts,
            name="reprises",
            title="Qui a repris quoi",
            columns=_TAKEN_UP,
            source=f"from bonnes_pratiques_reprises {filters.where}"
            "order by date_reprise desc, code_etablissement, id_court",
            values=filters.values,
            empty="Aucune reprise : `ter bonne-pratique reprendre`.",
        )
