"""Tables of links, ideas, indicators and money, taken in again as they are kept up."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from tests.imports.tableau.tables import proposed, rejected, take_in, told
from tests.reports.network import answer

if TYPE_CHECKING:
    from tests.ledger.conftest import Machine


def test_a_partenariat_is_renewed_then_closed(network: Machine) -> None:
    """A later end renews it, an earlier one is refused; another body is another partenariat."""
    head = ("Code", "Organisme", "Objet", "Apports", "Début", "Fin", "Clos le", "Clos parce que")
    line = ("athle", "Club", "Prêt du stade", "lieu d'accueil, expertise", "01/10/2026",
            "31/08/2027", None, None)  # fmt: skip
    take_in(network, head, line)
    assert told(proposed(network, head, line)) == []
    sooner = (*line[:5], "30/06/2027", None, None)
    assert "`ter partenariat clore`" in rejected(proposed(network, head, sooner))[2]
    later = (*line[:5], "31/08/2028", "12/11/2026", "Le club déménage")
    assert told(proposed(network, head, later)) == [
        "~ Prêt du stade : reconduit : 31/08/2027 → 31/08/2028 ; clos"
    ]
    take_in(network, head, later)
    columns = ("code_affiche", "libelles_apports", "fin", "fin_initiale", "motif_cloture")
    assert answer(network, "partenariats", *columns) == [
        ("athle", ["lieu d’accueil", "expertise"], date(2028, 8, 31), date(2027, 8, 31),
         "Le club déménage")
    ]  # fmt: skip
    other = (*line[:2], "Prêt des haies", *line[3:])
    reason = rejected(proposed(network, head, other))[2]
    assert "objet : Prêt du stade → Prêt des haies" in reason
    assert "`ter evenement annuler athle`" in reason


def test_answers_are_told_apart(network: Machine) -> None:
    """Names and answers may hold commas; what cannot be told apart is said and left out."""
    network.record("OrganismeInscrit", code="ars", nom="Agence, délégation", nature=_state())
    head = ("Information", "Objet", "Envoyée le", "Publics", "Canal", "De", "Ce qui est répondu")
    sent = ("enquete", "Enquête", "02/11/2026", "familles, partenaires", "courriel")
    said = "Club (03/11/2026) : Oui, le jeudi, Agence, délégation (04/11/2026)"
    take_in(network, head, (*sent, "club, ars", said))
    assert answer(network, "informations", "repondants", "retours") == [
        (["club", "ars"], ["Club (03/11/2026) : Oui, le jeudi", "Agence, délégation (04/11/2026)"])
    ]
    more = f"{said}, Club (05/11/2026) : Non"
    assert told(proposed(network, head, (*sent, "club, ars", more))) == [
        "~ Enquête : réponse de Club (club)"
    ]
    mixed = proposed(network, head, (*sent, "club", said))
    assert mixed.steps == ()
    assert any("ne se lit pas réponse par réponse" in one.said for one in mixed.remarks)


def test_an_idea_is_retained_or_set_aside_once(network: Machine) -> None:
    """An idea that is retained names its action; what was decided in the log stays."""
    head = ("Idée", "Domaine", "Proposée le", "État", "Depuis le", "Action")
    idea = ("Un orchestre", "culture", "02/11/2026")
    take_in(network, head, (*idea, "proposée", None, None))
    lacking = rejected(proposed(network, head, (*idea, "retenue", "10/11/2026", None)))
    assert "« Action » manque" in lacking[2]
    kept = (*idea, "retenue", "10/11/2026", "A-2026-001")
    assert told(proposed(network, head, kept)) == ["~ Un orchestre : état : proposée → retenue"]
    take_in(network, head, kept)
    back = proposed(network, head, (*idea, "écartée", "11/11/2026", None))
    assert back.steps == ()
    assert any("l'état n'est pas changé" in one.said for one in back.remarks)


def test_measures_follow_each_other(network: Machine) -> None:
    """A measure is added once; one that comes before those of the log is left out, and said so."""
    head = ("Intitulé", "Mode de calcul", "Unité", "Attendu", "Référence", "Axe", "Défini le",
            "Valeur", "Mesurée le", "Source")  # fmt: skip
    about = ("Savoir nager", "Sur l'effectif", "%", "à la hausse", "61,5", "axe-3", "01/09/2026")
    take_in(network, head, (*about, "70", "01/10/2026", "Relevé"))
    take_in(network, head, (*about, "72,5", "02/11/2026", "Relevé"))
    for known in (("70", "01/10/2026"), ("72,5", "02/11/2026")):
        again = proposed(network, head, (*about, *known, "Relevé"))
        assert (again.steps, again.same) == ((), 1)
    older = proposed(network, head, (*about, "65", "15/09/2026", "Relevé"))
    assert older.steps == ()
    assert any("mesures plus récentes" in one.said for one in older.remarks)
    wrong = proposed(network, head, (*about, "environ 75", "10/11/2026", None))
    assert "n'est pas un nombre" in rejected(wrong)[2]


def test_expenses_are_taken_one_by_one(network: Machine) -> None:
    """An expense that the log lacks is added; one that cannot be read refuses its line."""
    head = ("Enveloppe", "Montant", "Année scolaire", "Accordé le", "Dépenses, une à une")
    first = "02/11/2026 : transport 450,00 A-2026-001"
    grant = ("Crédits du TER", "30 000", "2026-2027", "01/09/2026")
    take_in(network, head, (*grant, first))
    both = f"{first}, 03/11/2026 : materiel 12,50 A-2026-001"
    assert told(proposed(network, head, (*grant, both))) == [
        "~ Crédits du TER : dépense du 03/11/2026, materiel 12,50 A-2026-001"
    ]
    take_in(network, head, (*grant, both))
    assert answer(network, "financements", "montant", "engage") == [
        (Decimal("30000.00"), Decimal("462.50"))
    ]
    reason = rejected(proposed(network, head, (*grant, "450 € de car")))[2]
    assert "Une dépense s'écrit comme" in reason
    other = both.replace("450", "460")
    reason = rejected(proposed(network, head, (*grant, other)))[2]
    assert "02/11/2026 : transport 450,00 A-2026-001" in reason
    odd = "02/11/2026 : car 450,00 A-2026-001"
    assert "« car » n'est pas une nature" in rejected(proposed(network, head, (*grant, odd)))[2]


def test_an_evaluation_rests_on_criteria(network: Machine) -> None:
    """Criteria are read with what supports them; an action that waits for one has nothing new."""
    head = ("Action", "Intitulé", "Évaluée le", "Suite", "Critères")
    marks = "Équipes (toutes) : 3 (Enquête, mars), Coût : 2 (Devis (car))"
    line = ("A-2026-001", "Athlétisme", "11/11/2026", "reconduire", marks)
    take_in(network, head, line)
    again = proposed(network, head, line)
    assert (again.steps, again.same) == ((), 1)
    assert answer(network, "evaluations", "criteres", "libelle_suite") == [
        (["Équipes (toutes) : 3 (Enquête, mars)", "Coût : 2 (Devis (car))"], "reconduire")
    ]
    waiting = proposed(network, head, (*line[:2], None, None, None))
    assert (waiting.steps, waiting.same) == ((), 1)
    assert "ne se lit pas" in rejected(proposed(network, head, (*line[:4], "Très bien")))[2]


def test_a_practice_is_sent_and_taken_up(network: Machine) -> None:
    """Each time it was sent or taken up is added once; what cannot be read refuses its line."""
    head = ("Bonne pratique", "Titre", "Repérée le", "Diffusions, une à une", "Reprises, une à une",
            "Résumé")  # fmt: skip
    line = ("visites", "Visites", "01/10/2026", None, "vars 02/11/2026", None)
    take_in(network, head, line)
    more = (*line[:4], "vars 02/11/2026, risoul 03/11/2026", None)
    assert told(proposed(network, head, more)) == ["~ Visites : reprise par risoul"]
    for sent, taken, reason in (
        ("02/11/2026 : tous (courriel)", None, "publics inconnus"),
        ("le 2 à tous", None, "Un envoi s'écrit comme"),
        (None, "vars bientôt", "Une reprise s'écrit comme"),
        (None, "ailleurs 02/11/2026", "aucun établissement"),
    ):
        odd = (*line[:3], sent, taken, None)
        assert reason in rejected(proposed(network, head, odd))[2]


def test_a_mission_is_revised_then_renewed(laptop: Machine) -> None:
    """Another quotité revises the letter, a later year renews it, its end closes it."""
    head = ("Mission", "Année scolaire", "Volets", "Quotité (%)", "Début", "Fin", "État")
    line = ("mission-a", "2025-2026", "coordination, impulsion", 50, "01/09/2025", "31/08/2026",
            "en cours")  # fmt: skip
    take_in(laptop, head, line, on=date(2025, 9, 1))
    moved = ("mission-a", "2026-2027", *line[2:3], 60, "01/09/2025", "31/08/2027", "terminée")
    assert told(proposed(laptop, head, moved)) == [
        "~ 2026-2027 : quotité (%) : 50 → 60 ; année scolaire : 2025-2026 → 2026-2027 ; terminée"
    ]
    take_in(laptop, head, moved)
    columns = ("quotite", "annees_scolaires", "fin", "fin_initiale", "situation")
    assert answer(laptop, "missions", *columns) == [
        (60, ["2025-2026", "2026-2027"], date(2027, 8, 31), date(2026, 8, 31), "terminee")
    ]


def _state() -> Any:
    from ter_core.vocabulary.choices import NatureOrganisme

    return NatureOrganisme.ETAT
