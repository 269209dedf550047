"""Participations: who came to which action, day after day; numbers, never names."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any

from attrs import evolve, frozen

from ter_core.events.fields import OneChoice, Ref
from ter_core.reports.asking import report
from ter_core.reports.diffusion.outside import threshold_of
from ter_core.reports.diffusion.rows import Diffusion
from ter_core.reports.filters import AskedAxe, Filters
from ter_core.reports.question import Marts, Question, QuestionDeclaration
from ter_core.reports.report import Column, Report
from ter_core.reports.years import AskedYear, year_or_current
from ter_core.vocabulary.choices import NatureAction
from ter_core.vocabulary.masked import TU, est_tu

__all__ = ["Participations"]

_COLUMNS = (
    Column("id_court", "Participation", help="De quoi la nommer dans une commande."),
    Column("date_participation", "Le", "date", "Le dernier jour, s'il y en a plusieurs."),
    Column("code_action", "Action"),
    Column("lignes", "Élèves, groupe par groupe", "liste", place="under"),
    Column("nb_eleves", "Élèves présents", "nombre", persons=True),
    Column("nb_enseignants", "Enseignants présents", "nombre", persons=True),
    Column("familles", "Familles présentes", "nombre", persons=True),
    Column("est_estimation", "Environ", "booleen", "Les nombres sont donnés « environ »."),
    Column("intitule_action", "Intitulé"),
    Column("lieu", "Lieu"),
    Column(
        "nb_filles",
        "Dont filles",
        "nombre",
        "Là où on les a comptées.",
        place="aside",
        persons=True,
    ),
    Column("autres_professionnels", "Autres professionnels", "nombre", place="aside", persons=True),
    Column("accompagnateurs", "Accompagnateurs", "nombre", place="aside", persons=True),
    Column("partenaires", "Partenaires", "liste"),
    Column("heures", "Heures", "nombre", place="aside"),
    Column("du", "Depuis le", "date", "Premier jour, s'il y en a plusieurs.", place="aside"),
    Column("etablissements", "Établissements", "liste", place="aside"),
    Column("groupes", "Groupes", "liste", "Comme une commande les prend.", place="aside"),
    Column("equipes", "Équipes", "liste", "Comme une commande les prend.", place="aside"),
    Column("niveaux", "Niveaux", "liste", place="aside"),
    Column("code_axe", "Axe", place="aside"),
    Column("libelle_axe", "Intitulé de l'axe", place="aside"),
    Column("libelle_nature", "Nature", place="aside"),
    Column("nature", "Nature (mot)", place="aside"),
    Column("annee_scolaire", "Année scolaire", place="aside"),
    Column("mois", "Mois", place="aside"),
    Column("periode", "Période", place="aside"),
    Column("est_corrigee", "Corrigée", "booleen", place="aside"),
    Column("code_auteur", "Enregistrée par", place="aside"),
    Column("enregistre_le", "Enregistrée le", "horodatage", place="aside"),
    Column("est_conflit", "En conflit", "booleen", "Deux saisies se contredisent."),
    Column("est_incomplet", "Incomplète", "booleen", "Une cause manque au journal."),
)


@frozen(kw_only=True)
class Participations(Question):
    """Les participations de l'année scolaire : qui est venu à quelle action, quel jour."""

    declaration = QuestionDeclaration(
        name="participations", label="Participations", arguments=("annee",)
    )
    columns = _COLUMNS
    diffusion = Diffusion(sums=(("nb_eleves", ("nb_filles",)),), follows={"lignes": "nb_eleves"})

    annee: AskedYear = None
    action: Annotated[str | None, Ref("Action", to=("action",), example="A7")] = None
    etablissement: Annotated[
        str | None,
        Ref(
            "Établissement",
            to=("etablissement",),
            help="Dont des élèves ou des enseignants sont venus ; son code ou son UAI.",
            example="guillestre",
        ),
    ] = None
    axe: AskedAxe = None
    nature: Annotated[
        NatureAction | None, OneChoice("Nature", choices=NatureAction, example="sport")
    ] = None

    def answer(self, marts: Marts) -> Report:
        """By date."""
        filters = Filters(marts)
        filters.add_subject("action", self.action, "sujet_action = $action")
        filters.add_subject(
            "etablissement",
            self.etablissement,
            "list_contains(sujets_etablissements, $etablissement)",
        )
        filters.add_axe(self.axe)
        filters.add("nature", self.nature, "nature = $nature")
        narrowed = bool(filters.conditions)
        year = year_or_current(self.annee, marts.a_la_date)
        filters.add("annee", year, "annee_scolaire = $annee")
        found = report(
            self,
            marts,
            f"from participations {filters.where}"
            "order by date_participation, code_action, enregistre_le, sujet",
            values=filters.values,
            title=f"Participations de {year}",
            empty=f"Aucune participation en {year} : ter participation enregistrer.",
            narrowed=narrowed,
        )
        seuil = threshold_of(marts)
        if seuil is None:
            return found
        return _without_typed_forms(evolve(found, rows=tuple(_without_small(found, seuil))))


def _without_small(found: Report, seuil: int) -> Iterator[tuple[Any, ...]]:
    """The rows; where a group is small, the groups of that day are not told."""
    place = [column.name for column in found.columns].index("lignes")
    for row in found.rows:
        lines = () if est_tu(row[place]) else row[place] or ()
        counts = [int(line.rpartition(" ")[2]) for line in lines]
        is_small = any(0 < count < seuil for count in counts)
        yield (*row[:place], TU, *row[place + 1 :]) if is_small else row


def _without_typed_forms(found: Report) -> Report:
    """The answer without the columns that are there to be typed again, by the team alone."""
    kept = [
        n for n, column in enumerate(found.columns) if column.name not in ("groupes", "equipes")
    ]
    return evolve(
        found,
        columns=tuple(found.columns[n] for n in kept),
        rows=tuple(tuple(row[n] for n in kept) for row in found.rows),
    )
