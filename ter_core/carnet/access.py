"""Everything that is held on a person, for a request of access."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from ter_core.carnet.person import Person, Tenure
from ter_core.reports.chercher import Chercher
from ter_core.reports.evenements import Evenements
from ter_core.vocabulary.subjects import key_of

if TYPE_CHECKING:
    from ter_core.carnet.book import Carnet

__all__ = ["held_on"]

SCHEMA = "ter.personne/1"
_SCOPE = (
    "Ce que cette machine connaît : un autre poste peut avoir écrit ce qui n'est pas encore venu.",
    "Les événements ne disent qu'une fonction : ceux-ci datent du temps où elle était tenue.",
    "Un texte est ici parce qu'un mot cherché s'y trouve : à vérifier, ce peut être un homonyme.",
    "Les sauvegardes et les copies envoyées ne sont pas connues du programme.",
)


def held_on(carnet: Carnet, person: Person) -> dict[str, Any]:
    """What is held on a person, as a document for them (JSON values)."""
    return {
        "schema": SCHEMA,
        "etabli_le": carnet.session.today.isoformat(),
        "fiche": {
            "identifiant": person.id,
            "lignes": [
                {"champ": one.champ, **_said(one.valeur), "ecrit_le": one.ecrit_le}
                for one in sorted(person.mentions, key=lambda one: one.rank)
            ],
        },
        "fonctions": [_function(carnet, one) for one in person.tenures],
        "textes": list(_texts(carnet, person)),
        "portee": list(_SCOPE),
    }


def _said(value: str | Tenure) -> dict[str, str]:
    if not isinstance(value, Tenure):
        return {"valeur": value}
    said = {"fonction": key_of(value.acteur), "du": value.du.isoformat()}
    return said | ({"au": value.au.isoformat()} if value.au else {})


def _function(carnet: Carnet, tenure: Tenure) -> dict[str, Any]:
    """A function that was held, and what it recorded in that time."""
    known = tenure.acteur in carnet.functions()
    rows = carnet.session.ask(Evenements(auteur_des_faits=tenure.acteur)).named() if known else ()
    recorded = [row for row in rows if tenure.covers(row["enregistre_le"].date())]
    return {
        **_said(tenure),
        "qualite": carnet.functions().get(tenure.acteur),
        "nb_evenements": len(recorded),
        "evenements": [
            {
                "identifiant": row["id"],
                "survenu_le": row["survenu_le"].isoformat(),
                "enregistre_le": row["enregistre_le"].isoformat(),
                "libelle": row["libelle"],
                "sujet": row["code_affiche"] or row["sujet"],
            }
            for row in recorded
        ],
    }


def _texts(carnet: Carnet, person: Person) -> Iterator[dict[str, Any]]:
    """The texts of the log where the person can be recognised, each once."""
    seen: set[tuple[str, str]] = set()
    for wanted in _wanted(person):
        for row in carnet.session.ask(Chercher(texte=wanted)).named():
            place = (row["evenement"], row["champ"])
            if place not in seen:
                seen.add(place)
                yield {
                    "cherche": wanted,
                    "identifiant": row["evenement"],
                    "survenu_le": row["survenu_le"].isoformat(),
                    "libelle": row["libelle"],
                    "sujet": row["code_affiche"] or row["sujet"],
                    "champ": row["champ"],
                    "texte": row["texte"],
                }


def _wanted(person: Person) -> tuple[str, ...]:
    """What a person can be recognised by: name, family name, mail, telephone in its writings."""
    found: list[str] = []
    for name in person.values("nom"):
        words = name.split()
        found += [name, " ".join(reversed(words)), words[-1]]
    found += person.values("courriel")
    for number in person.values("telephone"):
        found += [number, number.replace(" ", ""), number.replace(" ", ".")]
    return tuple(dict.fromkeys(found))
