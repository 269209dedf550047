"""Write the indexes that let names and labels answer without importing any class.

`python -m tools.index` writes them, `python -m tools.index --check` answers 1 if one is stale.
"""

from __future__ import annotations

import importlib
import json
import pkgutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

import ter_core
from ter_core import events, reports
from ter_core.events.base import Event
from ter_core.reports.question import Question

_T = TypeVar("_T")

ROOT = Path(ter_core.__file__).parent
EVENTS = ROOT / "events" / "index.py"
QUESTIONS = ROOT / "reports" / "index.py"

# The order in which people meet the modules; those not named here follow, by name.
EVENT_ORDER = (
    "territoire", "diagnostic", "axe", "mission", "annee", "etablissement", "organisme", "acteur",
    "partenariat", "rencontre", "instance", "seance", "convocation", "releve", "decision",
    "avancement", "initiative", "action", "evaluation", "participation", "financement",
    "ressource", "indicateur", "appreciation", "bonne_pratique", "information", "bilan", "poste",
    "tout_sujet",
)  # fmt: skip
QUESTION_ORDER = (
    "suivi", "calendrier", "historique", "fiche", "sujets", "seances", "preparer", "releve",
    "relancer", "instances", "actions", "participations",
    "touches", "couverture", "appreciations", "evaluations", "indicateurs", "financements",
    "formations", "liaisons", "interdegres", "concertations", "familles", "culture_sport",
    "initiatives", "partenariats", "rencontres", "informations", "ressources", "bonnes_pratiques",
    "bilan", "bilan_chiffres", "preuve", "comparer", "bilans", "passation", "conflits",
    "evenements", "chercher", "contenu", "convention", "missions", "etablissements", "reseau",
)  # fmt: skip


def event_rows() -> list[tuple[object, ...]]:
    """One row per event class of the folder, in the order of the catalogue."""
    return [tuple(events.describe(cls)) for cls in _own_classes("events", EVENT_ORDER, Event)]


def question_rows() -> list[tuple[object, ...]]:
    """One row per question class of the folder."""
    found = _own_classes("reports", QUESTION_ORDER, Question)
    return [tuple(reports.describe(cls)) for cls in found]


def _own_classes(room: str, order: tuple[str, ...], base: type[_T]) -> Iterator[type[_T]]:
    """The classes that the modules of a room define, module by module."""
    names = [module.name for module in pkgutil.iter_modules([str(ROOT / room)])]
    names.sort(key=lambda name: (order.index(name) if name in order else len(order), name))
    for name in names:
        module = importlib.import_module(f"ter_core.{room}.{name}")
        for found in vars(module).values():
            if (
                isinstance(found, type)
                and issubclass(found, base)
                and "declaration" in vars(found)
                and found.__module__ == module.__name__
            ):
                yield found


def render(title: str, name: str, shape: str, rows: list[tuple[object, ...]]) -> str:
    """The text of an index module."""
    lines = [f'"""{title}, generated from the classes by `make index`."""', ""]
    lines += ["# ruff: noqa: E501", "# fmt: off", "", f"{name}: tuple[tuple[{shape}], ...] = ("]
    lines += [f"    ({', '.join(map(_literal, row))})," for row in rows]
    return "\n".join([*lines, ")", ""])


def _literal(value: object) -> str:
    return json.dumps(value, ensure_ascii=False) if isinstance(value, str) else repr(value)


def pages() -> dict[Path, str]:
    """The text of every index, by its path."""
    event, question = "str, str, str, str, str, str, str, bool", "str, str, str, str"
    return {
        EVENTS: render("Words of the event classes", "EVENTS", event, event_rows()),
        QUESTIONS: render("Words of the questions", "QUESTIONS", question, question_rows()),
    }


def main() -> int:
    """Write the indexes, or with `--check` say which are stale."""
    stale = [path for path, text in pages().items() if path.read_text(encoding="utf-8") != text]
    if "--check" in sys.argv:
        for path in stale:
            sys.stderr.write(f"{path.name} is stale: run make index\n")
        return 1 if stale else 0
    for path, text in pages().items():
        path.write_text(text, encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
