"""`ter exporter duckdb`: what it says, what it refuses, what it leaves behind."""

from __future__ import annotations

import errno
import json
import os
import shutil
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from ter_core.exports import target
from ter_core.vocabulary.visible import cell_width
from tests.cli.test_verify import damaged
from tests.exports.conftest import opened

if TYPE_CHECKING:
    from tests.cli.conftest import Answer, Ter

# Other processes find in the cache the views that the test's own one has made.
pytestmark = pytest.mark.usefixtures("real_connections")

ROOT = Path(__file__).parents[2]
BASE = Path("journal.duckdb")
EXPORT = ("exporter", "duckdb", str(BASE))


def here() -> set[str]:
    """The names in the current folder."""
    return {path.name for path in Path.cwd().iterdir()}


def told(answer: Answer) -> str:
    """What a refusal says, its typography made plain."""
    assert (answer.code, answer.out) == (3, "")
    return answer.err.replace("’", "'").replace("\u202f", " ").replace("\u00a0", " ")


def test_a_base_is_written_and_told(begun: Ter) -> None:
    """One line says what was written, one how to open it; stdout stays empty."""
    answer = begun(*EXPORT)
    size = BASE.stat().st_size

    assert (answer.code, answer.out) == (0, "")
    first, second = told(answer._replace(code=3)).splitlines()
    weight = f"{size / (1 << 20):.1f}".replace(".", ",")
    assert first == f"Base écrite dans « journal.duckdb » : 7 événements, {weight} Mio."
    assert second == "→ « duckdb -readonly journal.duckdb », puis « from suivi_decisions; »."
    assert opened(BASE).rows("select libelle from suivi_decisions") == [("Navette",)]
    mask = os.umask(0)
    os.umask(mask)
    assert stat.S_IMODE(BASE.stat().st_mode) == 0o666 & ~mask
    assert here() == {".gitattributes", "events", "journal.duckdb"}


def test_an_existing_file_is_kept_unless_replaced(begun: Ter) -> None:
    """It is refused, byte for byte as it was; `--remplacer` writes over it and keeps its rights."""
    BASE.write_bytes(b"precieux")
    BASE.chmod(0o640)

    assert told(begun(*EXPORT)) == (
        "Erreur, « journal.duckdb » : Ce fichier existe déjà.\n"
        "→ Choisissez un autre nom, ou ajoutez « --remplacer ».\n"
    )
    assert BASE.read_bytes() == b"precieux"
    answer = begun(*EXPORT, "--remplacer", "--format", "json")
    assert (answer.code, answer.err) == (0, "")
    found = json.loads(answer.out)
    assert found["schema"] == "ter.export/1"
    assert [place["rang"] for place in found["position"]] == [7]
    assert found["donnees"] == [
        {
            "fichier": "journal.duckdb",
            "nb_evenements": 7,
            "octets": BASE.stat().st_size,
            "nb_constats": 0,
        }
    ]
    assert stat.S_IMODE(BASE.stat().st_mode) == 0o640
    assert opened(BASE).rows("select count(*) from lignes") == [(7,)]


REFUSED = {
    "absent/journal.duckdb": "Erreur, « absent » : Ce dossier n'existe pas.\n"
    "→ Créez-le d'abord, ou choisissez-en un autre.\n",
    ".gitattributes/journal.duckdb": "Erreur, « .gitattributes » : Ce n'est pas un dossier.\n"
    "→ Créez-le d'abord, ou choisissez-en un autre.\n",
    ".": "Erreur, « . » : C'est un dossier : il faut un nom de fichier.\n"
    "→ Par exemple : « journal.duckdb ».\n",
    "events/journal.duckdb": "Erreur, « events/journal.duckdb » : Ce dossier est celui du "
    "journal : rien d'autre ne s'y écrit.\n→ Choisissez un autre dossier.\n",
    "lien": "Erreur, « lien » : Ce dossier est celui du journal : rien d'autre ne s'y écrit.\n"
    "→ Choisissez un autre dossier.\n",
    "ouverte.duckdb": "Erreur, « ouverte.duckdb » : Un autre programme écrit dans cette base.\n"
    "→ Fermez-le, ou choisissez un autre nom.\n",
    "Sujets.2026.duckdb": "Erreur, « Sujets.2026.duckdb » : Ce nom est celui d'un schéma de la "
    "base : DuckDB les confondrait.\n"
    "→ Choisissez un autre nom, par exemple « journal.duckdb ».\n",
    f"{'a' * 300}.duckdb": f"Erreur, « {'a' * 300}.duckdb » : Ce fichier ne peut pas être écrit "
    "(son nom est trop long).\n"
    "→ Vérifiez vos droits et la place qui reste, ou choisissez un autre dossier.\n",
}


