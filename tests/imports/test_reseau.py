"""The network's sheet: functions and instances enter the log, who holds them the carnet only."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import pytest
from xlsxwriter import Workbook  # type: ignore[import-untyped]

from ter_core.carnet import Carnet
from ter_core.events.base import Confirmation
from ter_core.events.territoire import Commune
from ter_core.imports import reseau
from ter_core.imports.carry_out import Outcome
from ter_core.imports.files.refused import ImportRefused
from ter_core.imports.reseau.columns import COLUMNS
from tests.cases.conftest import postes
from tests.cases.territory import Make
from tests.imports.conftest import laptop, machines
from tests.ledger.conftest import Machine
from tests.ledger.network import changes, school
from tests.reports.network import answer

__all__ = ["laptop", "machines", "postes"]

HEADINGS = tuple(column.heading for column in COLUMNS)
MAYOR = {"Organisme": "Mairie de Vars", "Nature": "commune", "Commune ou UAI": "Vars",
         "Fonction": "Maire", "Rôle": "élu", "Instances": "copil"}  # fmt: skip
PERSON = {"Nom": "Camille Exemple", "Courriel": "camille@exemple.fr", "Téléphone": "0499000001"}


@pytest.fixture
def network(laptop: Machine) -> Machine:
    """A territory to import in."""
    return furnished(laptop)


@pytest.fixture(scope="module")
def read(postes: Make) -> Machine:
    """The same, for imports that write nothing."""
    return furnished(postes())


def furnished(machine: Machine) -> Machine:
    """Two communes, an école in one, a collège and an école in the other."""
    communes = (Commune(code_insee="05065", nom="Guillestre"),
                Commune(code_insee="05177", nom="Vars"))  # fmt: skip
    machine.record(
        "TerritoireModifie", champs=changes("TerritoireOuvert", communes=communes), motif="x"
    )
    school(machine, "vars", "0059001G", code_insee="05177")
    school(machine, "college", "0059002H", college=True)
    school(machine, "guillestre", "0059003J")
    return machine


def sheet(machine: Machine, *rows: dict[str, str], headings: Iterable[str] = HEADINGS) -> Path:
    """A sheet saved as CSV; its first row of data is line 2."""
    names = list(headings)
    lines = [";".join(names), *(";".join(row.get(name, "") for name in names) for row in rows)]
    path = machine.folder / "reseau.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def taken(machine: Machine, *rows: dict[str, str], **how: Any) -> Outcome:
    """What the import of such a sheet comes to."""
    path = how.pop("path", None) or sheet(machine, *rows)
    confirmed = how.get("confirmed", ())
    found = reseau.propose(machine.session, path, confirmed=confirmed)
    return reseau.carry_out(machine.session, found, **how)


def told(outcome: Outcome) -> list[str]:
    """Each step, with its sign."""
    return [f"{step.sign} {step.told}" for step in outcome.taken]


def written(machine: Machine) -> list[bytes]:
    """Every byte of the log and of the carnet."""
    carnet = machine.folder / "carnet"
    persons = [path.read_bytes() for path in sorted(carnet.rglob("*.json"))]
    return [*machine.bytes().values(), *persons]


def test_a_sheet_makes_a_network(network: Machine) -> None:
    """Organismes, functions in their place and new instances enter in one lot, then the carnet."""
    outcome = taken(
        network,
        MAYOR | PERSON,
        {"Commune ou UAI": "0059002h", "Fonction": "Principal du collège",
         "Rôle": "Principal, pilote", "Préside": "cec", "Instances": "cec, copil"},
        {"Commune ou UAI": "vars", "Fonction": "Direction", "Rôle": "direction d’école",
         "Instances": "CEC, groupe de travail natation"},
    )  # fmt: skip
    assert outcome.rejections == ()
    (lot,) = {one.record.lot and one.record.lot.partition(":")[2] for one in outcome.written}
    assert lot
    assert outcome.written[-1].record.type == "ImportRealise"
    organismes = answer(network, "organismes", "code", "nom", "libelle_nature", "code_insee")
    assert organismes == [("mairie-vars", "Mairie de Vars", "commune", "05177")]
    functions = answer(network, "acteurs", "code", "code_organisme", "code_etablissement")
    assert functions == [
        ("coordination", None, None),
        ("direction", None, "vars"),
        ("maire", "mairie-vars", None),
        ("principal", None, None),
        ("principal-college", None, "college"),
    ]
    assert answer(network, "instances", "code", "presidence", "membres") == [
        ("cec", ["principal-college"], ["direction"]),
        ("copil", [], ["maire", "principal-college"]),
        ("groupe-travail-natation", [], ["direction"]),
    ]
    (person,) = Carnet.open(network.session).people()
    assert (person.nom, person.telephone) == ("Camille Exemple", "04 99 00 00 01")
    assert person.holds("acteur:maire", network.session.today)


def test_a_sheet_read_again_says_nothing(network: Machine) -> None:
    """The same rows, whole or with blank cells, change neither the log nor the carnet."""
    rows = (MAYOR | PERSON, {"Fonction": "IEN", "Rôle": "IEN", "Préside": "cec", "Nom": "Alix X"})
    taken(network, *rows)
    before = written(network)
    blank = {"Organisme": "MAIRIE DE VARS", "Fonction": "maire", "Rôle": "élu"}
    for again in (rows, (blank, rows[1])):
        same = taken(network, *again)
        assert (same.taken, same.rejections, same.written) == ((), (), ())
        assert same.proposal.same == len(rows)
    assert written(network) == before


def test_a_person_is_in_the_carnet_only(network: Machine) -> None:
    """No name, mail nor telephone is in a byte of the log, nor in what the import tells."""
    outcome = taken(network, MAYOR | PERSON)
    log = b"".join(network.bytes().values())
    said = "".join(told(outcome)) + repr(outcome.proposal)
    for value in (*PERSON.values(), "04 99 00 00 01"):
        assert value.encode() not in log
        assert value not in said
    assert b"Camille Exemple" in b"".join(written(network))


def test_a_name_in_a_column_of_the_log_is_refused(read: Machine) -> None:
    """Whoever writes the name of a person beside the function is told where it goes."""
    fields = ("Fonction", "Organisme", "Instances")
    rows = [MAYOR | PERSON | {field: "Mme Exemple Camille"} for field in fields]
    outcome = taken(read, *rows)
    assert [one.line for one in outcome.rejections] == [2, 3, 4]
    assert all("nomme une personne" in one.said for one in outcome.rejections)
    assert b"Camille" not in b"".join(written(read))


def test_a_trial_writes_nothing(read: Machine) -> None:
    """What would enter is told whole; neither the log nor the carnet has it."""
    before = written(read)
    outcome = taken(read, MAYOR | PERSON, trial=True)
    assert [line[:12] for line in told(outcome)] == [
        "+ organisme ", "+ fonction «", "+ instance «", "+ carnet : q",
    ]  # fmt: skip
    assert written(read) == before


def test_what_changes_is_told_and_recorded(network: Machine) -> None:
    """A role, a nature and, under its code, a title are told as « avant → après »."""
    taken(network, MAYOR)
    outcome = taken(
        network,
        MAYOR | {"Nature": "autre", "Rôle": "élu, pilote"},
        {"Code": "principal", "Fonction": "Principale", "Rôle": "pilote",
         "Commune ou UAI": "0059002H"},
    )  # fmt: skip
    moved = "établissement : — → 0059002H"
    assert told(outcome) == [
        "~ organisme « mairie-vars » : nature : commune → autre",
        "~ fonction « maire » : rôles : élu → élu, pilote",
        f"~ fonction « principal » : intitulé : Principal → Principale ; {moved}",
    ]
    principal = answer(network, "acteurs", "code", "qualite", "code_etablissement")[-1]
    assert principal == ("principal", "Principale", "college")


def test_functions_of_one_name_are_told_apart_by_their_place(network: Machine) -> None:
    """Their codes say the commune or the école; a row without a place names none of them."""
    rows = [MAYOR, MAYOR | {"Organisme": "Mairie de Guillestre", "Commune ou UAI": "05065"}]
    taken(network, *rows)
    codes = [code for (code,) in answer(network, "acteurs", "code")]
    assert {"maire-vars", "maire-guillestre"} <= set(codes)
    (left,) = taken(network, {"Fonction": "Maire", "Rôle": "élu"}).rejections
    assert "maire-vars, maire-guillestre" in left.remedy or "maire-guillestre, maire-vars" in (
        left.remedy
    )


def test_a_member_joins_without_anybody_leaving(network: Machine) -> None:
    """An instance of the log keeps its members, and its présidence, which is told."""
    network.record("CompositionModifiee", "copil", membres=("principal",))
    outcome = taken(network, MAYOR | {"Préside": "comité de pilotage"}, MAYOR | {
        "Organisme": "Club", "Nature": "association", "Fonction": "Présidence",
    })  # fmt: skip
    assert told(outcome)[-1] == "~ instance « copil » : membres + presidence"
    assert only_copil(network) == [([], ["principal", "presidence"])]
    (remark,) = [one for one in outcome.remarks if not one.is_rejection]
    assert (remark.line, "présidence" in remark.said) == (2, True)


def only_copil(machine: Machine) -> list[tuple[Any, ...]]:
    """Who presides and who sits."""
    return answer(machine, "instances", "presidence", "membres")


def test_a_function_that_is_refused_sits_nowhere(network: Machine) -> None:
    """A doubtful row is left out of the instance too, and enters both once it is confirmed."""
    rows = (MAYOR, {"Fonction": "Astreinte 04 99 00 00 09", "Rôle": "autre", "Instances": "copil"})
    first = taken(network, *rows)
    assert [one.line for one in first.rejections] == [3]
    assert only_copil(network) == [([], ["maire"])]
    sure = Confirmation(regle="identite", motif="Un standard")
    assert taken(network, *rows, confirmed=(sure,)).rejections == ()
    assert only_copil(network) == [([], ["maire", "astreinte-04-99-00-09"])]


LEFT_OUT = [
    ({"Rôle": ""}, "Il manque le rôle", "Remplissez"),
    ({"Fonction": ""}, "Il manque la fonction", "Remplissez"),
    ({"Nature": ""}, "Il manque la nature de « Mairie 2 »", "l'une de ses lignes"),
    ({"Nature": "comune"}, "« comune » n'est pas une nature connue", "« commune »"),
    ({"Rôle": "élu, direktion"}, "« direktion » n'est pas un rôle connu.", "« direction »"),
    ({"Rôle": "chef"}, "« chef » n'est pas un rôle", "Au choix : IEN, pilote"),
    ({"Instances": "copile"}, "« copile » n'est pas une instance", "« copil »"),
    ({"Instances": "xyz"}, "« xyz » n'est pas une instance", "ter instance creer"),
    ({"Commune ou UAI": "Guilestre"}, "n'est pas une commune du territoire", "« Guillestre »"),
    ({"Commune ou UAI": "0059001A"}, "la lettre de 0059001 est G", "annuaire"),
    ({"Commune ou UAI": "0059009R"}, "n'est pas un établissement du réseau", "annuaire"),
    ({"Organisme": "", "Commune ou UAI": "Guillestre"}, "ni l'organisme ni l'établ", "UAI"),
    ({"Organisme": "", "Commune ou UAI": "Lune"}, "n'est ni un établissement", "UAI"),
    ({"Nom": "A B", "Courriel": "a.b"}, "Le courriel n'a pas la forme", "Exemple"),
    ({"Fonction": "x" * 201}, "201 caractères", "Abrégez"),
    ({"Instances": f"réunion {'x' * 200}"}, "caractères", "Abrégez"),
    ({"Code": "Maire de Vars"}, "ne peut pas être pris", "minuscules"),
]


def test_a_row_that_cannot_be_understood_is_explained(read: Machine) -> None:
    """It is left out under its number, with what is wrong and the nearest word; the rest enters."""
    rows = [
        MAYOR | {"Organisme": f"Mairie {at}"} | cells for at, (cells, _, _) in enumerate(LEFT_OUT)
    ]
    outcome = taken(read, *rows, {"Fonction": "IEN", "Rôle": "ien"}, trial=True)
    assert [one.line for one in outcome.rejections] == list(range(2, len(LEFT_OUT) + 2))
    for left, (_, said, remedy) in zip(outcome.rejections, LEFT_OUT, strict=True):
        assert said in left.said
        assert remedy in left.remedy
    assert told(outcome)[-1].startswith("+ fonction « IEN » (IEN)")


def test_a_function_stands_on_one_row(read: Machine) -> None:
    """A second row for the same function is left out, and names the first."""
    outcome = taken(read, MAYOR, MAYOR | {"Organisme": "mairie de VARS"}, trial=True)
    assert [(one.line, "ligne 2" in one.said) for one in outcome.rejections] == [(3, True)]


def test_a_place_that_is_read_is_told(read: Machine) -> None:
    """A commune with one école stands for it; one that is not of the territory is left aside."""
    outcome = taken(
        read,
        {"Fonction": "Direction", "Rôle": "direction", "Commune ou UAI": "Vars"},
        {"Fonction": "Préfet", "Rôle": "pilote", "Organisme": "Préfecture", "Nature": "État",
         "Commune ou UAI": "Gap", "Courriel": "x@exemple.fr"},
        trial=True,
    )  # fmt: skip
    assert outcome.rejections == ()
    assert [(one.line, one.said.split(" : ")[0]) for one in outcome.remarks] == [
        (2, "« Vars »"),
        (3, "« Gap » n'est pas une commune du territoire"),
        (3, "Le courriel ou le téléphone est donné sans nom"),
    ]
    assert payload(outcome, "ActeurInscrit")["etablissement"] == "etablissement:0059001G"
    assert "code_insee" not in payload(outcome, "OrganismeInscrit")


def payload(outcome: Outcome, type_: str) -> Mapping[str, Any]:
    """What the first event of a type would say."""
    return next(one.donnees for one in outcome.planned if one.draft.type == type_)


def test_a_person_of_two_functions_is_one(network: Machine) -> None:
    """The same name on two rows is one person of the carnet, and that is told."""
    outcome = taken(network, MAYOR | PERSON, {"Fonction": "Vice-présidence", "Rôle": "élu",
                                              "Nom": "Camille EXEMPLE"})  # fmt: skip
    (person,) = Carnet.open(network.session).people()
    assert {one.acteur for one in person.tenures} == {"acteur:maire", "acteur:vice-presidence"}
    assert [one.line for one in outcome.remarks] == [3]


def test_namesakes_of_two_addresses_are_two(network: Machine) -> None:
    """Each keeps its mail; a row that says none is the first of them, and all that is told."""
    rows = [
        MAYOR | PERSON,
        {"Fonction": "IEN", "Rôle": "inspectrice et pilote"}
        | PERSON
        | {"Courriel": "autre@exemple.fr"},
        {"Fonction": "Vice-présidence", "Rôle": "élue", "Nom": "Mme EXEMPLE Camille"},
    ]
    outcome = taken(network, *rows)
    assert [(one.line, one.said.split()[2]) for one in outcome.remarks] == [(3, "un"), (4, "la")]
    people = Carnet.open(network.session).people()
    assert {(one.courriel, len(one.tenures)) for one in people} == {
        ("camille@exemple.fr", 2),
        ("autre@exemple.fr", 1),
    }
    again = taken(network, *rows)
    assert (again.taken, again.remarks) == ((), ())


def test_nobody_is_replaced(network: Machine) -> None:
    """Another name on a function that is held changes nothing, and the handover is told."""
    taken(network, MAYOR | PERSON)
    before = written(network)
    outcome = taken(network, MAYOR | {"Nom": "Alix Exemple"})
    assert "ter carnet transmettre maire" in outcome.remarks[0].remedy
    assert written(network) == before


def test_what_the_carnet_lacks_is_completed(network: Machine) -> None:
    """A telephone that is missing enters; a mail that differs is told, and stays."""
    taken(network, MAYOR | PERSON | {"Téléphone": ""})
    outcome = taken(network, MAYOR | PERSON | {"Courriel": "autre@exemple.fr"})
    assert told(outcome) == ["~ carnet : le téléphone de qui exerce « maire »"]
    assert "ter carnet modifier" in outcome.remarks[0].remedy
    (person,) = Carnet.open(network.session).people()
    assert (person.courriel, person.telephone) == ("camille@exemple.fr", "04 99 00 00 01")


def test_a_house_sheet_is_read_by_its_headings(read: Machine) -> None:
    """Any order, a title above, columns of one's own, commune and UAI and first name apart."""
    names = ("Remarque", "Prénom", "NOM", "mail", "École", "Qualité", "Rôles")
    row = {"Remarque": "x", "Prénom": "Camille", "NOM": "Exemple", "École": "0059001G",
           "Qualité": "Direction", "Rôles": "direction"}  # fmt: skip
    path = sheet(read, row, headings=names)
    path.write_text(f"Annuaire du réseau\n\n{path.read_text(encoding='utf-8')}", encoding="utf-8")
    found = reseau.propose(read.session, path)
    assert [one.holder.nom for one in found.holdings] == ["Camille Exemple"]
    (step,) = found.proposal.steps
    assert step.line == 4
    assert "0059001G" in repr(step.entries[0].event)


