"""The whole log as one DuckDB database, which answers by itself as `ter` does.

Whoever opens it needs no `ter`: events are tables, answers are views, and the SQL variables
`a_la_date`, `connu_le`, `position` and `aujourdhui` travel in time. Without the last one, the
current day is that of the machine that asks: the file grows old as the log does.

One thing is lost: where a stream split (two machines wrote under one name), both branches are
there, and a `position` counts every line up to its rang, whichever branch its `empreinte` names.
"""

from __future__ import annotations

from datetime import UTC
from pathlib import Path
from typing import TYPE_CHECKING, Any

from attrs import frozen

from ter_core.exports.target import ExportRefused, check_target, refused, written_beside
from ter_core.log.findings import Finding
from ter_core.log.read import read
from ter_core.log.reading import Reading

if TYPE_CHECKING:
    from ter_core.projections.engine import Projection
    from ter_core.projections.foundations import Provenance
    from ter_core.session import Session

__all__ = ["Exported", "export_duckdb"]


@frozen
class Exported:
    """A file that was written: how many events it holds, up to where, its size, what was found."""

    path: Path
    events: int
    size: int
    position: tuple[dict[str, Any], ...]
    findings: tuple[Finding, ...] = ()


def export_duckdb(
    session: Session, path: Path, *, replace: bool = False, names: bool = False
) -> Exported:
    """Write every event and every view into one file, whole or not at all.

    A damaged log gives what is sound in it; `findings` say what is not. With `names`, who holds
    what is there too, and the file is its owner's alone.

    Raises:
        ExportRefused: the file exists and is not to be replaced, or cannot be written there.
    """
    from ter_core.projections.database import is_a_schema
    from ter_core.projections.engine import Projection

    place = check_target(path, session.journal.root, replace=replace)
    if is_a_schema(path) or is_a_schema(place):
        raise ExportRefused(
            "Ce nom est celui d'un schéma de la base : DuckDB les confondrait.",
            where=f"« {path} »",
            remedy="Choisissez un autre nom, par exemple « journal.duckdb ».",
        )
    session.follow()  # what this machine's memory puts back counts here too
    reading = read(session.journal, now=session.env.now())
    position = tuple(
        {"poste": entry.poste, "rang": entry.rang, "empreinte": entry.empreinte}
        for entry in reading.position
    )
    projection = Projection(session.env.cache_dir)
    try:
        projection.load(reading)
        with written_beside(path, place, replace=replace) as temporary:
            _write(projection, temporary, path, _provenance(session, position, reading))
            if names:
                _add_names(session, temporary, path)
            size = temporary.stat().st_size
    finally:
        projection.close()
    return Exported(path, reading.count, size, position, reading.findings)


def _write(projection: Projection, temporary: Path, path: Path, provenance: Provenance) -> None:
    from ter_core.projections.driver import DISK_ERRORS

    try:
        projection.write_database(temporary, provenance)
    except DISK_ERRORS as error:
        raise refused(path, error) from None


def _add_names(session: Session, temporary: Path, path: Path) -> None:
    from ter_core.exports.carnet_table import add_carnet
    from ter_core.projections.driver import DISK_ERRORS

    try:
        add_carnet(session, temporary)
    except DISK_ERRORS as error:
        raise refused(path, error) from None


def _provenance(
    session: Session, position: tuple[dict[str, Any], ...], reading: Reading
) -> Provenance:
    import orjson

    from ter_core.projections import driver
    from ter_core.projections.foundations import Provenance

    return Provenance(
        journal=session.journal.id,
        made=session.env.now().astimezone(UTC).isoformat(timespec="seconds"),
        position=orjson.dumps(position).decode(),
        program=_version(),
        engine=driver.version,
        findings=len(reading.findings),
    )


def _version() -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("ter")
    except PackageNotFoundError:
        return "(non installé)"
