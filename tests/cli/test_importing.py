"""`ter importer …`: seen before it is written, told line by line, written once."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from ter_cli.main import run
from ter_core.vocabulary.visible import cell_width
from tests.cli.conftest import BEGIN
from tests.cli.test_prompting import Terminal
from tests.cli.test_transcripts import FOLDER

if TYPE_CHECKING:
    from ter_core.environment import Environment
    from tests.cli.conftest import Ter

SHEET = """Organisme;Nature;Fonction;Rôle;Instances;Nom
Préfecture;État;Préfet;pilote;copil;Camille Exemple
;;Directrice;direktion;;
"""
KINDS = ("annuaire", "effectifs", "reseau", "tableau")


def directory(count: int) -> Path:
    """An annuaire of some écoles of one commune."""
    letters = "ABCDEFGHJKLMNPRSTUVWXYZ"
    lines = ["Identifiant_de_l_etablissement;Nom_etablissement;Code_commune;libelle_nature"]
    for number in range(59001, 59001 + count):
        uai = f"{number:07d}{letters[number % 23]}"
        lines.append(f"{uai};École {number};05065;ECOLE PRIMAIRE")
    path = Path("annuaire.csv")
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def log() -> list[dict[str, Any]]:
    """The lines of the log."""
    (path,) = Path("events").rglob("actif.ndjson")
    return [json.loads(line) for line in path.read_bytes().splitlines()]


@pytest.fixture
def started(ter: Ter) -> Ter:
    """`ter` in a territory where nothing is inscribed; a sheet whose line 3 is wrong."""
    assert ter(*BEGIN).code == 0
    Path("reseau.csv").write_text(SHEET, encoding="utf-8")
    return ter


def test_a_line_left_out_is_a_refusal_and_the_rest_is_recorded(started: Ter) -> None:
    """Exit 3 where a line is left out, with its reason; the others are one lot of origin import."""
    before = log()
    trial = started("importer", "reseau", "reseau.csv", "--essai")
    assert (trial.code, log()) == (3, before)
    assert "Rien n’est écrit." in trial.out

    answer = started("importer", "reseau", "reseau.csv")
    assert answer.code == 3
    assert "+      2  fonction « Préfet »" in answer.out.replace("\u202f", " ")
    assert "« direktion »" in answer.out.replace("\u202f", " ")
    assert "1 ligne est écartée" in answer.err
    written = [line for line in log() if line not in before]
    assert [line["type"] for line in written] == [
        "OrganismeInscrit", "ActeurInscrit", "InstanceCreee", "ImportRealise",
    ]  # fmt: skip
    assert {line["origine"] for line in written} == {"import"}
    counted = written[-1]["donnees"]
    assert (counted["lignes"], counted["rejets"]) == (2, 1)


def test_the_same_file_again_writes_nothing(started: Ter) -> None:
    """Exit 0 and one sentence; the log is what it was."""
    Path("reseau.csv").write_text(SHEET.rsplit("\n", 2)[0], encoding="utf-8")
    assert started("importer", "reseau", "reseau.csv").code == 0
    before = log()
    again = started("importer", "reseau", "reseau.csv")
    assert (again.code, log()) == (0, before)
    assert "rien de nouveau, 1 ligne déjà au journal" in again.out
    assert again.err.startswith("Rien de nouveau")


def test_programs_get_rows(started: Ter) -> None:
    """JSON has one row per change, line left out or reading, and its summary; CSV the same rows."""
    words = ("importer", "reseau", "reseau.csv", "--essai")
    found = json.loads(started(*words, "--format", "json").out)
    assert found["schema"] == "ter.import/1"
    assert [(row["ligne"], row["effet"]) for row in found["donnees"]] == [
        (2, "entre"), (2, "entre"), (2, "entre"), (None, "entre"), (3, "ecartee"),
    ]  # fmt: skip
    assert "2 lignes lues" in found["texte"][0]
    table = started(*words, "--format", "csv", "--csv-standard").out.splitlines()
    assert table[0] == "ligne,effet,texte,remede,a_la_date"
    assert len(table) == 1 + len(found["donnees"])


def test_a_long_list_is_cut_on_a_terminal_only(ter: Ter, fixed: Environment) -> None:
    """Forty lines and how many there are; a file and a redirect have them all, alike."""
    ter(*BEGIN)
    words = ("importer", "annuaire", str(directory(60)), "--commune", "05065", "--essai")
    screen = Terminal()
    assert run(words, fixed, stdin=io.BytesIO(), stdout=screen, stderr=screen) == 0
    shown = screen.getvalue().decode().replace("\u202f", " ")
    assert "Les 40 premières sur 60" in shown
    assert shown.count("École 59") == 40
    piped = ter(*words)
    assert piped.out.count("École 59") == 60
    ter(*words, "-o", "essai.txt", "--format", "table")
    assert Path("essai.txt").read_text(encoding="utf-8") == piped.out


def test_progress_is_for_who_watches(ter: Ter, fixed: Environment) -> None:
    """A bar on the stderr of a terminal, each stage in its turn, wiped at the end; else nothing."""
    ter(*BEGIN)
    words = ("importer", "annuaire", str(directory(3)), "--commune", "05065")
    out, screen = io.BytesIO(), Terminal()
    assert run(words, fixed, stdin=io.BytesIO(), stdout=out, stderr=screen) == 0
    drawn = screen.getvalue().decode().replace("\u202f", " ")
    stages = [drawn.index(stage) for stage in ("Lecture…", "Examen (3)…", "Écriture (4)…")]
    assert stages == sorted(stages)
    assert "░" in drawn
    assert drawn.rpartition("\r")[2].startswith("Enregistré en un lot")
    assert "\x1b" not in drawn
    assert "Lecture…" not in out.getvalue().decode()
    assert "Lecture…" not in ter(*words).err


UNREADABLE = [
    "importer annuaire",
    "importer reseau",
    "importer tableau",
    "importer tableau --proposer x.txt",
    "importer tableau x.csv --proposer x.txt --correspondance y.txt",
    "importer reseau x.xlsx --modele y.xlsx",
    "importer reseau x.xlsx --remplacer",
    "importer tableau x.xlsx --remplacer",
    "importer effectifs x.csv --annee 2026",
    "importer reseau x.csv --confirmer doublon",
    "importer reseau x.csv -o y.xlsx",
    "importer rien x.csv",
]
REFUSED = [
    "importer annuaire absent.csv",
    "importer effectifs absent.csv",
    "importer reseau absent.csv",
    "importer tableau absent.csv",
    "importer tableau reseau.csv --correspondance absent.txt",
    "importer tableau absent.csv --proposer x.txt",
    "importer tableau reseau.csv --proposer reseau.csv",
    "importer reseau --modele absent/reseau.xlsx",
    "importer reseau --modele reseau.csv",
]


def test_what_cannot_be_imported_is_told(started: Ter) -> None:
    """A line that cannot be read is 2, a file that refuses is 3; nothing is written or shown."""
    before, sheet = log(), Path("reseau.csv").read_bytes()
    for code, lines in ((2, UNREADABLE), (3, REFUSED)):
        for line in lines:
            answer = started(*line.split())
            assert (answer.code, answer.out) == (code, ""), (line, answer)
            assert answer.err.startswith("Erreur"), line
    assert (log(), Path("reseau.csv").read_bytes()) == (before, sheet)


def test_a_correspondence_is_proposed_then_followed(started: Ter) -> None:
    """It is written beside, never over a file unless asked, and read back as it stands."""
    Path("suivi.csv").write_text("Décision;Responsable;Échéance\nNavette;coordination;15/03/2027\n")
    proposed = started("importer", "tableau", "suivi.csv", "--proposer", "suivi.txt")
    assert (proposed.code, proposed.out) == (0, "")
    assert started("importer", "tableau", "suivi.csv", "--proposer", "suivi.txt").code == 3
    words = ("--proposer", "suivi.txt", "--remplacer")
    assert started("importer", "tableau", "suivi.csv", *words).code == 0
    answer = started("importer", "tableau", "suivi.csv", "--correspondance", "suivi.txt")
    assert answer.code == 0, answer
    assert "1 décision adoptée" in answer.out


def test_the_empty_sheet_is_written_once(started: Ter) -> None:
    """`--modele` writes it without a word on stdout, and not over another file unless asked."""
    words = ("importer", "reseau", "--modele", "vide.xlsx")
    assert [started(*words).code, started(*words).code] == [0, 3]
    assert started(*words, "--remplacer").code == 0
    answer = started("importer", "reseau", "vide.xlsx")
    assert (answer.code, "Aucune ligne" in answer.out) == (0, True)


def test_help_fits(ter: Ter) -> None:
    """Each kind of file explains itself in 80 columns."""
    for words in (("importer",), *(("importer", kind) for kind in KINDS)):
        answer = ter(*words, "--help")
        assert answer.code == 0
        assert max(map(cell_width, answer.out.splitlines())) <= 80


def test_a_real_network_takes_twelve_commands_at_most() -> None:
    """The transcript begins in an empty folder, and ends with what was asked for."""
    played = (FOLDER / "territoire.txt").read_text(encoding="utf-8").replace("\u202f", " ")
    assert played.count("\n$ ter ") <= 12
    assert played.count(' --commune "') == 15
    text = " ".join(played.split())
    assert "11 établissements rattachés" in text
    assert "30 acteurs inscrits, 3 instances créées" in text
    assert "10 effectifs constatés" in text
    assert "1 effectif constaté" in text
    assert "Journal sain" in text
