"""What the demonstration evaluates, shares and sends: ideas, good practices, informations."""

from __future__ import annotations

from collections import Counter
from datetime import date

from ter_core.vocabulary.school_year import AnneeScolaire
from tests.demo.asking import DAY, stored


def test_ideas_become_actions_or_not() -> None:
    """Seven: two from which an action was born, one put aside, the others open."""
    ideas = {one["sujet"]: one["donnees"]["code"] for one in stored("InitiativeProposee")}
    kept = {ideas[one["sujet"]] for one in stored("InitiativeRetenue")}
    aside = {ideas[one["sujet"]] for one in stored("InitiativeEcartee")}

    assert len(ideas) == 7
    assert kept == {"forum-montagne", "athletisme-queyras"}
    assert aside == {"orchestre"}


def test_actions_are_evaluated_when_they_are_over() -> None:
    """Eight, of both years: taken up again, adapted, stopped; each mark says what it rests on."""
    actions = {one["sujet"]: one["donnees"] for one in stored("ActionInscrite")}
    found = stored("ActionEvaluee")
    criteria = [line for one in found for line in one["donnees"]["criteres"]]

    assert len(found) == 8
    assert {one["donnees"]["suite"] for one in found} == {"reconduire", "adapter", "arreter"}
    assert Counter(actions[one["sujet"]]["code"][:6] for one in found) == {
        "A-2024": 3,
        "A-2025": 5,
    }
    assert all(actions[one["sujet"]]["debut"] < one["survenu_le"] for one in found)
    assert {line["note"] for line in criteria} == {1, 2, 3, 4}


def test_good_practices_travel() -> None:
    """Four noticed, two published and sent, four schools that took one up."""
    names = {one["sujet"]: one["donnees"]["code"] for one in stored("BonnePratiqueReperee")}
    published = {names[one["sujet"]] for one in stored("BonnePratiquePubliee")}
    taken_up = stored("BonnePratiqueReprise")

    assert len(names) == 4
    assert published == {"textes-communs", "guides-de-6e"}
    assert {names[one["sujet"]] for one in stored("BonnePratiqueDiffusee")} == published
    assert {names[one["sujet"]] for one in taken_up} == published
    assert len({one["donnees"]["etablissement"] for one in taken_up}) == 4


def test_a_published_practice_is_told_in_full() -> None:
    """Every part of the form is a sentence or more: others can take the practice up from it."""
    for one in stored("BonnePratiquePubliee"):
        texts = [text for name, text in one["donnees"].items() if name not in _SHORT]

        assert len(texts) == 7
        assert min(map(len, texts)) > 60


_SHORT = {"transferabilite", "licence"}


def test_one_answer_is_awaited_and_late() -> None:
    """Six informations, five answers; of those that await one, a single one has none by the day."""
    sent = {one["sujet"]: one["donnees"] for one in stored("InformationDiffusee")}
    answered = {one["sujet"] for one in stored("RetourRecu")}
    awaited = {key: one for key, one in sent.items() if one.get("retour_attendu", DAY) < DAY}

    assert len(sent) == 6
    assert len(stored("RetourRecu")) == 5
    assert [one["code"] for key, one in awaited.items() if key not in answered] == ["voeux-cars"]


def test_resources_are_shared_every_year() -> None:
    """Five, over the three school years, each with a place where it is found."""
    found = stored("RessourceMutualisee")

    assert len(found) == 5
    years = {AnneeScolaire.of(date.fromisoformat(one["survenu_le"])) for one in found}
    assert len(years) == 3
    assert all(one["donnees"]["lien"] and one["donnees"]["niveaux"] for one in found)


def test_what_let_somebody_be_recognised_was_erased() -> None:
    """The text of a difficulté is in no file any more; what replaces it names the same axe."""
    (erased,) = stored("ContenuEfface")
    (written,) = [
        one for one in stored("DifficulteRelevee") if one["id"] == erased["donnees"]["evenement"]
    ]

    assert erased["sujet"] == written["sujet"]
    assert (written["sel"], written["donnees"]) == (None, None)
    assert erased["donnees"]["reprise"]["axe"] == "axe:axe-2"
