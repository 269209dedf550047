"""The empty sheet of the network: widths, lists, a frozen header, and a page that explains."""

from __future__ import annotations

import io
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ter_core.errors import TerError, system_reason
from ter_core.imports.reseau.columns import COLUMNS, NEEDED, SheetColumn
from ter_core.log.durable import replace_atomically, write_once
from ter_core.vocabulary.typography import french

if TYPE_CHECKING:
    from xlsxwriter.workbook import Format, Workbook  # type: ignore[import-untyped]
    from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

__all__ = ["ModelRefused", "write_model"]

_SHEET = "Réseau"
_ROWS = 500  # as far down as lists and widths are prepared
_MADE = datetime(2026, 1, 1)  # noqa: DTZ001 - any fixed day: the same sheet is the same bytes
_DARK, _PALE, _EDGE = "#1F3A5F", "#EEF2F7", "#C9D3E0"
_INK = {"font_color": _DARK}
_ADVICE = """\
Une ligne par fonction : la même personne qui en exerce deux a deux lignes.
Les colonnes à l'en-tête foncé sont obligatoires. Leur ordre est libre ; celles que le programme \
ne connaît pas sont laissées de côté.
Essayez d'abord : « ter importer reseau FICHIER --essai » montre tout sans rien écrire. Corrigez, \
puis importez ; recommencer n'écrit rien deux fois.
Une case vide ne change rien à ce que le journal sait déjà.
Le nom, le courriel et le téléphone n'entrent jamais au journal : ils vont au carnet, que l'on \
corrige et que l'on efface.""".splitlines()


class ModelRefused(TerError):
    """An empty sheet that cannot be written there."""


def write_model(path: Path, *, replace: bool = False) -> None:
    """Write the empty sheet, whole or not at all.

    Raises:
        ModelRefused: the file exists already, or cannot be written there.
    """
    if path.suffix.lower() != ".xlsx":
        raise ModelRefused(
            "La feuille à remplir est un classeur .xlsx.",
            where=f"« {path} »",
            remedy="Par exemple : « --modele reseau.xlsx ».",
        )
    try:
        (replace_atomically if replace else write_once)(path, _workbook(), 0o666 & ~0o022)
    except FileExistsError:
        raise ModelRefused(
            "Ce fichier existe déjà.",
            where=f"« {path} »",
            remedy="Choisissez un autre nom, ou ajoutez « --remplacer ».",
        ) from None
    except OSError as error:
        raise ModelRefused(
            f"Ce fichier ne peut pas être écrit ({system_reason(error)}).",
            where=f"« {path} »",
            remedy="Vérifiez que son dossier existe et que vous y avez droit.",
        ) from None


def _workbook() -> bytes:
    from xlsxwriter import Workbook  # type: ignore[import-untyped]

    written = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with Workbook(written, options) as book:
        book.set_properties({"title": "Réseau du territoire", "created": _MADE})
        _fill_sheet(book, book.add_worksheet(_SHEET))
        _fill_help(book, book.add_worksheet("Aide"))
    return written.getvalue()


def _fill_sheet(book: Workbook, sheet: Worksheet) -> None:
    usual = {"font_name": "Calibri", "font_size": 11, "valign": "top", "text_wrap": True}
    texts = book.add_format(usual | {"num_format": "@"})
    others = book.add_format(usual)
    for at, column in enumerate(COLUMNS):
        sheet.set_column(at, at, column.width, texts if column.is_text else others)
        sheet.write_string(0, at, column.heading, _heading(book, needed=column.field in NEEDED))
        if column.choices:
            sheet.data_validation(1, at, _ROWS, at, _proposing(column))
    sheet.set_row(0, 24)
    sheet.freeze_panes(1, 0)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.set_footer("&L&A&RPage &P sur &N")


def _heading(book: Workbook, *, needed: bool) -> Format:
    colours = (
        {"bg_color": _DARK, "font_color": "#FFFFFF"}
        if needed
        else {"bg_color": _PALE, "font_color": _DARK}
    )
    return book.add_format(
        {
            "font_name": "Calibri",
            "font_size": 11,
            "bold": True,
            "valign": "vcenter",
            "border": 1,
            "border_color": _EDGE,
        }
        | colours
    )


def _proposing(column: SheetColumn) -> dict[str, Any]:
    """A list that proposes; what is typed beside it is read too, or refused by the import."""
    several = " Plusieurs se séparent par des virgules." if column.many else ""
    return {
        "validate": "list",
        "source": [french(choice.label) for choice in column.choices],
        "error_type": "information" if column.many else "warning",
        "error_title": column.heading,
        "error_message": french(f"Ce n'est pas dans la liste.{several} Voyez l'onglet Aide."),
    }


def _fill_help(book: Workbook, sheet: Worksheet) -> None:
    usual = {"font_name": "Calibri", "font_size": 11, "valign": "top", "text_wrap": True}
    lined = usual | {"bottom": 1, "bottom_color": _EDGE}
    title = book.add_format({"font_name": "Calibri", "font_size": 16, "bold": True} | _INK)
    plain, bold = book.add_format(usual), book.add_format(lined | {"bold": True} | _INK)
    cell, quoted = book.add_format(lined), book.add_format(lined | {"italic": True})
    sheet.hide_gridlines(2)
    for at, width in enumerate((20, 14, 58, 34)):
        sheet.set_column(at, at, width)
    sheet.set_row(0, 28)
    sheet.write_string(0, 0, "Remplir la feuille du réseau", title)
    row = 1
    for text in _ADVICE:
        sheet.merge_range(row, 0, row, 3, french(f"• {text}"), plain)
        sheet.set_row(row, 34 if len(text) > 132 else 18)
        row += 1
    row += 1
    sheet.set_row(row, 20)
    for at, label in enumerate(("Colonne", "", "Ce qu'on y met", "Exemple")):
        sheet.write_string(row, at, french(label), _heading(book, needed=True))
    for column in COLUMNS:
        row += 1
        needed = "obligatoire" if column.field in NEEDED else "facultatif"
        told = f"{column.help}{_listed(column)}"
        sheet.write_string(row, 0, column.heading, bold)
        sheet.write_string(row, 1, needed, cell)
        sheet.write_string(row, 2, french(told), cell)
        sheet.write_string(row, 3, column.example, quoted)
        sheet.set_row(row, 4 + 15 * -(-len(told) // 64))
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)


def _listed(column: SheetColumn) -> str:
    if not column.choices:
        return ""
    return f" Au choix : {', '.join(choice.label for choice in column.choices)}."
