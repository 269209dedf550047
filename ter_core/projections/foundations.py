"""What the views stand on, where a database stands alone: events as tables and views of its own.

The engine keeps `tetes` and `sujets_en_conflit` as tables, worked out again when what is known
changes. Whoever sets `connu_le` in a database of his own has no engine to do that: there they are
views, over the same queries.
"""

from __future__ import annotations

from collections.abc import Iterator

from attrs import frozen

from ter_core.projections.rows import MAIN
from ter_core.projections.view import View, literal

__all__ = ["Provenance", "own_tables", "own_views"]

_GIVEN = {"code": "Code que l'événement donne à son sujet"}
# For each table: the rows it takes, their order, what it is, what its columns are.
_TABLES: dict[str, tuple[str, str, str, dict[str, str]]] = {
    "lignes": (
        "evenements_bruts",
        "id",
        "Tous les événements, annulés compris. Préférez `evenements`, ou les vues typées.",
        _GIVEN,
    ),
    "lignes_speciales": (
        "lignes_speciales",
        "id",
        "Les événements qui en annulent d'autres, ou qui tranchent un conflit.",
        _GIVEN,
    ),
    "lignes_illisibles": (
        "lignes_illisibles",
        "id",
        "Les événements dont le contenu n'est pas ce que leur type annonce.",
        {"champs": "Champs en cause ; vide si tout le contenu l'est", "motif": "Ce qui ne va pas"},
    ),
    "lignes_homonymes": (
        "lignes_homonymes",
        "id",
        "Les créations qui ont pris le même numéro sur deux postes : la seconde se lit « bis ».",
        {"code": "Numéro donné plusieurs fois"},
    ),
    "lignes_ramifiees": (
        "lignes_ramifiees",
        "sujet, ordre",
        "Les événements des sujets dont l'histoire n'est pas une seule ligne.",
        _GIVEN,
    ),
    "lignes_reprises": (
        "lignes_reprises",
        "id, evenement",
        "Ce que répète chaque conflit tranché : l'événement qu'il retient, à sa place.",
        {
            "id": "Événement qui tranche",
            "evenement": "Événement retenu",
            "chemin": "Les deux, et ceux par lesquels on va de l'un à l'autre",
            "visible_le": "Date à partir de laquelle il compte",
        },
    ),
}


@frozen
class Provenance:
    """What a database was made from: its journal, the position and the findings of the reading.

    `made` is an instant (UTC, as ISO 8601 writes it), `position` is JSON.
    """

    journal: str
    made: str
    position: str
    program: str
    engine: str
    findings: int


def own_tables(provenance: Provenance) -> Iterator[View]:
    """The tables, filled from the rows of this connection."""
    for name, (rows, order, comment, columns) in _TABLES.items():
        yield View(name, f"from {MAIN}.{rows} order by {order}", comment, columns, stored=True)
    yield _provenance(provenance)


def own_views() -> Iterator[View]:
    """The views that stand for what the engine keeps in memory."""
    yield View(
        "evenements_bruts",
        "select * from lignes",
        "Tous les événements du journal : ce sur quoi les autres vues reposent.",
        _GIVEN,
    )
    yield View(
        "tetes",
        "select sujet, nb_tetes, nb_causes_absentes from tetes_calculees",
        "Les têtes et les causes manquantes des sujets qui ne sont pas linéaires ; les autres "
        "ont une tête, et aucune cause ne leur manque.",
        {
            "nb_tetes": "Événements du sujet que nul autre ne cite",
            "nb_causes_absentes": "Événements cités que le journal ne contient pas",
        },
    )
    yield View(
        "sujets_en_conflit",
        "select sujet, champs from conflits_calcules",
        "Les sujets dont un champ a deux valeurs vivantes ; le détail est dans `conflits`.",
        {"champs": "Champs en cause"},
    )


def _provenance(made: Provenance) -> View:
    return View(
        "provenance",
        f"select {literal(made.journal)}::varchar as journal,\n"
        f"  {literal(made.made)}::timestamptz::timestamp as exporte_le,\n"
        f"  {literal(made.position)}::json as position,\n"
        f"  {literal(made.program)}::varchar as version_programme,\n"
        f"  {literal(made.engine)}::varchar as version_duckdb,\n"
        f"  (select count(*) from {MAIN}.evenements_bruts) as nb_evenements,\n"
        f"  {made.findings}::bigint as nb_constats",
        "D'où vient cette base : une ligne. Elle ne change plus ; exportez de nouveau le journal "
        "pour ce qui s'y est ajouté depuis.",
        {
            "journal": "Identifiant du journal",
            "exporte_le": "Instant de l'export (UTC)",
            "position": "Ce que la machine connaissait : de chaque poste, le dernier événement",
            "version_programme": "Version de `ter` qui l'a écrite",
            "version_duckdb": "Version de DuckDB qui l'a écrite",
            "nb_evenements": "Nombre d'événements",
            "nb_constats": "Problèmes trouvés en lisant le journal ; « ter verifier » les dit",
        },
        stored=True,
    )
