"""Everything that is held on a person, for a request of access."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from ter_core.carnet.person import Person, Tenure
from ter_core.carnet.values import FIELDS
from ter_core.reports.chercher import Chercher
from ter_core.reports.counted import counted
from ter_core.reports.evenements import Evenements
from ter_core.vocabulary.subjects import key_of
from ter_core.vocabulary.text import fold
from ter_core.vocabulary.typography import french

if TYPE_CHECKING:
    from ter_core.carnet.book import Carnet

__all__ = ["held_on", "readable"]

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


def readable(held: Mapping[str, Any]) -> str:
    """What `held_on` answers, as a text that the person can read."""
    lines = [f"Ce que nous tenons sur vous, au {_day(held['etabli_le'])}", "", "VOTRE FICHE", ""]
    for one in held["fiche"]["lignes"]:
        said = one.get("valeur") or _period(one)
        label = FIELDS[one["champ"]].label if one["champ"] in FIELDS else "Fonction"
        lines.append(f"{label} : {said} (écrit le {_day(one['ecrit_le'])})")
    lines += ["", "CE QUE VOS FONCTIONS ONT ENREGISTRÉ", ""]
    for one in held["fonctions"]:
        called = one["qualite"] or one["fonction"]
        lines.append(f"{called}, {_period(one)} : {counted(one['nb_evenements'], 'événement')}")
        lines += [f"  {_day(row['survenu_le'])}  {row['libelle']} : {row['sujet']}"
                  for row in one["evenements"]]  # fmt: skip
    lines += ["", "LES TEXTES OÙ VOUS POUVEZ ÊTRE RECONNU", ""]
    for row in held["textes"]:
        lines.append(f"{_day(row['survenu_le'])}  {row['libelle']} : {row['sujet']}")
        lines += [f"  {line}" for line in row["texte"].splitlines()]
    lines += [] if held["textes"] else ["Aucun."]
    return french("\n".join([*lines, "", "À SAVOIR", "", *held["portee"]])) + "\n"


def _day(iso: str) -> str:
    return f"{date.fromisoformat(iso[:10]):%d/%m/%Y}"


def _period(one: Mapping[str, str]) -> str:
    """« principal, du 01/09/2025 au 31/08/2026 »."""
    if "au" not in one:
        return f"{one['fonction']}, depuis le {_day(one['du'])}"
    return f"{one['fonction']}, du {_day(one['du'])} au {_day(one['au'])}"


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
        words = f" {fold(wanted)} "  # whole ones: « Ly » is not in « lycée »
        for row in carnet.session.ask(Chercher(texte=wanted)).named():
            place = (row["evenement"], row["champ"])
            if place not in seen and words in f" {fold(row['texte'])} ":
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
