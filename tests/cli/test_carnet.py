"""`ter carnet …`: persons beside the log; names shown only where somebody asks for them."""

from __future__ import annotations

import json
import stat
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb
import pytest

from ter_core.vocabulary.visible import cell_width
from tests.cli.test_prompting import typed

if TYPE_CHECKING:
    from ter_core.environment import Environment
    from tests.cli.conftest import Answer, Ter

NAME, MAIL, PHONE = "Camille Exemple", "camille@exemple.fr", "04 92 00 00 00"
SAID = ("Camille", "Exemple", "Dominique", "exemple.fr", "92 00 00")
CARNET = Path("carnet")
COMMANDS = ("voir", "ajouter", "modifier", "transmettre", "exporter", "effacer", "conservation")


@pytest.fixture
def held(begun: Ter) -> Ter:
    """`ter` in a workspace whose principal is known since September."""
    answer = begun(
        *("carnet", "ajouter", "--nom", NAME, "--courriel", MAIL, "--telephone", "0492000000"),
        *("--fonction", "principal", "--du", "01/09/2026"),
    )
    assert (answer.code, answer.err) == (0, "")
    assert answer.out.startswith(f"Carnet\u202f: {NAME} (")
    assert answer.out.endswith(f"— principal, depuis le 01/09/2026 — {MAIL} — {PHONE}\n")
    return begun


def rows(answer: Answer) -> list[dict[str, Any]]:
    """The rows of a JSON answer."""
    assert answer.code == 0, answer
    found: list[dict[str, Any]] = json.loads(answer.out)["donnees"]
    return found


def names(ter: Ter, *words: str) -> list[str]:
    """Who `voir` shows."""
    return [row["nom"] for row in rows(ter("carnet", "voir", *words, "--format", "json"))]


def log() -> bytes:
    """Every byte under `events/`."""
    return b"".join(path.read_bytes() for path in Path("events").rglob("*") if path.is_file())


def plain(text: str) -> str:
    """A narration, its typography made plain."""
    return text.replace("’", "'").replace("\u202f", " ")


@pytest.mark.parametrize("words", [(), *((name,) for name in COMMANDS)], ids=" ".join)
def test_help_fits(words: tuple[str, ...], ter: Ter) -> None:
    """Each command explains itself in 80 columns."""
    answer = ter("carnet", *words, "--help")

    assert (answer.code, answer.err) == (0, "")
    body = answer.out.partition("Exemple")[0]
    assert max(cell_width(line) for line in body.splitlines()) <= 80


def test_an_empty_carnet_says_what_fills_it(begun: Ter) -> None:
    """And asking makes no folder."""
    answer = begun("carnet", "voir")

    assert "ter carnet ajouter" in answer.out
    assert not CARNET.exists()


def test_a_trial_writes_nothing(held: Ter) -> None:
    """Every command that writes shows what it would do."""
    before = {path.name: path.read_bytes() for path in CARNET.iterdir()}
    events = log()
    for words in (
        ("ajouter", "--nom", "Dominique Essai"),
        ("modifier", "camille", "--telephone", "0611223344"),
        ("transmettre", "principal", "--a", "Dominique Essai", "--le", "15/11/2026"),
        ("effacer", "camille", "--fondement", "Demande"),
    ):
        answer = held("carnet", *words, "--essai")
        assert answer.code == 0, answer
        assert "rien n'est écrit" in plain(answer.out)
    assert {path.name: path.read_bytes() for path in CARNET.iterdir()} == before
    assert log() == events


def test_a_function_goes_from_one_to_the_other(held: Ter) -> None:
    """Who holds it depends on the day; its history has both, and so have their own."""
    answer = held(
        *("carnet", "transmettre", "principal", "--a", "Dominique Essai"),
        *("--le", "15/11/2026", "--courriel", "d@exemple.fr"),
    )

    assert answer.code == 0
    assert "principal, depuis le 15/11/2026 — d@exemple.fr" in answer.out
    assert "principal, du 01/09/2026 au 14/11/2026" in answer.out
    assert names(held) == ["Dominique Essai"]
    assert names(held, "--a-la-date", "14/11/2026") == [NAME]
    assert names(held, "principal") == [NAME, "Dominique Essai"]
    assert names(held, "camille") == [NAME]
    back = held("carnet", "transmettre", "principal", "--a", "camille", "--le", "20/11/2026")
    assert back.code == 0
    assert len(list(CARNET.iterdir())) == 2


