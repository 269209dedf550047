"""The views as analysts find them: named, explained, in an order nobody wrote down."""

from __future__ import annotations

import random
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from ter_core import events
from ter_core.projections import catalogue
from ter_core.projections.sources import written_views
from ter_core.projections.view import View, mentioned

if TYPE_CHECKING:
    from ter_core.projections.engine import Projection
    from tests.projections.conftest import Ask

SQL = sorted(Path(str(files("ter_core.projections"))).rglob("*.sql"))
COMMENTS = """
select schema_name, view_name, '', comment from duckdb_views()
where database_name = 'vues' and not internal
union all
select schema_name, table_name, column_name, comment from duckdb_columns()
where database_name = 'vues' and not internal
"""


def test_every_view_and_column_is_explained(projection: Projection) -> None:
    """Whoever opens the database reads what each thing is, in French."""
    rows = projection.query(COMMENTS).rows

    assert [row[:3] for row in rows if not row[3]] == []
    assert len(rows) > 800


def test_what_is_read_anew_is_a_view(projection: Projection) -> None:
    """Only rows that come from the classes are stored; no table that stood for a view is left."""
    rows = projection.query(
        "select if(schema_name = 'main', '', schema_name || '.') || table_name\n"
        "from duckdb_tables() where database_name = 'vues'\norder by all"
    ).rows

    stored = sorted(view.name for view in catalogue.views().values() if view.stored)
    assert [name for (name,) in rows] == stored


def test_every_type_has_its_view(projection: Projection) -> None:
    """One typed view per type, with its envelope and a column per field."""
    rows = projection.query(
        "select table_name, list(column_name order by column_index) from duckdb_columns() "
        "where schema_name = 'evenements' group by all"
    ).rows

    assert len(rows) == len(events.entries())
    found = dict(rows)
    assert found["echeance_reportee"] == [
        "id", "sujet", "profondeur", "survenu_le", "enregistre_le", "auteur", "origine", "poste",
        "rang", "lot", "echeance", "motif", "confirme",
    ]  # fmt: skip


def test_columns_have_their_types(projection: Projection) -> None:
    """Numbers are numbers, dates are dates, lists are lists."""
    rows = projection.query(
        "select column_name, data_type from duckdb_columns() "
        "where schema_name = 'evenements' and table_name in "
        "('decision_adoptee', 'seance_tenue', 'ordre_du_jour_arrete', 'contenu_efface')"
    ).rows
    types = dict(rows)

    assert (types["echeance"], types["priorite"], types["debut"]) == ("DATE", "BIGINT", "TIMESTAMP")
    assert (types["responsables"], types["libelle"]) == ("VARCHAR[]", "VARCHAR")
    assert types["points"] == "STRUCT(n BIGINT, titre VARCHAR, rapporteur VARCHAR)[]"
    assert types["reprise"] == "JSON"


def test_marts_are_plain_words(projection: Projection) -> None:
    """A column begins as the names of the house do: code_, libelle_, date_, est_, nb_."""
    rows = projection.query(
        "select table_name, column_name, data_type from duckdb_columns() "
        "where schema_name = 'main' and database_name = 'vues'"
    ).rows
    marts = {path.stem for path in SQL if path.parent.name == "marts"}
    wrong = [
        row
        for row in rows
        if row[0] in marts and (row[2] == "BOOLEAN") != row[1].startswith("est_")
    ]

    assert wrong == []


def test_an_order_is_found_whatever_the_files() -> None:
    """Shuffled, the views still come after those they mention."""
    known = list(catalogue.views().values())
    random.Random(3).shuffle(known)  # noqa: S311 - only a shuffle
    found = [view.name for view in catalogue.ordered({view.name: view for view in known})]

    names = {view.name: view for view in known}
    for position, name in enumerate(found):
        later = set(found[position + 1 :])
        assert not later & set(mentioned(names[name].query)), name


def test_a_macro_tells_its_meaning(projection: Projection) -> None:
    """A macro has no columns to comment, so its comment says them all."""
    rows = projection.query(
        "select function_name, comment from duckdb_functions() "
        "where database_name = 'vues' and function_type = 'table_macro'"
    ).rows
    macros = {view.name: view.comment for view in written_views() if view.parameters}

    assert macros
    assert dict(rows) == macros


def test_comments_and_texts_mention_nothing() -> None:
    """A name in a comment or in a text is no dependency; a qualified one is one word."""
    sql = "select 'suivi' -- conflits\nfrom sujets . \"decision\" join Noms"

    assert set(mentioned(sql)) >= {"sujets.decision", "noms"}
    assert not set(mentioned(sql)) & {"suivi", "conflits", "decision"}


@pytest.mark.parametrize("view", list(written_views()), ids=lambda view: view.name)
def test_a_header_says_grain_meaning_and_columns(view: View) -> None:
    """The first line in English, then a French sentence; every column told is a real one."""
    path = next(path for path in SQL if path.stem == view.name)

    assert path.read_text(encoding="utf-8").startswith("-- One row per ")
    assert view.comment.endswith((".", "…"))
    assert not view.comment.startswith("One row")


def test_no_column_is_told_that_does_not_exist(projection: Projection) -> None:
    """A header that outlives its column would lie."""
    rows = projection.query(
        "select if(schema_name = 'main', '', schema_name || '.') || table_name, list(column_name) "
        "from duckdb_columns() where database_name = 'vues' group by all"
    ).rows
    actual = {name: set(columns) for name, columns in rows}

    strange = {
        view.name: told
        for view in catalogue.views().values()
        if not view.parameters  # what a macro gives is told by its sentence
        and (told := set(view.columns) - actual[view.name])
    }
    assert strange == {}


def test_marts_stand_on_views_only() -> None:
    """A mart reads neither the raw table nor the tables of lines beside it."""
    marts = {path.stem for path in SQL if path.parent.name == "marts"}
    for view in written_views():
        if view.name in marts:
            words = set(mentioned(view.query))
            assert "evenements_bruts" not in words, view.name


def test_transitions_come_from_the_classes(ask: Ask) -> None:
    """States, lifecycles and setters are tables, written from the declarations."""
    assert ask(
        "select etat, champ_etat, est_ferme from transitions "
        "where type in ('DecisionAdoptee', 'AvancementConstate', 'DecisionExecutee') "
        "order by type"
    ) == [(None, "etat", False), ("a_faire", None, False), ("executee", None, True)]
    assert ask("select apres from transitions where type = 'DecisionReouverte'") == [
        (["executee", "abandonnee", "remplacee"],)
    ]
    assert ask("select champ, effet, chemin from champs_poses where type = 'DecisionRectifiee' "
               "and champ = 'echeance' order by effet") == [
        ("echeance", "liste", "$.champs.vider"), ("echeance", "pose", "$.champs.echeance"),
        ("echeance", "vide", "$.champs.permanente")]  # fmt: skip
