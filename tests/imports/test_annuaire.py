"""The *Annuaire de l'éducation*: which schools enter the network, change, or are left aside."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from ter_core import reports
from ter_core.errors import InvalidValue
from ter_core.imports.annuaire import propose
from ter_core.imports.annuaire.line import HEADINGS as LINE
from ter_core.imports.annuaire.school_names import as_spelled, readable_name
from ter_core.imports.carry_out import carry_out
from ter_core.imports.files.headings import find_headings
from ter_core.imports.files.refused import ImportRefused
from ter_core.imports.files.sheet import Row, Sheet
from ter_core.imports.proposal import Proposal
from ter_core.vocabulary.choices import NatureEtablissement
from tests.cases.conftest import postes
from tests.cases.territory import Make
from tests.imports.sheets import csv_file
from tests.ledger.conftest import Machine
from tests.ledger.network import school

__all__ = ["postes"]

HEADINGS = {
    "uai": "Identifiant_de_l_etablissement",
    "nom": "Nom_etablissement",
    "type": "Type_etablissement",
    "statut": "Statut_public_prive",
    "insee": "Code_commune",
    "commune": "Nom_commune",
    "maternelle": "Ecole_maternelle",
    "elementaire": "Ecole_elementaire",
    "contrat": "Type_contrat_prive",
    "etat": "etat",
    "rpi": "rpi_disperse",
    "nature": "libelle_nature",
}
SCHOOL = {
    "uai": "0059001G",
    "nom": "ECOLE PRIMAIRE LES ECRINS",
    "type": "Ecole",
    "statut": "Public",
    "insee": "05065",
    "commune": "GUILLESTRE",
    "maternelle": "1",
    "elementaire": "1",
    "etat": "OUVERT",
    "nature": "ECOLE DE NIVEAU ELEMENTAIRE",
}
COLLEGE = SCHOOL | {
    "uai": "0059002H", "nom": "COLLEGE", "type": "Collège", "nature": "COLLEGE",
    "maternelle": "", "elementaire": "",
}  # fmt: skip
PARIS = SCHOOL | {"uai": "0750001U", "insee": "75056", "commune": "PARIS"}


@pytest.fixture(scope="module")
def empty(postes: Make) -> Machine:
    """A territory of one commune, Guillestre, without any school: nothing is written there."""
    return postes()


@pytest.fixture
def laptop(postes: Make) -> Machine:
    """The same, to write in."""
    return postes()


def annuaire(folder: Path, *lines: dict[str, str], **headings: str) -> Path:
    """A file of that year; `headings` are spelled otherwise than usual."""
    names = HEADINGS | headings
    rows = [[line.get(name, "") for name in names] for line in lines]
    return csv_file(folder / "annuaire.csv", [[*names.values(), "greta"], *rows])


def told(proposal: Proposal) -> list[tuple[str, str]]:
    """The steps, as they are told."""
    return [(step.sign, step.told) for step in proposal.steps]


def created(proposal: Proposal, *fields: str) -> list[tuple[Any, ...]]:
    """Fields of the schools that enter."""
    return [
        tuple(getattr(entry.event, name) for name in fields)
        for step in proposal.steps
        for entry in step.entries
    ]


def test_schools_of_the_territory_enter(laptop: Machine, tmp_path: Path) -> None:
    """Those of its communes, with short codes to type; the rest of the country is counted."""
    path = annuaire(tmp_path, SCHOOL, COLLEGE, PARIS, PARIS | {"uai": "0750002V"})

    proposal = propose(laptop.session, path, on=date(2026, 9, 1))

    assert created(proposal, "code", "nom", "nature", "secteur", "code_insee") == [
        ("guillestre", "École primaire les Ecrins", "ecole_primaire", "public", "05065"),
        ("college-guillestre", "Collège (Guillestre)", "college", "public", "05065"),
    ]
    assert (proposal.lines, proposal.same) == (4, 0)
    assert [(one.line, one.said, one.is_rejection) for one in proposal.remarks] == [
        (None, "2 lignes hors des communes et des UAI retenus.", False)
    ]
    outcome = carry_out(laptop.session, proposal)
    assert [one.name for one in outcome.written][:2] == ["guillestre", "college-guillestre"]
    rows = laptop.session.ask(reports.get("etablissements")()).named()
    assert {row["date_rattachement"] for row in rows} == {date(2026, 9, 1)}


def test_what_the_log_has_is_not_said_twice(laptop: Machine, tmp_path: Path) -> None:
    """A second import changes nothing; a difference is told, and then is none."""
    carry_out(laptop.session, propose(laptop.session, annuaire(tmp_path, SCHOOL)))
    assert propose(laptop.session, annuaire(tmp_path, SCHOOL)).same == 1

    other = SCHOOL | {"nom": "Ecole du Lac", "elementaire": "0", "statut": "Privé",
                      "contrat": "CONTRAT SIMPLE", "rpi": "RPI du Lac"}  # fmt: skip
    proposal = propose(laptop.session, annuaire(tmp_path, other))
    ((sign, said),) = told(proposal)
    assert sign == "~"
    assert said.replace("\u202f", "") == (
        "École primaire les Ecrins (guillestre), nom: École primaire les Ecrins → Ecole du Lac, "
        "nature: école primaire → école maternelle, secteur: public → privé sous contrat, "
        "RPI: rien → RPI du Lac"
    )
    carry_out(laptop.session, proposal)
    assert propose(laptop.session, annuaire(tmp_path, other)).steps == ()


def test_a_name_that_people_chose_is_kept(laptop: Machine, tmp_path: Path) -> None:
    """Case and accents are no difference, nor is a name that only says its kind."""
    school(laptop, "guillestre", "0059001G", nom="École Les Écrins")

    for name in ("ECOLE LES ECRINS", "ECOLE PRIMAIRE PUBLIQUE"):
        assert propose(laptop.session, annuaire(tmp_path, SCHOOL | {"nom": name})).same == 1


@pytest.mark.parametrize(
    "headings",
    [
        ("identifiant_de_l_etablissement", "nom_etablissement", "code_commune"),
        ("IDENTIFIANT DE L'ETABLISSEMENT", "Nom établissement", "Code\ncommune"),
        ("Code établissement", "Appellation officielle", "Code INSEE"),
        ("Numéro de l'UAI", "nom_de_l_etablissement", "code_de_la_commune"),
    ],
    ids=["lower", "spaces", "old", "small words"],
)
def test_headings_of_any_year(headings: tuple[str, ...]) -> None:
    """Headings drift between years: they are known by name, not by spelling or place."""
    for order in ((0, 1, 2), (2, 0, 1)):
        row = Row(1, (*(headings[index] for index in order), "Nombre_d_eleves"))
        found = find_headings(Sheet("", (row,)), LINE, required=("uai", "nom", "insee"))

        places = [found.places[name] for name in ("uai", "nom", "insee")]
        assert places == [order.index(index) for index in range(3)]


NATURES: dict[str, tuple[dict[str, str], str | None]] = {
    "0059003J": ({"maternelle": "1", "elementaire": "0"}, "ecole_maternelle"),
    "0059004K": ({"maternelle": "", "elementaire": "1"}, "ecole_elementaire"),
    "0059005L": (
        {"maternelle": "", "elementaire": "", "nature": "ECOLE MATERNELLE"},
        "ecole_maternelle",
    ),
    "0059006M": ({"type": "Collège", "nature": "COLLEGE"}, "college"),
    "0059007N": ({"type": "Lycée", "nature": "LYCEE PROFESSIONNEL"}, "lycee"),
    "0059008P": ({"type": "Collège", "nature": "SECTION D'ENSEIGNEMENT GENERAL"}, None),
    "0059009R": ({"type": "Service Administratif", "nature": "INSPECTION"}, None),
}


def test_the_nature_comes_from_the_classes(empty: Machine, tmp_path: Path) -> None:
    """What is no school is left aside with a remark, which rejects nothing."""
    lines = [SCHOOL | {"uai": uai} | said for uai, (said, _) in NATURES.items()]

    proposal = propose(empty.session, annuaire(tmp_path, *lines))

    assert dict(created(proposal, "uai", "nature")) == {
        uai: nature for uai, (_, nature) in NATURES.items() if nature
    }
    assert [(one.line, one.is_rejection) for one in proposal.remarks] == [(7, False), (8, False)]
    assert all("ni une école" in one.said for one in proposal.remarks)


ASIDE: list[tuple[dict[str, str], str, bool]] = [
    ({"etat": "FERME"}, "l’état est «\u202ffermé\u202f»", False),
    ({"etat": "A OUVRIR"}, "l’état est «\u202fà ouvrir\u202f»", False),
    ({"uai": "0059001A"}, "la lettre de 0059001 est G", True),
    ({"nom": " ", "uai": "0059003J"}, "n’a pas de nom", True),
    ({"uai": "0059002H"}, "L’UAI 0059002H est déjà à la ligne 2, qui est retenue.", False),
]


def test_a_line_left_aside_says_why(empty: Machine, tmp_path: Path) -> None:
    """Its number, its reason; a closed school is no fault of the file, a wrong UAI is.

    A commune written `5065` and a UAI written `59002H` have lost a zero to a spreadsheet.
    """
    first = COLLEGE | {"insee": "5065", "uai": "059002H"}
    lines = [SCHOOL | said for said, _, _ in ASIDE]

    proposal = propose(empty.session, annuaire(tmp_path, first, *lines))

    told = [(one.line, one.is_rejection) for one in proposal.remarks]
    assert told == [(line, wrong) for line, (_, _, wrong) in enumerate(ASIDE, start=3)]
    for remark, (_, why, _) in zip(proposal.remarks, ASIDE, strict=True):
        assert why in remark.said
    assert created(proposal, "uai", "code_insee") == [("0059002H", "05065")]


def test_a_file_that_tells_no_classes(laptop: Machine, tmp_path: Path) -> None:
    """It changes no primaire into an élémentaire; one that tells nothing of the kind is refused."""
    school(laptop, "guillestre", "0059001G", nature=NatureEtablissement.ECOLE_PRIMAIRE)
    line = SCHOOL | {"nom": "École de Guillestre", "nature": "ECOLE DE NIVEAU ELEMENTAIRE"}
    headings = ("numero_uai", "appellation_officielle", "code_commune", "nature_uai_libe")
    cells = [line[name] for name in ("uai", "nom", "insee", "nature")]

    proposal = propose(laptop.session, csv_file(tmp_path / "a.csv", [headings, cells]))

    assert (proposal.steps, proposal.same) == ((), 1)
    with pytest.raises(ImportRefused, match="Type_etablissement"):
        propose(laptop.session, csv_file(tmp_path / "b.csv", [headings[:3], cells[:3]]))


def test_what_is_asked_for(empty: Machine, tmp_path: Path) -> None:
    """Communes or UAI given take the place of the territory's; those not met are told."""
    path = annuaire(tmp_path, SCHOOL, PARIS)

    assert created(propose(empty.session, path, communes=["75056"]), "uai") == [("0750001U",)]
    proposal = propose(empty.session, path, uais=["0059001g", "0059003J"])
    assert created(proposal, "uai") == [("0059001G",)]
    assert "UAI absents de ce fichier\u202f: 0059003J." in [one.said for one in proposal.remarks]
    with pytest.raises(InvalidValue, match="n'est pas un code INSEE"):
        propose(empty.session, path, communes=["Vars"])