def test_a_file_is_corrected(held: Ter) -> None:
    """What is given replaces what was written; a field may be emptied, a function taken back."""
    answer = held(
        *("carnet", "modifier", "camille", "--nom", "Camille Essai", "--vider", "telephone"),
        *("--fonction", "principal", "--au", "31/08/2027", "--format", "json"),
    )

    (row,) = rows(answer)
    assert json.loads(answer.out)["schema"] == "ter.carnet/1"
    assert (row["nom"], row["telephone"], row["courriel"]) == ("Camille Essai", None, MAIL)
    assert (row["du"], row["au"], row["est_conflit"]) == ("2026-09-01", "2027-08-31", False)
    held("carnet", "modifier", "camille", "--retirer-fonction", "principal")
    assert names(held) == []


def test_two_writings_are_shown_and_settled(held: Ter) -> None:
    """The command to type is told; it leaves one value and one file."""
    (path,) = CARNET.iterdir()
    mine = path.read_text(encoding="utf-8")
    line = next(one for one in mine.splitlines() if MAIL in one)
    other = line.replace(MAIL, "autre@exemple.fr").replace(line[7:23], "a" * 16)
    Path(CARNET, f"{path.stem} 2.json").write_text(mine.replace(line, other), encoding="utf-8")

    answer = held("carnet", "voir")
    (row,) = rows(held("carnet", "voir", "--format", "json"))

    assert row["est_conflit"]
    assert row["courriel"] in (f"{MAIL} ou autre@exemple.fr", f"autre@exemple.fr ou {MAIL}")
    told = plain(" ".join(answer.out.split()))
    command = f"ter carnet modifier {path.stem[:8]} --courriel"
    assert command in told
    assert held(*command.split()[1:], MAIL).code == 0
    assert list(CARNET.iterdir()) == [path]
    assert [row["courriel"] for row in rows(held("carnet", "voir", "--format", "json"))] == [MAIL]


def test_what_cannot_be_read_is_told_beside_the_answer(held: Ter) -> None:
    """The file is named on stderr; the others are shown."""
    Path(CARNET, "x.json").write_text("<<<<<<< HEAD\n", encoding="utf-8")

    answer = held("carnet", "voir")

    assert (answer.code, NAME in answer.out) == (0, True)
    assert "carnet/x.json" in answer.err


def test_erasing_is_confirmed_and_leaves_nothing(held: Ter, tmp_path: Path) -> None:
    """The log says that a file is gone, and why; nothing of this machine says whose."""
    before = held("carnet", "effacer", "camille", "--fondement", "RGPD, article 17")
    assert (before.code, names(held)) == (2, [NAME])
    assert "--oui" in before.err

    answer = held("carnet", "effacer", "camille", "--fondement", "RGPD, article 17", "--oui")

    assert answer.code == 0
    assert "Identité effacée" in answer.out
    assert "sauvegardes" in answer.err
    for path in (one for one in tmp_path.rglob("*") if one.is_file()):
        assert not [said for said in SAID if said.encode() in path.read_bytes()], path
    (event,) = rows(held("evenements", "--derniers", "1", "--format", "json"))
    assert (event["type"], event["code_affiche"]) == ("IdentiteEffacee", "principal")
    assert held("verifier").code == 0
    assert held("carnet", "voir", "camille").code == 3


def test_erasing_is_asked_on_a_terminal(held: Ter, fixed: Environment) -> None:
    """Only « oui » erases; what is missing is asked for too."""
    code, screen = typed(fixed, "carnet effacer camille", "RGPD, article 17", "non")
    assert (code, names(held)) == (3, [NAME])
    assert f"Effacer « {NAME} (" in screen
    assert "rien n’est effacé" in screen

    assert typed(fixed, "carnet effacer", "RGPD, article 17", "camille", "oui")[0] == 0
    assert names(held) == []


