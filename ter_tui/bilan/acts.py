"""What is done of a whole bilan: arrest it, send it, reopen it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import TYPE_CHECKING

from attrs import evolve
from rich.text import Text

from ter_core import Entry
from ter_core.events.bilan import BilanArrete, BilanRectifie, BilanTransmis, SectionRedigee
from ter_core.reports.reseau import Acteurs
from ter_core.vocabulary.choices import Role
from ter_tui.acts.recording import fill
from ter_tui.bilan.editor import SectionEditor
from ter_tui.bilan.sections import QUALITATIVE, Section
from ter_tui.dialogs.ask import ConfirmDialog
from ter_tui.dialogs.choose import ChooseDialog
from ter_tui.forms.request import FormRequest
from ter_tui.ink import colour, said
from ter_tui.verbs import verbs_for

if TYPE_CHECKING:
    from ter_tui.app import TerApp
    from ter_tui.bilan.standing import Standing

__all__ = ["act_on_bilan", "write"]

_DUE = {Role.IEN.label, Role.PILOTE.label}
_USUAL_CHANNEL = "courriel"


async def act_on_bilan(
    app: TerApp, year: str, standing: Standing, sections: Callable[[], Awaitable[list[Section]]]
) -> None:
    """Choose what to do of a bilan where it stands, and do it; `sections` are asked if needed.

    Raises:
        TerError: it is refused.
    """
    verbs = {
        cls.__name__: cls for cls in verbs_for("bilan", standing.state) if cls is not SectionRedigee
    }
    told = {
        "BilanArrete": f"Arrêter la version {standing.version}",
        "BilanTransmis": "Transmettre à l'IEN et aux pilotes",
        "BilanRectifie": "Rouvrir pour rectifier",
    }
    choices = [(name, said(told.get(name, cls.declaration.label))) for name, cls in verbs.items()]
    title = said(f"Que faire du bilan {year} ?")
    chosen = await app.push_screen_wait(ChooseDialog(title, choices))
    if chosen == BilanArrete.__name__:
        await _arrest(app, year, standing, await sections())
    elif chosen == BilanTransmis.__name__:
        await _send(app, year, standing)
    elif chosen == BilanRectifie.__name__:
        await fill(app, FormRequest(BilanRectifie, f"bilan:{year}", f"bilan {year}"))


def write(
    app: TerApp,
    year: str,
    standing: Standing,
    section: Section,
    written: Callable[[Section], None],
) -> None:
    """Open the editor of a section, or say why it may not be written.

    `written` is given the section as it was recorded.
    """

    def tell(text: str | None) -> None:
        if text is not None:
            written(evolve(section, text=text))

    if standing.is_closed:
        told = "Ce bilan est transmis : touche a, puis Rouvrir, pour y écrire."
    elif app.moment is not None:
        told = "Vous regardez une autre date : Ctrl+D revient à aujourd'hui."
    elif not app.desk.can_write:
        told = "Ce journal est un modèle : il se lit mais ne s'écrit pas."
    else:
        app.push_screen(SectionEditor(year, section), tell)
        return
    app.tell_text(said(told), severity="warning")


async def _arrest(app: TerApp, year: str, standing: Standing, sections: Sequence[Section]) -> None:
    """Its figures and texts, as they are now; what has nothing to say is confirmed by a reason."""
    told = said(
        "Ses chiffres et ses textes seront ceux que l'on connaît à cet instant, et se "
        "retrouveront toujours."
    )
    for section in sections:
        if section.section in QUALITATIVE and not section.axe:
            told.append("\n").append_text(_readiness(app, section))
    title = said(f"Arrêter le bilan {year}, version {standing.version} ?", "bold")
    if await app.push_screen_wait(ConfirmDialog(title, told)):
        await app.record(Entry(BilanArrete(), f"bilan:{year}"))


def _readiness(app: TerApp, section: Section) -> Text:
    known = ["rédigée"] if section.text else []
    known += [section.fed] if section.fed else []
    theme = app.current_theme
    if known:
        return said(f"✓ {section.title} : {', '.join(known)}", colour(theme, "bien"))
    told = f"▲ {section.title} : rien. Un motif vous sera demandé."
    return said(told, colour(theme, "attention"))


async def _send(app: TerApp, year: str, standing: Standing) -> None:
    """To every IEN and pilote in function, who are already in the form."""
    report = await app.desk.ask(Acteurs())
    due = [
        row["code"]
        for row in report.named()
        if row["est_en_fonction"] and _DUE & set(row["libelles_roles"] or ())
    ]
    texts = {"destinataires": ", ".join(due), "canal": standing.channel or _USUAL_CHANNEL}
    await fill(app, FormRequest(BilanTransmis, f"bilan:{year}", f"bilan {year}", texts=texts))