@pytest.mark.parametrize(("name", "message"), REFUSED.items(), ids=lambda text: text[:20])
def test_a_place_that_cannot_take_it(begun: Ter, name: str, message: str) -> None:
    """What, where, what to do, exit code 3; `--remplacer` changes nothing to it."""
    Path("lien").symlink_to("events/ailleurs.duckdb")
    Path("ouverte.duckdb.wal").touch()
    before = here()

    for words in ((), ("--remplacer",)):
        assert told(begun("exporter", "duckdb", name, *words)) == message
    assert here() == before


@pytest.mark.skipif(os.name == "nt", reason="there are no such files there")
def test_only_a_plain_file_is_replaced(begun: Ter) -> None:
    """A pipe or a device is no place for a base, whatever is asked."""
    os.mkfifo("tuyau")

    assert told(begun("exporter", "duckdb", "tuyau", "--remplacer")) == (
        "Erreur, « tuyau » : Ce n'est pas un fichier ordinaire.\n→ Choisissez un autre nom.\n"
    )


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_may_not_be_written(begun: Ter) -> None:
    """Rights are missing: nothing is tried."""
    Path("ferme").mkdir(mode=0o500)

    assert told(begun("exporter", "duckdb", "ferme/journal.duckdb")) == (
        "Erreur, « ferme » : Vous n'avez pas le droit d'écrire dans ce dossier.\n"
        "→ Choisissez-en un autre.\n"
    )


def test_a_link_is_followed(begun: Ter) -> None:
    """The file that a link names is written, as a redirect would; the link stays."""
    Path("ailleurs").mkdir()
    BASE.symlink_to("ailleurs/vraie.duckdb")

    assert begun(*EXPORT).code == 0
    assert BASE.is_symlink()
    assert [path.name for path in Path("ailleurs").iterdir()] == ["vraie.duckdb"]


