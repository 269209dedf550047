"""What the first screen tells, asked block by block, the most pressing first."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from ter_core import events, reports
from ter_core.vocabulary.school_year import AnneeScolaire
from ter_core.vocabulary.typography import french, in_full
from ter_tui.screens.accueil_blocks import Block, Line
from ter_tui.screens.accueil_dates import and_more, count, dates
from ter_tui.screens.accueil_hints import SUMMER, hints

if TYPE_CHECKING:
    from ter_core import Report
    from ter_core.reports.question import Question

__all__ = ["Ask", "Asked", "gather"]

_SOME, _UNTOLD = 8, 8
_MONTHS = ("sep", "oct", "nov", "déc", "jan", "fév", "mar", "avr", "mai", "jun", "jul", "aoû")
_SCHOOL_MONTHS = 10

Ask = Callable[["Question"], Awaitable["Report"]]


class Asked:
    """Questions by their name, asked as of one day; each class is imported when it is asked.

    `few` is how many lines of a block there is room for.
    """

    def __init__(self, ask: Ask, day: date, few: int) -> None:
        self._ask = ask
        self.day = day
        self.few = few
        self.last: Report | None = None

    async def __call__(self, name: str, **params: Any) -> tuple[dict[str, Any], ...]:
        """The rows of an answer, by the names of the columns."""
        cls = await asyncio.to_thread(reports.get, name)  # an import is long enough to be felt
        self.last = await self._ask(cls(**params))
        return self.last.named()


async def gather(asked: Asked) -> AsyncIterator[Block]:
    """The blocks, each as soon as it is known."""
    followed = await asked("suivi")
    yield _late(followed, asked.few)
    meetings = await asked("seances")
    yield dates(meetings, followed, asked.day, asked.few)
    yield hints(
        asked.day,
        meetings,
        followed,
        await asked("actions", annee=AnneeScolaire.of(asked.day)),
        await asked("bilans") if asked.day.month in SUMMER else (),
    )
    yield _recent(await asked("evenements", derniers=_SOME + _UNTOLD))
    yield await _coverage(asked)


def _late(followed: Sequence[Mapping[str, Any]], few: int) -> Block:
    late = [row for row in followed if row["est_en_retard"]]
    lines = [
        Line(
            symbol="▲",
            code=str(row["code_affiche"] or ""),
            text=str(row["libelle"] or ""),
            who=", ".join(row["responsables"] or ()),
            end=f"{in_full(row['nb_jours_retard'])} j",
            tone="alerte",
            target=("sujet", "decision", str(row["code_affiche"] or "")),
        )
        for row in late[:few]
    ]
    return Block(
        name="retards",
        title="Décisions en retard",
        count=count(late),
        lines=and_more(lines, len(late) - few, ("liste", "decisions", "En retard")),
        empty="✓ Aucune décision en retard.",
    )


def _recent(rows: Sequence[Mapping[str, Any]]) -> Block:
    """The last that people said; what the program records by itself is left to the journal."""
    internal = {entry.type for entry in events.entries() if entry.internal}
    told = [row for row in reversed(rows) if row["type"] not in internal]
    lines = [
        Line(
            symbol="✕" if row["est_annule"] else "·",
            code=f"{row['survenu_le']:%d/%m}" if row["survenu_le"] else "",
            text=f"{french(row['libelle'] or row['type'])}  {row['code_affiche'] or ''}",
            who=str(row["code_auteur"] or ""),
            tone="discret",
            target=("sujet", str(row["sujet"]).partition(":")[0], str(row["sujet"])),
        )
        for row in told[:_SOME]
    ]
    return Block(
        name="recents", title="Derniers événements", lines=tuple(lines), empty="Rien encore."
    )


async def _coverage(asked: Asked) -> Block:
    """Axes × months: how many pupils came, each as often as they did."""
    from ter_core.vocabulary.choices import Dimension

    year = AnneeScolaire.of(asked.day)
    title = f"Participations d'élèves par axe, {year}"
    axes = await asked("sujets", nature=("axe",))
    if not axes:
        return Block(
            name="couverture",
            title=title,
            empty="Aucun axe : n en définit un, selon la convention.",
        )
    by_month = await asked("eleves-touches", annee=year, par=(Dimension.AXE, Dimension.MOIS))
    came = {(row["axe"], row["mois"]): int(row["participations"] or 0) for row in by_month}
    named = {axe["code_affiche"]: str(axe["libelle"] or "") for axe in axes}
    named |= {code: "" for code, _ in came if code not in named}
    months, filled = _months(year), {month for _, month in came}
    last = max((at for at, month in enumerate(months) if month in filled), default=0)
    months = months[: max(_SCHOOL_MONTHS, last + 1)]
    now = f"{asked.day:%Y-%m}"
    lines = [
        Line(
            code=str(code),
            text=label,
            cells=tuple(
                came.get((code, month)) or (0 if month <= now else None) for month in months
            ),
            end=in_full(sum(figure for (axe, _), figure in came.items() if axe == code)),
            target=("liste", "participations", "Élèves touchés"),
        )
        for code, label in named.items()
    ]
    return Block(
        name="couverture",
        title=title,
        lines=tuple(lines),
        heads=_MONTHS[: len(months)],
        now=months.index(now) if now in months else -1,
    )


def _months(year: AnneeScolaire) -> list[str]:
    first = year.first_day
    days = (first + timedelta(days=15) + timedelta(days=30.5 * at) for at in range(12))
    return [f"{day:%Y-%m}" for day in days]
