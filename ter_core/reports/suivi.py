"""Suivi: the follow-up of decisions, the table a coordinator opens every Friday."""

from __future__ import annotations

from typing import Annotated, Any

from attrs import frozen

from ter_core.events.fields import ANYONE, Flag, OneChoice, Ref
from ter_core.reports.asking import NO_ANSWER, report
from ter_core.reports.codes import subject_named
from ter_core.reports.question import Marts, Question, QuestionDeclaration
from ter_core.reports.report import Column, Report
from ter_core.vocabulary.choices import EtatDecision

__all__ = ["Suivi"]

_COLUMNS = (
    Column("code_affiche", "Décision"),
    Column("libelle", "Libellé", place="under"),
    Column(
        "responsables",
        "Responsables",
        "liste",
        "Codes de ceux qui en répondent.",
        holds="acteur",
    ),
    Column("echeance", "Échéance", "date", "Vide pour une décision permanente."),
    Column("nb_jours_retard", "Retard (jours)", "nombre", "Sur l'échéance en vigueur."),
    Column("libelle_etat", "État"),
    Column("nb_reports", "Reports", "nombre", "Fois où l'échéance a été repoussée."),
    Column("echeance_initiale", "Échéance initiale", "date", place="aside"),
    Column(
        "nb_jours_retard_initial", "Retard initial (jours)", "nombre", "Sur l'échéance initiale."
    ),
    Column("nb_relances", "Relances", "nombre", place="aside"),
    Column("derniere_relance", "Dernière relance", "date", place="aside"),
    Column("pourcentage", "Avancement (%)", "nombre"),
    Column("frein", "Frein"),
    Column("commentaire", "Commentaire"),
    Column("code_instance", "Instance"),
    Column("code_seance", "Séance"),
    Column("hors_seance", "Hors séance"),
    Column("point", "Point", "nombre", "Numéro à l'ordre du jour.", place="aside"),
    Column("code_axe", "Axe", place="aside"),
    Column("code_action", "Action", "texte", "Celle qu'elle concerne.", place="aside"),
    Column("priorite", "Priorité", "nombre", "De 1 (haute) à 3 (basse).", place="aside"),
    Column("permanente", "Permanente", place="aside"),
    Column("contributeurs", "Contributeurs", "liste", place="aside", holds="acteur"),
    Column("date_adoption", "Adoptée le", "date", place="aside"),
    Column("date_etat", "Dans cet état depuis", "date", place="aside"),
    Column("preuve", "Preuve", help="Ce qui atteste l'exécution.", place="aside"),
    Column("motif_cloture", "Motif de clôture", help="D'un abandon.", place="aside"),
    Column("remplacee_par", "Remplacée par"),
    Column(
        "est_en_retard",
        "En retard",
        "booleen",
        "Ouverte, et son échéance est passée.",
        place="aside",
    ),
    Column("est_ouverte", "Ouverte", "booleen", place="aside"),
    Column("est_conflit", "En conflit", "booleen", "Deux saisies se contredisent."),
    Column("est_incomplet", "Incomplète", "booleen", "Une cause manque au journal."),
)


@frozen(kw_only=True)
class Suivi(Question):
    """Où en sont les décisions : responsables, échéances, retards. Sans filtre, les ouvertes."""

    declaration = QuestionDeclaration(name="suivi", label="Suivi des décisions")
    columns = _COLUMNS

    responsable: Annotated[
        str | None,
        Ref("Responsable", to=ANYONE, example="principal"),
    ] = None
    instance: Annotated[str | None, Ref("Instance", to=("instance",), example="copil")] = None
    axe: Annotated[str | None, Ref("Axe", to=("axe",), words=("transversal",), example="axe-2")] = (
        None
    )
    etat: Annotated[
        EtatDecision | None, OneChoice("État", choices=EtatDecision, example="bloquee")
    ] = None
    en_retard: Annotated[
        bool, Flag("En retard", help="Seulement celles dont l'échéance est passée.")
    ] = False
    toutes: Annotated[bool, Flag("Toutes", help="Avec les exécutées, abandonnées, remplacées.")] = (
        False
    )

    def answer(self, marts: Marts) -> Report:
        """The late ones first, then by échéance."""
        conditions, values = ["true"], {}
        for name, kinds, test in (
            ("responsable", ANYONE, "list_contains(sujets_responsables, $responsable)"),
            ("instance", ("instance",), "'instance:' || code_instance = $instance"),
            ("axe", ("axe",), "$axe in (code_axe, 'axe:' || code_axe)"),
        ):
            if typed := getattr(self, name):
                conditions.append(test)
                values[name] = _subject(marts, typed, kinds, name)
        if self.etat:
            conditions.append("etat = $etat")
            values["etat"] = self.etat.value
        elif not self.toutes:
            conditions.append("est_ouverte")
        if self.en_retard:
            conditions.append("est_en_retard")
        return report(
            self,
            marts,
            f"from suivi_decisions where {' and '.join(conditions)}\n"
            "order by est_en_retard desc, nb_jours_retard desc nulls last, echeance nulls last, "
            "priorite, code_affiche",
            values=values,
            title="Décisions en retard" if self.en_retard else "Suivi des décisions",
            empty=self._empty(),
        )

    def _empty(self) -> str:
        if self.en_retard:
            return "Aucune décision en retard."
        filtered: list[Any] = [self.responsable, self.instance, self.axe, self.etat]
        if any(filtered):
            return NO_ANSWER
        return "Aucune décision." if self.toutes else "Aucune décision ouverte."


def _subject(marts: Marts, typed: str, kinds: tuple[str, ...], where: str) -> str:
    if typed == "transversal" and "axe" in kinds:
        return typed
    return subject_named(marts, typed, kinds, where=f"option --{where}")