def test_zeros_that_a_spreadsheet_took_away_come_back(read: Machine) -> None:
    """« 499 00 00 01 » is a telephone, « 5177 » a commune."""
    row = MAYOR | PERSON | {"Téléphone": "499 00 00 01", "Commune ou UAI": "5177"}
    found = reseau.propose(read.session, sheet(read, row))
    assert [one.holder.telephone for one in found.holdings] == ["04 99 00 00 01"]
    assert "code_insee='05177'" in repr(found.proposal.steps[0].entries[0].event)


def test_a_sheet_without_its_columns_is_refused(read: Machine) -> None:
    """Another table is told by what it lacks."""
    with pytest.raises(ImportRefused, match="« Fonction », « Rôle »"):
        taken(read, path=sheet(read, headings=("Date", "Décision")))


def test_the_sheet_is_found_among_others(read: Machine, tmp_path: Path) -> None:
    """A workbook may begin by another table: the sheet that has the columns is read, and told."""
    path = tmp_path / "classeur.xlsx"
    with Workbook(path) as book:
        book.add_worksheet("Budget").write_row(0, 0, ("Poste", "Montant"))
        book.add_worksheet("Fonctions").write_row(0, 0, ("Fonction", "Rôle"))
        book.get_worksheet_by_name("Fonctions").write_row(1, 0, ("IEN", "ien"))
    outcome = taken(read, path=path, trial=True)
    assert [one.startswith("+ fonction « IEN »") for one in told(outcome)] == [True]
    assert "« Fonctions »" in outcome.remarks[0].said
    with Workbook(path) as book:
        book.add_worksheet("Budget").write_row(0, 0, ("Poste", "Montant"))
        book.add_worksheet("Autre")
    with pytest.raises(ImportRefused) as caught:
        taken(read, path=path)
    assert "feuille « Budget », ligne 1" in caught.value.where