def test_who_was_kept_long_enough_is_erased(held: Ter) -> None:
    """Listed by default; the duration is a parameter, and erasing says on what ground."""
    ended = ("modifier", "camille", "--fonction", "principal", "--au", "31/10/2026")
    assert held("carnet", *ended).code == 0

    assert rows(held("carnet", "conservation", "--format", "json")) == []
    (row,) = rows(held("carnet", "conservation", "--duree", "10j", "--format", "json"))
    assert row["nom"] == NAME
    assert held("carnet", "conservation", "--duree", "10j", "--effacer", "--oui").code == 0
    assert list(CARNET.iterdir()) == []
    (event,) = rows(held("evenements", "--derniers", "1", "--format", "json"))
    assert json.loads(event["donnees"])["fondement"] == "Durée de conservation échue"


def test_what_is_held_on_a_person_is_a_private_file(held: Ter) -> None:
    """The same document as on stdout, that nobody else may read."""
    shown = held("carnet", "exporter", "camille")
    answer = held("carnet", "exporter", "camille", "-o", "x.json")

    assert (answer.code, answer.out) == (0, "")
    assert stat.S_IMODE(Path("x.json").stat().st_mode) == 0o600
    told = json.loads(Path("x.json").read_text(encoding="utf-8"))
    assert told == json.loads(shown.out)
    assert told["schema"] == "ter.personne/1"
    assert told["fonctions"][0]["fonction"] == "principal"
    assert held("carnet", "exporter", "camille", "-o", "x.txt").code == 0
    read = plain(Path("x.txt").read_text(encoding="utf-8"))
    assert stat.S_IMODE(Path("x.txt").stat().st_mode) == 0o600
    assert "Nom : Camille Exemple (écrit le" in read
    assert "Principal" in read.partition("ENREGISTRÉ")[2].partition("LES TEXTES")[0]
    assert held("carnet", "exporter", "camille", "-o", "absent/x.json").code == 3
    assert "c'est un dossier" in plain(held("carnet", "exporter", "camille", "-o", ".").err)


REFUSALS = [
    ("ajouter", 2, "--nom"),
    ("ajouter --nom X --courriel x", 2, "option --courriel"),
    ("ajouter --nom X --telephone x", 2, "option --telephone"),
    ("ajouter --nom …", 2, "option --nom"),
    ("ajouter --nom X --fonction personne", 3, "option --fonction"),
    ("ajouter --nom X --du hier", 2, "option --fonction"),
    ("ajouter --nom X --fonction principal --au 1/1/2026", 2, "option --fonction"),
    ("modifier", 2, "Il manque"),
    ("modifier camille", 2, "Il manque"),
    ("modifier personne --nom X", 3, "PERSONNE"),
    ("modifier camille --vider nom", 2, "option --vider"),
    ("modifier camille --retirer-fonction coordination", 3, "n'a pas cette fonction"),
    ("transmettre principal", 2, "« --a »"),
    ("transmettre personne --a X", 3, "FONCTION"),
    ("transmettre principal --a X --de personne", 3, "option --de"),
    ("transmettre principal --a camille", 3, "tient déjà"),
    ("voir personne", 3, "FONCTION ou PERSONNE"),
    ("exporter personne", 3, "PERSONNE"),
    ("effacer camille", 2, "--fondement"),
    ("effacer personne --fondement X --oui", 3, "PERSONNE"),
    ("conservation --duree x", 2, "option --duree"),
    ("perdre", 2, "Commande inconnue"),
]


def test_what_cannot_be_done_is_told(held: Ter) -> None:
    """Each refusal has its place, its remedy and its exit code, and writes nothing."""
    before = sorted(path.read_bytes() for path in CARNET.iterdir())

    for words, code, told in REFUSALS:
        answer = held("carnet", *words.split())
        assert (answer.code, answer.out) == (code, ""), (words, answer)
        assert told in plain(answer.err), (words, answer)
        assert "→" in answer.err, words
    assert sorted(path.read_bytes() for path in CARNET.iterdir()) == before