def test_what_comes_meanwhile_is_not_written_over(
    begun: Ter, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file that takes the name during the export is kept."""
    monkeypatch.setattr(target, "_give_mode", lambda *_: BASE.write_bytes(b"precieux"))

    assert "Ce fichier existe déjà." in told(begun(*EXPORT))
    assert BASE.read_bytes() == b"precieux"
    assert here() == {".gitattributes", "events", "journal.duckdb"}


FULL = OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
STOPPED = {
    "ctrl-c in a query": ("projections.database.own_views", RuntimeError("Query interrupted"), 130),
    "ctrl-c at the end": ("exports.target.flush", KeyboardInterrupt(), 130),
    "no room at the end": ("exports.target.flush", FULL, 3),
    "a bug": ("projections.database.own_tables", ZeroDivisionError(), 70),
}


@pytest.mark.parametrize(("place", "error", "code"), STOPPED.values(), ids=STOPPED.keys())
def test_what_stops_it_leaves_nothing(
    begun: Ter, monkeypatch: pytest.MonkeyPatch, place: str, error: BaseException, code: int
) -> None:
    """Until the last step the old file stays whole, and nothing else is left."""
    BASE.write_bytes(b"precieux")

    def fail(*_: object) -> None:
        raise error

    monkeypatch.setattr(f"ter_core.{place}", fail)
    answer = begun(*EXPORT, "--remplacer")

    assert answer.code == code, answer.err
    assert BASE.read_bytes() == b"precieux"
    assert here() == {".gitattributes", "events", "journal.duckdb"}


def process(setup: str = "") -> subprocess.Popen[str]:
    """Another process that exports the log of this folder."""
    # A suite that runs in the background would hand down that Ctrl-C is to be ignored.
    heard = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)"
    start = "import sys; from ter_cli.main import main; sys.exit(main(sys.argv[1:]))"
    script = f"{heard}\n{setup}\n{start}"
    return subprocess.Popen(
        [sys.executable, "-c", script, *EXPORT],
        env=os.environ | {"PYTHONPATH": str(ROOT), "TER_CACHE": str(Path("../cache").resolve())},
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )


@pytest.mark.skipif(os.name == "nt", reason="such limits and signals do not exist there")
def test_a_disk_that_is_full(begun: Ter) -> None:
    """DuckDB cannot write the end of its file: a refusal, and nothing is left."""
    begun("axes")
    (views,) = Path("../cache/projections").glob("vues-*")
    limit = views.stat().st_size + 4096  # enough for what it starts from
    answer = process(f"import resource as r; r.setrlimit(r.RLIMIT_FSIZE, ({limit}, {limit}))")
    _, said = answer.communicate(timeout=60)

    assert answer.returncode == 3, said
    assert "Ce fichier ne peut pas être écrit (il serait trop grand)." in said.replace("’", "'")
    assert here() == {".gitattributes", "events"}


SLOW = """
from ter_core.projections import database
from ter_core.projections.view import View
query = "select count(*) as n from range(100_000)"
database.own_views = lambda: [View(f"v{n}", query, "…", stored=True) for n in range(100_000)]
"""


@pytest.mark.skipif(os.name == "nt", reason="such signals do not exist there")
@pytest.mark.parametrize("sent", ["SIGINT", "SIGKILL"])
def test_a_process_that_is_stopped(begun: Ter, sent: str) -> None:
    """Ctrl-C while DuckDB writes leaves nothing; kill -9 leaves nothing under the name."""
    begun("axes")  # makes the views, which the other process then finds
    with process(SLOW) as answer:
        deadline = time.monotonic() + 60
        while not list(Path.cwd().glob(".ter-*")) and time.monotonic() < deadline:
            time.sleep(0.01)
        time.sleep(0.3)
        answer.send_signal(getattr(signal, sent))
        try:
            answer.communicate(timeout=30)
        finally:
            answer.kill()

    assert answer.returncode == {"SIGINT": 130, "SIGKILL": -9}[sent]
    assert not BASE.exists()
    if sent == "SIGINT":
        assert here() == {".gitattributes", "events"}
    assert begun(*EXPORT).code == 0


def test_a_damaged_log_gives_what_is_sound(begun: Ter) -> None:
    """What can be read is written; a warning on stderr, and the exit code 4 as for a question."""
    name = damaged(4)
    shutil.rmtree(Path("../cache"))  # or this machine's memory would put the line back
    answer = begun(*EXPORT)

    assert (answer.code, answer.out) == (4, "")
    assert f"Attention, {name}, ligne 4" in answer.err
    assert "Base écrite dans" in answer.err
    base = opened(BASE)
    assert base.rows("select count(*) from lignes") == [(6,)]
    assert base.rows("select nb_constats > 0 from provenance") == [(True,)]
    assert base.rows("select libelle from suivi_decisions") == [("Navette",)]


@pytest.mark.parametrize("words", [("exporter",), ("exporter", "duckdb")], ids=" ".join)
def test_help_is_french_and_fits(words: tuple[str, ...], ter: Ter) -> None:
    """The group and its form explain themselves, in 80 columns."""
    answer = ter(*words, "--help")

    assert (answer.code, answer.err) == (0, "")
    assert answer.out.startswith(f"Utilisation\u202f: {' '.join(['ter', *words])}")
    assert max(cell_width(line) for line in answer.out.splitlines()) <= 80
    assert not [word for word in ("Usage", "Options:", "Commands") if word in answer.out]


def test_words_that_are_missing(ter: Ter) -> None:
    """A form, then a file: each is asked for by name, exit code 2."""
    alone, unknown, without = ter("exporter"), ter("exporter", "dukdb"), ter(*EXPORT[:2])

    assert (alone.code, unknown.code, without.code) == (2, 2, 2)
    assert "duckdb" in alone.err
    assert "« duckdb »" in unknown.err.replace("\u202f", " ").replace("\u00a0", " ")
    assert "FICHIER" in without.err
