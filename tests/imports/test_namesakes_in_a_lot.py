"""A lot that inscribes again, written otherwise, what the log already knows."""

from __future__ import annotations

from typing import Any

import orjson
import pytest

from ter_core.errors import ConfirmationNeeded
from ter_core.imports.lot import record_lot
from tests.ledger.conftest import Machine


def inscribes(nom: str, **more: Any) -> bytes:
    """A line that inscribes a body."""
    payload = {"nom": nom, "nature": "commune"} | more
    return orjson.dumps({"type": "OrganismeInscrit", "donnees": payload})


def test_a_namesake_in_a_lot_is_confirmed_on_its_line(laptop: Machine) -> None:
    """Without it nothing of the lot is written, be the first one in the log or in the lot."""
    record_lot(laptop.session, [inscribes("Mairie de Saint-Crépin")])
    before = laptop.bytes()
    for lines in (
        [inscribes("Mairie de Vars"), inscribes("MAIRIE DE ST CREPIN")],
        [inscribes("Mairie de Vars"), inscribes("MAIRIE DE VARS")],
    ):
        with pytest.raises(ConfirmationNeeded) as caught:
            record_lot(laptop.session, lines)
        assert caught.value.rule == "doublon"
        assert caught.value.where.startswith("ligne 2 du lot")
        assert laptop.bytes() == before

    confirmed = [{"regle": "doublon", "motif": "La mairie annexe"}]
    (made,) = record_lot(laptop.session, [inscribes("MAIRIE DE ST CREPIN", confirme=confirmed)])
    assert made.name == "mairie-de-st-crepin"