def test_the_empty_sheet_is_ready_to_fill(read: Machine, tmp_path: Path) -> None:
    """Lists, a frozen header, columns of text, a page of help; read back, it has no row."""
    path = tmp_path / "reseau.xlsx"
    reseau.write_model(path)
    outcome = taken(read, path=path)
    assert (outcome.proposal.lines, outcome.taken, outcome.remarks) == (0, (), ())
    with zipfile.ZipFile(path) as book:
        filled = book.read("xl/worksheets/sheet1.xml").decode()
        texts = book.read("xl/sharedStrings.xml").decode()
    assert filled.count("<dataValidation ") == sum(bool(one.choices) for one in COLUMNS)
    assert 'state="frozen"' in filled
    assert filled.count("<col ") >= len(COLUMNS) - 1  # neighbours of one width may share an element
    assert all(column.heading in texts for column in COLUMNS)
    assert "Exemple" not in texts.replace("<t>Exemple</t>", "")  # nobody's name


def test_the_empty_sheet_overwrites_nothing(tmp_path: Path) -> None:
    """A file that exists stays unless it may be replaced; the same sheet is the same bytes."""
    path = tmp_path / "reseau.xlsx"
    path.write_bytes(b"x")
    with pytest.raises(reseau.ModelRefused, match="existe"):
        reseau.write_model(path)
    assert path.read_bytes() == b"x"
    reseau.write_model(path, replace=True)
    made = path.read_bytes()
    reseau.write_model(path, replace=True)
    assert path.read_bytes() == made
    with pytest.raises(reseau.ModelRefused, match="xlsx"):
        reseau.write_model(tmp_path / "reseau.csv")
