"""Tables of partners, as their authors write them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.imports.tableau.tables import proposed, rejected, take_in, told
from tests.reports.network import answer

if TYPE_CHECKING:
    from tests.ledger.conftest import Machine

_HEAD = ("Partenaire", "Type de structure", "Code INSEE")


def test_a_table_of_partners(laptop: Machine) -> None:
    """A nature that is not said is read in the name, or asked for; a first zero is put back."""
    rows = (
        ("Mairie de Saint-Crépin", None, 5136),
        ("Les Amis du lac", "asso", None),
        ("Les Amis du lac", "association", None),
        ("Untel et fils", None, None),
    )
    taken = take_in(laptop, _HEAD, *rows)
    assert answer(laptop, "organismes", "nom", "libelle_nature", "code_insee") == [
        ("Les Amis du lac", "association", None),
        ("Mairie de Saint-Crépin", "commune", "05136"),
    ]
    said = [one.said for one in taken.remarks]
    assert "« Nature » : nature de « Mairie de Saint-Crépin » lue dans son nom : commune." in said
    reasons = rejected(taken)
    assert "déjà dit à la ligne 3" in reasons[4]
    assert "« nature = association »" in reasons[5]
    same = proposed(laptop, _HEAD, ("MAIRIE DE ST CREPIN", "mairie", None))
    assert told(same) == [
        "~ MAIRIE DE ST CREPIN : nom : Mairie de Saint-Crépin → MAIRIE DE ST CREPIN"
    ]