def test_what_the_file_lacks_is_told(laptop: Machine, tmp_path: Path) -> None:
    """A commune without school is normal; a school of the network that is missing may be not."""
    school(laptop, "vars", "0059005L", code_insee="05177")
    path = annuaire(tmp_path, SCHOOL)

    proposal = propose(laptop.session, path, communes=["05065", "05177", "05116"])

    assert [one.said for one in proposal.remarks] == [
        "Sans établissement, comme c’est permis à une commune du réseau\u202f: 05116.",
        "Du réseau, mais absents de ce fichier\u202f: vars.",
    ]


def test_schools_of_one_commune_have_their_own_codes(laptop: Machine, tmp_path: Path) -> None:
    """Where a commune has two, the code says which classes each has; a taken code is not given."""
    school(laptop, "guillestre-maternelle", "0059006M", nom="Autre")
    lines = [
        SCHOOL | {"uai": uai, "maternelle": first, "elementaire": str(1 - int(first))}
        for uai, first in (("0059001G", "1"), ("0059002H", "0"))
    ]

    proposal = propose(laptop.session, annuaire(tmp_path, *lines))

    assert created(proposal, "code") == [(None,), ("guillestre-elementaire",)]


@pytest.mark.parametrize(
    ("written", "readable"),
    [
        ("ECOLE PRIMAIRE PUBLIQUE", "École primaire publique"),
        ("ECOLE ELEMENTAIRE L'ARGENTIERE  LA BESSEE", "École élémentaire l'Argentiere la Bessee"),
        ("COLLEGE JEAN-MOULIN", "Collège Jean-Moulin"),
        ("RPI DES VALLEES - ECOLE DE VARS", "RPI des Vallees - école de Vars"),
        ("Ecole primaire Les Écrins", "Ecole primaire Les Écrins"),
        ("LYCEE FRANCOIS IER", "Lycée Francois Ier"),
    ],
)
def test_capitals_become_readable(written: str, readable: str) -> None:
    """Words of kinds get their accents, proper names a capital; what has a case is left alone."""
    assert readable_name(written) == readable


@pytest.mark.parametrize(
    ("name", "place", "spelled"),
    [
        ("École élémentaire de Reotier", "Réotier", "École élémentaire de Réotier"),
        ("École Saint Crepin village", "Saint-Crépin", "École Saint-Crépin village"),
        ("École des Risoulins", "Risoul", "École des Risoulins"),
        ("École les Ecrins", "", "École les Ecrins"),
    ],
)
def test_a_place_is_spelled_as_the_territory_does(name: str, place: str, spelled: str) -> None:
    """What a file writes in capitals has lost accents that the name of the commune has."""
    assert as_spelled(name, place) == spelled
