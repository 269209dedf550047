"""Rows of the log in DuckDB: what is loaded, and the little that is worked out while loading.

Beside the events themselves stand a few small tables, so that no question has to walk the whole
log for what is rare: annulments and settled conflicts, payloads that cannot be read, numbers given
twice, subjects whose history is not a single line.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from ter_core import events

if TYPE_CHECKING:
    from ter_core.projections.driver import Connection

__all__ = [
    "FORMAT",
    "MAIN",
    "create_layout",
    "create_tables",
    "load_files",
    "note_heads",
    "note_rows",
    "note_twins",
    "place_subjects",
    "settle",
]

MAIN = "memory.main"
"""Where the rows of a connection stand; what is sealed is beside it, attached."""

FORMAT = "1"
"""Of the tables below; a cache of another format is built again."""

_COLUMNS = {
    "id": "varchar",
    "poste": "varchar",
    "rang": "bigint",
    "type": "varchar",
    "version": "bigint",
    "sujet": "varchar",
    "apres": "varchar[]",
    "profondeur": "bigint",
    "survenu_le": "date",
    "enregistre_le": "timestamp",
    "auteur": "varchar",
    "origine": "varchar",
    "lot": "varchar",
    "cle": "varchar",
    "donnees": "json",
}
_SETTLED = (
    "id varchar, poste varchar, rang bigint, sujet varchar, profondeur bigint, "
    "enregistre_le timestamp, auteur varchar, survenu_le date, type varchar, version bigint, "
    "donnees json, evenement varchar, chemin varchar[], visible_le date"
)
_NAMES = ", ".join(_COLUMNS)
_TYPED = ", ".join(f"{name} {type_}" for name, type_ in _COLUMNS.items()) + ", code varchar"
_READ = "{" + ", ".join(f"{name}: '{type_}'" for name, type_ in _COLUMNS.items()) + "}"

# In a linear history there are as many events as the deepest is deep, and each is cited once but
# the last: the hashes of the ids and those of the ids cited differ by that of the last.
_NOT_LINEAR = """
    not (
        count(*) = max(profondeur)
        and max(len(apres)) <= 1
        and xor(bit_xor(hash(id)), coalesce(bit_xor(hash(apres[1])) filter (len(apres) > 0), 0))
            = hash(arg_max(id, profondeur))
    )
