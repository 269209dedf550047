"""Who holds what, as a table of an exported database: only where it was asked for."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ter_core.carnet import Carnet
from ter_core.vocabulary.subjects import key_of

if TYPE_CHECKING:
    from ter_core.session import Session

__all__ = ["add_carnet"]

_COLUMNS = {
    "acteur": ("varchar", "Code de la fonction ; vide pour qui n''en a tenu aucune"),
    "nom": ("varchar", "Prénom et nom"),
    "courriel": ("varchar", "Courriel"),
    "telephone": ("varchar", "Téléphone"),
    "du": ("date", "Premier jour"),
    "au": ("date", "Dernier jour ; vide tant que la fonction est tenue"),
}
_COMMENT = (
    "Qui a tenu quelle fonction, d''après le carnet, hors du journal : des données personnelles, "
    "à effacer avec celles du carnet."
)


def add_carnet(session: Session, path: Path) -> None:
    """Add the table to a database file, which its owner alone may then read.

    Raises:
        DISK_ERRORS, OSError: it cannot be written.
    """
    from ter_core.projections.driver import connect

    path.chmod(0o600)
    rows = [
        (key_of(one.acteur), person.nom, person.courriel, person.telephone, one.du, one.au)
        if one
        else (None, person.nom, person.courriel, person.telephone, None, None)
        for person in Carnet.open(session).people()
        for one in person.tenures or (None,)
    ]
    columns = ", ".join(f"{name} {kind}" for name, (kind, _) in _COLUMNS.items())
    connection = connect(str(path))
    try:
        connection.execute(
            f"create table carnet ({columns}); comment on table carnet is '{_COMMENT}'"
        )
        for name, (_, told) in _COLUMNS.items():
            connection.execute(f"comment on column carnet.{name} is '{told}'")
        for row in rows:
            connection.execute("insert into carnet values (?, ?, ?, ?, ?, ?)", list(row))
        connection.execute("checkpoint")
    finally:
        connection.close()
