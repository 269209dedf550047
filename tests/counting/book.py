"""A log written in a few words, and loaded from memory: a hundred school years cost one query.

The UAI of an école is its code, so that the key of a figure reads as the test does.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

import orjson
from attrs import define, field

from ter_core.events.effectif_lines import Effectif
from ter_core.vocabulary.dates import LAST_DAY
from ter_core.vocabulary.levels import Cycle, Niveau

__all__ = ["PERIODS", "Book", "day_of"]

# First and last day of the five periods of every year, as (month, day).
PERIODS = (
    ((9, 1), (10, 16)),
    ((11, 2), (12, 18)),
    ((1, 4), (2, 19)),
    ((3, 8), (4, 16)),
    ((5, 3), (7, 3)),
)
_CAME = re.compile(r"([^/]+)/(?:([^/]+)/)?([^/ ]+) (\d+)")
_TEAM = re.compile(r"(\S+) (\d+)")


def day_of(first: int, day: tuple[int, int]) -> str:
    """A day of the school year that begins in September of `first`."""
    month, number = day
    return f"{first + (month < 9):04d}-{month:02d}-{number:02d}"


@define
class Book:
    """The lines of one poste that are about to be read, each subject's history in one line."""

    lines: list[bytes] = field(factory=list)
    _heads: dict[str, tuple[str, int]] = field(factory=dict)

    def add(self, type_: str, sujet: str, donnees: Mapping[str, Any], on: str) -> str:
        """Write an event and give its subject; `kind:` without key is the event's own."""
        number = len(self.lines) + 1
        identifier = f"019a0000-{number >> 12:04x}-7{number & 0xFFF:03x}-8000-{number:012x}"
        subject = sujet + identifier if sujet.endswith(":") else sujet
        before, depth = self._heads.get(subject, (None, 0))
        self._heads[subject] = (identifier, depth + 1)
        line = {
            "id": identifier,
            "poste": "a" * 16,
            "rang": number,
            "type": type_,
            "version": 1,
            "sujet": subject,
            "apres": [before] if before else [],
            "profondeur": depth + 1,
            "survenu_le": on,
            "enregistre_le": f"{on}T12:00:00.000",
            "auteur": "acteur:coordination",
            "origine": "cli",
            "donnees": donnees,
        }
        self.lines.append(orjson.dumps(line) + b"\n")
        return subject

    def territory(self, **communes: str) -> None:
        """The communes, as name=INSEE code."""
        listed = [{"code_insee": code, "nom": nom} for nom, code in communes.items()]
        known = {"nom": "TER", "departement": "05", "academie": "Aix-Marseille", "zone": "B"}
        self.add("TerritoireOuvert", "territoire:ter", known | {"communes": listed}, "1999-09-01")

    def school(self, code: str, commune: str, on: str = "1999-09-01", **values: Any) -> str:
        """An école, or what `nature` says, with its degré."""
        nature = values.setdefault("nature", "ecole_primaire")
        second = nature in {"college", "lycee"}
        usual = {
            "uai": code,
            "code": code,
            "nom": f"École {code}",
            "degre": "2D" if second else "1D",
            "secteur": "public",
            "code_insee": commune,
        }
        return self.add("EtablissementRattache", f"etablissement:{code}", usual | values, on)

    def axe(self, numero: int) -> None:
        """`axe-1`, and so on."""
        said = {"code": f"axe-{numero}", "numero": numero, "intitule": f"Axe {numero}"}
        self.add("AxeDefini", f"axe:axe-{numero}", said, "1999-09-01")

    def partner(self, code: str) -> None:
        """An association."""
        said = {"code": code, "nom": f"Club {code}", "nature": "association"}
        self.add("OrganismeInscrit", f"organisme:{code}", said, "1999-09-01")

    def opens(self, first: int) -> None:
        """The school year of September `first`, with its periods."""
        name = f"{first}-{first + 1}"
        periods = [
            {"debut": day_of(first, start), "fin": day_of(first, end)} for start, end in PERIODS
        ]
        said = {"annee_scolaire": name, "periodes": periods}
        self.add("AnneeOuverte", f"annee:{name}", said, f"{first}-09-01")

    def counts(self, school: str, *lines: str, on: str, teachers: int | None = None) -> str:
        """A headcount, its lines typed as people do; gives the id of the event."""
        said: dict[str, Any] = {"source": "Constat", "lignes": [_counted(one) for one in lines]}
        if teachers is not None:
            said["enseignants"] = teachers
        return self.add("EffectifConstate", f"etablissement:{school}", said, on)

    def action(self, axe: int, start: str, end: str, *schools: str, **values: Any) -> str:
        """An action of an axe, between two days."""
        number = len(self.lines)
        said = {
            "code": f"A-{start[:4]}-{number:05d}",
            "intitule": f"Action {number}",
            "axe": f"axe:axe-{axe}" if axe else "transversal",
            "nature": "sport",
            "porteur": "acteur:coordination",
            "etablissements": [f"etablissement:{one}" for one in schools],
            "debut": start,
            "fin": end,
        }
        return self.add("ActionInscrite", "action:", said | values, start)

    def came(
        self, action: str, *lines: str, on: str, teachers: Sequence[str] = (), **values: Any
    ) -> str:
        """A participation: `amont/CM2-A/CM2 24` or `amont/CM2 24`, teachers as `amont 2`."""
        said = {
            "action": action,
            "lignes": [_came(one) for one in lines],
            "enseignants": [_team(one) for one in teachers],
            "partenaires": [f"organisme:{one}" for one in values.pop("partners", ())],
            "estimation": False,
        }
        return self.add("ParticipationEnregistree", "participation:", said | values, on)

    def annuls(self, subject: str, on: str) -> None:
        """Annul the last event of a subject."""
        event, _ = self._heads[subject]
        self.add("EvenementAnnule", subject, {"evenement": event, "motif": "Erreur"}, on)


def _counted(typed: str) -> dict[str, Any]:
    line = Effectif.parse(typed, LAST_DAY)
    of: Niveau | Cycle | None = line.niveau or line.cycle
    said = {"niveau" if line.niveau else "cycle": f"{of}", "nombre": line.nombre}
    return said | ({"groupe": line.groupe} if line.groupe else {})


def _came(typed: str) -> dict[str, Any]:
    found = _CAME.fullmatch(typed)
    assert found, typed
    school, groupe, niveau, eleves = found.groups()
    said = {"etablissement": f"etablissement:{school}", "niveau": niveau, "eleves": int(eleves)}
    return said | ({"groupe": groupe} if groupe else {})


def _team(typed: str) -> dict[str, Any]:
    found = _TEAM.fullmatch(typed)
    assert found, typed
    return {"etablissement": f"etablissement:{found[1]}", "nombre": int(found[2])}
