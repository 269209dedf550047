"""Tables that LibreOffice wrote: merged cells, text dates, mixed levels, totals."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from ter_core.events.base import Confirmation
from ter_core.imports.carry_out import Outcome, carry_out
from ter_core.imports.tableau import propose
from tests.imports.tableau.tables import rejected
from tests.reports.network import answer

if TYPE_CHECKING:
    from tests.ledger.conftest import Machine

_FILES = Path(__file__).parents[1] / "files"


def _taken(machine: Machine, name: str) -> Outcome:
    proposal = propose(machine.session, _FILES / name)
    sure = [Confirmation(regle="effectif", motif="Vérifié")]
    return carry_out(machine.session, proposal, confirmed=sure)


def test_a_messy_table_of_participations(network: Machine) -> None:
    """What can be read is counted, class by class; each other line says why not.

    The same table in the other format has nothing more to say.
    """
    taken = _taken(network, "tableau-participations.ods")
    assert answer(network, "participations", "date_participation", "lignes", "est_estimation") == [
        (
            date(2026, 11, 10),
            [
                "École de guillestre, CM2-A : 24",
                "École de guillestre, CM1 : 25",
                "École de vars, CM1CM2-U (CM1) : 6",
                "École de vars, CM1CM2-U (CM2) : 5",
                "École de eygliers, CM1 : 9",
                "École de eygliers, CM2 : 8",
                "École de ceillac, CM2 : 12",
            ],
            False,
        ),
        (date(2026, 11, 10), ["École de college, 6e : environ 50"], True),
    ]
    reasons = rejected(taken)
    assert list(reasons) == [11, 13, 14]
    assert "31 élèves pour CM2 et 6e : un seul nombre ne se répartit pas" in reasons[11]
    assert "« mi-novembre » ne dit pas quel jour" in reasons[13]
    assert "« Athlétismes ??? »" in reasons[14]
    said = {(one.line, one.said) for one in taken.remarks if not one.is_rejection}
    assert {
        (5, "« Action » vient de la cellule fusionnée de la ligne 4."),
        (6, "« CM1/2 » lu la classe « CM1CM2-U », dont l'effectif dit les niveaux."),
        (7, "« 9+8 » lu 9 en CM1, 8 en CM2."),
        (8, "« environ 50 » lu 50, nombre donné « environ »."),
        (9, "« Trimestre 2 » est lu comme un intertitre : la ligne n'est pas lue."),
        (10, "Titres répétés : la ligne n'est pas lue."),
        (15, "Ligne de total : elle n'est pas lue."),
    } <= said
    again = propose(network.session, _FILES / "tableau-participations.xlsx")
    assert (again.steps, again.same) == ((), 6)


def test_a_messy_table_of_decisions(network: Machine) -> None:
    """Séances are found, dates and names are read or explained, what is unknown is left out.

    The same table in the other format has nothing more to say.
    """
    taken = _taken(network, "tableau-decisions.ods")
    columns = ("libelle", "responsables", "echeance", "permanente", "code_seance", "hors_seance")
    assert sorted(answer(network, "suivi", *columns, "libelle_etat", toutes=True)) == [
        (
            "Ouvrir une navette entre Vars et le collège",
            ["principal"], date(2027, 4, 3), None, "S-2026-001", None, "en cours",
        ),
        (
            "Relire le règlement du prêt de raquettes",
            ["principal", "club"], None, "permanent", "S-2026-001", None, "exécutée",
        ),
        (
            "Réserver le stade",
            ["club"], date(2026, 11, 30), None, None, "Réunion d’équipe", "bloquée",
        ),
        (
            "Écrire aux parents des CM2",
            ["coordination"], date(2026, 11, 30), None, "S-2026-001", None, "à faire",
        ),
    ]  # fmt: skip
    reasons = rejected(taken)
    assert list(reasons) == [5, 7]
    assert "« Mme Exemple » ne désigne rien de connu" in reasons[5]
    assert "« avant les vacances » n'est pas une date" in reasons[7]
    said = {(one.line, one.said) for one in taken.remarks}
    assert (4, "« Responsables » : « Princpal » lu Principal (principal), nom proche.") in said
    assert (3, "« Pour quand ? » : « fin novembre », lu 30 novembre 2026.") in said
    again = propose(network.session, _FILES / "tableau-decisions.xlsx")
    assert (again.steps, again.same) == ((), 4)