"""


def create_tables(connection: Connection, where: str) -> None:
    """The empty tables, in a database of this connection."""
    connection.execute(
        f"create table {where}.lignes ({_TYPED});"
        f"create table {where}.lignes_speciales ({_TYPED});"
        f"create table {where}.lignes_illisibles (id varchar, champs varchar[], motif varchar);"
        f"create table {where}.lignes_homonymes ({_TYPED});"
        f"create table {where}.lignes_ramifiees ({_TYPED}, ordre bigint);"
    )


def create_layout(connection: Connection) -> None:
    """Everything the views stand on, in the memory of this connection, without any event."""
    connection.execute("begin")
    create_tables(connection, MAIN)
    connection.execute(
        f"create table {MAIN}.nouvelles ({_TYPED});"
        f"create table {MAIN}.lignes_reprises ({_SETTLED});"
        f"create table {MAIN}.tetes"
        "  (sujet varchar, nb_tetes bigint, nb_causes_absentes bigint);"
        f"create table {MAIN}.sujets_en_conflit (sujet varchar, champs varchar[]);"
        f"create view {MAIN}.evenements_bruts as from {MAIN}.lignes;"
        "commit;"
    )


def load_files(
    connection: Connection,
    table: str,
    paths: list[str],
    reprises: Mapping[str, bytes],
) -> None:
    """Add the events of NDJSON files to a table; an erased payload is never loaded."""
    source = (
        f"read_json($paths, format = 'newline_delimited', columns = {_READ}, "
        "compression = 'none', hive_partitioning = false, maximum_object_size = 2097152)"
    )
    if not reprises:
        connection.execute(
            f"insert into {table} select {_NAMES}, code_donne(type, donnees)\n"
            f"from {source} where id is not null",
            {"paths": paths},
        )
        return
    connection.execute(
        f"insert into {table} select {_NAMES}, code_donne(type, donnees) from (\n"
        "  select l.* replace (if(r.id is null, l.donnees, r.donnees) as donnees)\n"
        f"  from {source} as l left join (\n"
        "    select unnest($ids) as id, unnest($payloads)::json as donnees\n"
        "  ) as r on l.id = r.id\n) where id is not null",
        {
            "paths": paths,
            "ids": list(reprises),
            "payloads": [payload.decode() for payload in reprises.values()],
        },
    )


def note_rows(connection: Connection, rows: str, where: str) -> None:
    """Note which of some rows are special, and which cannot be read.

    A type that no class declares is kept raw: there is nothing to recognise in it.
    """
    connection.execute(
        f"insert into {where}.lignes_speciales from {rows} "
        "where type in ('EvenementAnnule', 'ConflitTranche')"
    )
    known = {entry.type for entry in events.entries()}
    recognised = " ".join(
        f"when '{name}' then est_reconnu_{name}(version, donnees)"
        for name in _types_in(connection, rows)
        if name in known
    )
    if not recognised:
        return
    connection.execute(
        "create or replace temp table suspectes as "
        f"from {rows} where not case type {recognised} else true end"
    )
    for name in _types_in(connection, "suspectes"):
        connection.execute(
            f"insert into {where}.lignes_illisibles from (\n"
            "  select id, champs,\n"
            f"    motif_illisible(donnees, champs, est_plus_recent_{name}(version)) as motif\n"
            f"  from (select *, champs_illisibles_{name}(donnees) as champs\n"
            "    from suspectes where type = $type)\n"
            ") where motif is not null",
            {"type": name},
        )


def _types_in(connection: Connection, rows: str) -> list[str]:
    """The types of some rows."""
    found = connection.execute(f"select distinct type from {rows} order by type").fetchall()
    return [name for (name,) in found]


def note_twins(connection: Connection, rows: str, touched: str, where: str) -> None:
    """Note the creations that took one number, among those of `rows` that `touched` names."""
    codes = f"select code from {touched} where est_numerote(type)"
    (count,) = connection.execute(f"select count(*) from ({codes})").fetchall()[0]
    if count:
        connection.execute(
            f"delete from {where}.lignes_homonymes where code in ({codes});"
            f"insert into {where}.lignes_homonymes\n"
            f"from {rows} where est_numerote(type) and code in (\n"
            f"  select code from {rows} where est_numerote(type) and code in ({codes})\n"
            "  group by code having count(*) > 1\n)"
        )


def place_subjects(connection: Connection, rows: str, touched: str, where: str) -> None:
    """Note every event of the subjects that are not linear, among those that `touched` names."""
    subjects = f"select distinct sujet from {touched}"
    connection.execute(
        f"delete from {where}.lignes_ramifiees where sujet in ({subjects});"
        f"insert into {where}.lignes_ramifiees\n"
        "select *, row_number() over (partition by sujet order by profondeur, id)\n"
        f"from {rows} where sujet in (\n"
        f"  select sujet from {rows} where sujet in ({subjects})\n"
        f"  group by sujet having {_NOT_LINEAR}\n)"
    )


def settle(connection: Connection, rows: str, where: str) -> None:
    """The events that settled conflicts repeat, each at the place of what settles it.

    What is retained may itself settle a conflict: the event meant is at the end of the path.
    """
    connection.execute(f"truncate {where}.lignes_reprises")
    settled = f"{where}.lignes_speciales where type = 'ConflitTranche'"
    if not connection.execute(f"select count(*) from {settled}").fetchall()[0][0]:
        return
    connection.execute(
        f"insert into {where}.lignes_reprises by name\n"
        "with recursive suite as (\n"
        f"  select id, sujet, [id] as chemin, donnees ->> '$.retient' as retenu from {settled}\n"
        "  union all\n"
        "  select s.id, s.sujet, list_append(s.chemin, t.id), t.donnees ->> '$.retient'\n"
        f"  from suite as s join {where}.lignes_speciales as t\n"
        "    on s.retenu = t.id and s.sujet = t.sujet\n"
        "  where t.type = 'ConflitTranche' and not list_contains(s.chemin, t.id)\n"
        ")\n"
        "select t.id, t.poste, t.rang, t.sujet, t.profondeur, t.enregistre_le, t.auteur,\n"
        "  r.survenu_le, r.type, r.version, r.donnees, r.id as evenement,\n"
        "  list_append(s.chemin, r.id) as chemin,\n"
        "  greatest(t.survenu_le, r.survenu_le) as visible_le\n"
        f"from suite as s join {where}.lignes_speciales as t on s.id = t.id\n"
        f"join {rows} as r on s.retenu = r.id and s.sujet = r.sujet\n"
        "where r.type <> 'ConflitTranche'"
    )


def note_heads(connection: Connection) -> None:
    """Heads and conflicts as they are known now: by far most subjects have neither to tell."""
    connection.execute(f"truncate {MAIN}.tetes; truncate {MAIN}.sujets_en_conflit;")
    (count,) = connection.execute(f"select count(*) from {MAIN}.lignes_ramifiees").fetchall()[0]
    if count:
        connection.execute(
            f"insert into {MAIN}.tetes from tetes_calculees;"
            f"insert into {MAIN}.sujets_en_conflit from conflits_calcules;"
        )
