"""What a `ContenuEfface` took back is nowhere in an exported file, not even in a free page."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.exports.conftest import export, opened
from tests.projections.conftest import decision

if TYPE_CHECKING:
    from tests.projections.hand_log import HandLog

SECRET = "Vu avec Zoé Martin-Quincampoix"  # noqa: S105 - a text that must not be found
TABLES = "select table_name from duckdb_tables() where not internal"


@pytest.mark.parametrize("sealed", [False, True], ids=["open", "sealed"])
@pytest.mark.parametrize("erased", [True, False], ids=["erased", "control"])
def test_an_erased_payload_is_nowhere(territory: HandLog, *, erased: bool, sealed: bool) -> None:
    """Neither in a table nor in the bytes; the control finds it in both where it still counts."""
    subject = decision(territory)
    for _ in range(2):  # compressed or not
        secret = territory.add("DecisionExecutee", subject, {"commentaire": SECRET})
        if erased:
            said = {"fondement": "RGPD", "reprise": {"commentaire": "Vu"}}
            territory.add("ContenuEfface", subject, {"evenement": secret} | said)
    if sealed:
        territory.seal()
        export(territory, "avant.duckdb")  # leaves its segment in the cache

    path = export(territory).path

    assert (SECRET.encode() in path.read_bytes()) is not erased
    plain = opened(path)
    told = [repr(plain.rows(f"from {name}")) for (name,) in plain.rows(TABLES)]
    assert any(SECRET in rows for rows in told) is not erased
    plain.connection.close()
