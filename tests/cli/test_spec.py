"""`ter --spec` describes the command line that really is."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from ter_cli.diagnostics import EXIT_CODES
from ter_cli.formats import FORMATS
from ter_core import events

if TYPE_CHECKING:
    from tests.cli.conftest import Ter


def test_every_command_is_described(ter: Ter) -> None:
    """Every event that people record has its command, with its options and choices."""
    spec = json.loads(ter("--spec").out)
    commands = {command["commande"]: command for command in spec["commandes"]}

    for entry in events.entries():
        assert (f"ter {entry.noun} {entry.verb}" in commands) is not entry.internal
    assert list(spec["formats"]) == list(FORMATS)
    assert {int(code) for code in spec["codes_de_sortie"]} == set(EXIT_CODES)

    adopt = {one["noms"][0]: one for one in commands["ter decision adopter"]["parametres"]}
    assert adopt["--libelle"]["requis"]
    assert adopt["--responsable"]["repetable"]
    assert adopt["--echeance"]["type"] == "date"
    assert adopt["--echeance"]["a_la_place_de"] == ["--permanente"]
    assert adopt["--responsable"]["designe"] == ["acteur", "organisme"]
    assert adopt["--journal"]["commun"]
    hold = {one["noms"][0]: one for one in commands["ter seance programmer"]["parametres"]}
    assert "visio" in hold["--modalite"]["choix"]
    agenda = {one["noms"][0]: one for one in commands["ter ordre-du-jour arreter"]["parametres"]}
    assert agenda["SEANCE"]["positionnel"]
    assert "titre" in agenda["--point"]["forme"]