def test_a_namesake_is_said_to_be_one(held: Ter) -> None:
    """The same name again is a mistake unless it is said that it is somebody else."""
    again = ("carnet", "ajouter", "--nom", "camille EXEMPLE")

    assert held(*again).code == 3
    assert held(*again, "--homonyme").code == 0
    assert held("carnet", "voir", "camille").code == 3
    assert len(list(CARNET.iterdir())) == 2


def test_names_are_shown_only_where_they_are_asked_for(held: Ter) -> None:
    """No form of any answer says them otherwise; `--noms` says them in every form."""
    for words in (("suivi",), ("acteurs",), ("relancer", "--essai")):
        told = held(*words, "--format", "json").out
        assert not [said for said in SAID if said in told], words
    for form in ("table", "texte", "csv", "md"):
        told = held("acteurs", "--noms", "--format", form).out
        assert all(said in told for said in (*NAME.split(), MAIL)), form
    (row,) = rows(held("suivi", "--noms", "--format", "json"))
    assert row["responsables"] == [f"principal ({NAME})"]
    assert held("axes", "--noms").code == 2


def test_a_name_is_harmless_in_a_spreadsheet_and_on_a_screen(begun: Ter) -> None:
    """It is somebody's text like any other."""
    name = "=cmd [red] Exemple"
    begun("carnet", "ajouter", "--nom", name, "--fonction", "principal")

    assert f"'{name}" in begun("carnet", "voir", "--format", "csv").out
    assert f"'{name}" in begun("acteurs", "--noms", "--format", "csv").out
    assert name in begun("carnet", "voir").out


def test_an_exported_database_has_names_only_where_they_are_asked_for(held: Ter) -> None:
    """As a commented table, in a file of its owner; otherwise in no byte of it."""
    assert held("exporter", "duckdb", "sans.duckdb").code == 0
    assert held("exporter", "duckdb", "avec.duckdb", "--noms").code == 0

    assert not [said for said in SAID if said.encode() in Path("sans.duckdb").read_bytes()]
    assert stat.S_IMODE(Path("avec.duckdb").stat().st_mode) == 0o600
    connection = duckdb.connect("avec.duckdb", read_only=True)
    found = connection.execute(
        "select a.qualite, c.nom, c.courriel, c.telephone, c.du::varchar, c.au "
        "from acteurs as a inner join carnet as c on a.code = c.acteur"
    ).fetchall()
    bare = connection.execute(
        "select count(*) from duckdb_columns() where table_name = 'carnet' and comment is null"
    ).fetchall()
    connection.close()
    assert found == [("Principal", NAME, MAIL, PHONE, "2026-09-01", None)]
    assert bare == [(0,)]


def test_no_name_enters_the_log(held: Ter) -> None:
    """Whatever the carnet is asked to do, and a reminder that is recorded with names shown."""
    held("carnet", "transmettre", "principal", "--a", "Dominique Essai", "--courriel", MAIL)
    adopt = ("decision", "adopter", "--seance", "S1", "--libelle", "Car")
    held(*adopt, "--responsable", "principal", "--echeance", "15/11/2026")
    reminded = held("relancer", "--noms")
    assert f"À\u202f: Dominique Essai <{MAIL}>" in reminded.out
    assert "1 relance enregistrée" in plain(reminded.err)
    held("carnet", "effacer", "dominique", "--fondement", "Demande", "--oui")

    assert not [said for said in SAID if said.encode() in log()]


def test_whatever_is_asked_the_erased_leave_this_machine(held: Ter) -> None:
    """A file that comes back with a copy is deleted by the next command, even one of the log."""
    (card,) = CARNET.glob("*.json")
    stale = card.read_bytes()
    assert held("carnet", "effacer", "camille", "--fondement", "Demande", "--oui").code == 0
    back = CARNET / "revenue.json"
    back.write_bytes(stale)

    assert held("suivi").code == 0

    assert not back.exists()
