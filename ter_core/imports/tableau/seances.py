"""Rows of séances: programmed and held, so that the decisions they took may cite them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from attrs import define, field

from ter_core.imports.tableau.builder import Builder, change_told, made
from ter_core.imports.tableau.cells import Cells
from ter_core.imports.tableau.guess import is_numbered
from ter_core.ledger.entry import Entry

__all__ = ["SeancesBuilder"]


@define
class SeancesBuilder(Builder):
    """Séances, known by their number, else by their instance and their hour."""

    _by_key: dict[Any, dict[str, Any]] | None = field(default=None)

    def read(self, cells: Cells) -> None:
        """Programme the séance, and hold it if it was; what is known already is not changed."""
        instance, debut = cells.one("instance"), cells.hour("debut")
        if not cells.problems and (instance is None or debut is None):
            cells.refuse("L'instance ou la date manque.", "Complétez la ligne.")
        code, fin = cells.text("code"), cells.hour("fin")
        state = cells.one("etat") or "programmee"
        modalite, lieu = cells.one("modalite"), cells.title("lieu")
        if cells.problems or instance is None or debut is None:
            return
        code = code if code and is_numbered(code) and " " not in code else None
        named = f"{self.reader.known.label(instance)} du {debut:%d/%m/%Y}"
        if self.is_repeated(cells, (instance, debut), named):
            return
        if known := self._known(code, instance, debut):
            self._compare(cells, known, debut)
            return
        if lieu is None:
            cells.refuse(
                "Le lieu manque.",
                "Complétez la cellule, ou dites dans la correspondance « lieu = À préciser ».",
            )
            return
        event = made(
            "SeanceProgrammee",
            code=code,
            instance=instance,
            debut=debut,
            lieu=lieu,
            modalite=modalite or "presentiel",
        )
        ref = f"l{cells.row.number}"
        day = min(debut.date(), self.reader.today)
        entries = [Entry(event, on=day, ref=ref)]
        if state == "annulee":
            motif = made("SeanceAnnulee", motif=self.motif)
            entries.append(Entry(motif, f"@{ref}", on=day))
        elif state == "tenue":
            entries.append(Entry(made("SeanceTenue", debut=debut, fin=fin), f"@{ref}"))
            if cells.reader.tell_once("etat", "releve"):
                cells.notes.append(
                    "Les présents, les points et le relevé ne sont pas dans ce tableau : ils ne "
                    "sont pas repris."
                )
        self.add(cells, "+", f"{code} : {named}" if code else named, entries)

    def _compare(self, cells: Cells, known: dict[str, Any], debut: datetime) -> None:
        if known["debut"] != debut:
            cells.refuse(
                f"Le journal a cette séance, {change_told('début', known['debut'], debut)}.",
                f"Corrigez le tableau, ou reportez-la : `ter seance reporter "
                f"{known['code_affiche']}`.",
            )
            return
        self.same_as_known(cells)

    def _known(self, code: str | None, instance: str, debut: datetime) -> dict[str, Any] | None:
        if self._by_key is None:
            self._by_key = {}
            for row in self.reader.known.rows("seances"):
                self._by_key[row["code_affiche"]] = row
                self._by_key[f"instance:{row['code_instance']}", row["debut"]] = row
        return self._by_key.get(code) or self._by_key.get((instance, debut))
