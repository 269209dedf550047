"""What a row says of a decision, and where it was taken."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from attrs import define, field, frozen

from ter_core.imports.tableau.cells import Cells, Reader
from ter_core.imports.tableau.guess import is_numbered
from ter_core.imports.tableau.mapping import one_line
from ter_core.vocabulary.dates import spoken_day
from ter_core.vocabulary.days_said import day_said
from ter_core.vocabulary.text import fold

__all__ = ["DecisionRows", "Row"]

_LASTING = re.compile(
    r"(?:permanent|continu|en continu|toute l annee|tout au long|au fil|sans echeance|recurrent"
    r"|regulier|chaque (?:annee|mois|semaine)).*"
)
_MEETING = re.compile(r"(.+?)\s+du\s+(.+)", re.DOTALL)


@frozen
class Row:
    """What a row says of a decision."""

    libelle: str
    code: str | None
    adopted: date | None
    seance: str | None
    channel: str | None
    responsables: tuple[str, ...]
    contributeurs: tuple[str, ...]
    axe: str | None
    action: str | None
    priorite: int | None
    echeance: date | None
    initiale: date | None
    permanente: str | None
    etat: str | None
    date_etat: date | None
    course: dict[str, Any]
    point: int | None
    preuve: str | None
    motif: str | None
    par: str | None


@define
class DecisionRows:
    """Reads rows of decisions; `day` dates what they do not date."""

    reader: Reader
    day: date
    _held: dict[tuple[str, date], list[str]] | None = field(default=None)

    def row(self, cells: Cells) -> Row | None:
        """What a row says; what cannot be read is noted on it."""
        libelle = cells.title("libelle")
        if libelle is None:
            cells.refuse("Le libellé de la décision manque.", "Complétez la cellule.")
            return None
        code = cells.text("code")
        if code is not None and not is_numbered(code):
            cells.notes.append(f"« {code} » n'est pas un numéro de décision : il n'est pas repris.")
            code = None
        adopted = cells.day("date")
        seance, channel, adopted = self._meeting(cells, adopted)
        echeance, permanente = self._due(cells, adopted or self.day)
        priorite = cells.one("priorite")
        text = {name: cells.text(name) for name in ("frein", "commentaire")}
        course = {"pourcentage": cells.count("pourcentage"), **text}
        return Row(
            libelle=libelle,
            code=code,
            adopted=adopted,
            seance=seance,
            channel=channel,
            point=cells.count("point"),
            responsables=cells.many("responsables"),
            contributeurs=cells.many("contributeurs"),
            axe=cells.one("axe"),
            action=cells.one("action"),
            priorite=int(priorite) if priorite else None,
            echeance=echeance,
            initiale=cells.day("echeance_initiale", adopted, "last"),
            permanente=permanente,
            etat=cells.one("etat"),
            date_etat=cells.day("date_etat"),
            course={name: value for name, value in course.items() if value is not None},
            preuve=cells.title("preuve"),
            motif=cells.text("motif"),
            par=cells.text("remplacee_par"),
        )

    def _meeting(
        self, cells: Cells, adopted: date | None
    ) -> tuple[str | None, str | None, date | None]:
        """The séance, or the channel of a decision that none took; and the day."""
        said, body = cells.text("seance"), cells.text("instance")
        known = self.reader.known
        if said and (found := known.find(said, ("seance",))):
            return found.subject, None, adopted
        channel = cells.title("hors_seance")
        for text in filter(None, (said, body)):
            if meeting := _MEETING.fullmatch(text):
                body, adopted = meeting[1], adopted or self._day_of(cells, meeting[2])
                break
        instance = self._instance(body) if body else None
        if instance and adopted:
            held = self._seances().get((instance, adopted), [])
            if len(held) == 1:
                return held[0], None, adopted
            many = "plusieurs séances" if held else "aucune séance"
            cells.notes.append(
                f"Le journal n'a {many} de « {body} » le {spoken_day(adopted)} : la décision est "
                "enregistrée hors séance."
            )
        elif (body or said) and not channel:
            unknown = body or said or ""
            cells.notes.append(
                f"« {one_line(unknown)} » n'est pas une séance du journal : la décision est "
                "enregistrée hors séance."
            )
            channel = None if instance or is_numbered(unknown) else one_line(unknown)[:200]
        return None, channel, adopted

    def _instance(self, body: str) -> str | None:
        champ = self.reader.table.field("instance")
        held = self.reader.meanings(champ, body) if champ else ()
        found = held[0][1] if len(held) == 1 else None
        return found.value.partition(":")[2] if found and found.value else None

    def _day_of(self, cells: Cells, text: str) -> date | None:
        try:
            return day_said(text, self.reader.today).day
        except ValueError:
            cells.notes.append(f"« {one_line(text)} » n'est pas une date.")
            return None

    def _seances(self) -> dict[tuple[str, date], list[str]]:
        if self._held is None:
            self._held = {}
            for row in self.reader.known.rows("seances"):
                if row["debut"] and row["libelle_etat"] != "annulée":
                    key = row["code_instance"], row["debut"].date()
                    self._held.setdefault(key, []).append(row["code_affiche"])
        return self._held

    def _due(self, cells: Cells, near: date) -> tuple[date | None, str | None]:
        said = cells.text("echeance")
        if said and _LASTING.fullmatch(fold(said)):
            cells.notes.append(f"« Échéance » : « {one_line(said)} » lu comme permanente.")
            return None, one_line(said)
        echeance = cells.day("echeance", near, "last")
        return echeance, None if echeance else cells.title("permanente")
