"""The cache never adds to an answer: deleted, damaged, foreign or forbidden, it is the same."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import pytest

from ter_core.errors import LogUnreadable
from ter_core.projections.engine import Projection
from tests.projections.conftest import LATER, decision
from tests.projections.hand_log import HandLog

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

pytestmark = pytest.mark.usefixtures("real_connections")

QUERY = "select * exclude (sujet) from suivi_decisions order by code"


@pytest.fixture
def sealed(territory: HandLog) -> HandLog:
    """A log of two sealed segments and a tail, with a fork of a subject across them."""
    subject = decision(territory)
    known = territory.heads(subject)
    decision(territory, "D-2026-015", priorite="haute")
    territory.seal()
    territory.add("EcheanceReportee", subject, {"echeance": "2027-04-02", "motif": "x"})
    wrong = territory.add("DecisionExecutee", subject, {})
    territory.add("EvenementAnnule", subject, {"evenement": wrong, "motif": "x"})
    territory.seal()
    territory.add("DecisionExecutee", subject, {}, on="2027-04-05")
    territory.add("AvancementConstate", subject, {"etat": "bloquee"}, poste=1, after=known)
    return territory


def answer(log: HandLog, cache: Path) -> list[tuple[Any, ...]]:
    """What a new process would say."""
    made = Projection(cache)
    made.load(log.read())
    rows = made.query(QUERY, a_la_date=LATER).rows
    more = made.query("select champ, valeur, autre_valeur from conflits").rows
    more += made.query("select champs, motif from evenements_illisibles").rows
    made.close()
    return rows + more


def files(cache: Path) -> list[Path]:
    """The files of the cache."""
    return sorted((cache / "projections").glob("*"))


def test_cached_and_uncached_answer_alike(sealed: HandLog, tmp_path: Path) -> None:
    """Sealed or not, from the cache or not: one answer."""
    cache = tmp_path / "cache"
    first = answer(sealed, cache)

    assert [path.name.partition("-")[0] for path in files(cache)] == ["scelle", "vues"]
    assert answer(sealed, cache) == first
    for path in sealed.journal.root.rglob("*.ndjson"):  # without its seal no file is trusted
        lines = path.read_bytes().splitlines(keepends=True)
        path.write_bytes(b"".join(line for line in lines if not line.startswith(b'{"scelle"')))
    assert not any(file.trusted for file in sealed.read().files)
    assert answer(sealed, tmp_path / "other") == first
    assert len(first) == 4  # two decisions, one conflict, one unreadable


def _delete(path: Path) -> None:
    path.unlink()


def _truncate(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def _empty(path: Path) -> None:
    path.write_bytes(b"")


def _flip(path: Path) -> None:
    data = bytearray(path.read_bytes())
    for at in range(0, len(data), 4099):
        data[at] ^= 1
    path.write_bytes(bytes(data))


def _folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


@pytest.mark.parametrize("harm", [_delete, _truncate, _empty, _flip, _folder])
def test_a_damaged_cache_is_built_again(
    sealed: HandLog, tmp_path: Path, harm: Callable[[Path], None]
) -> None:
    """Whatever happened to its files, nobody notices."""
    cache = tmp_path / "cache"
    first = answer(sealed, cache)

    for path in files(cache):
        harm(path)

    assert answer(sealed, cache) == first


def test_the_cache_of_another_log_is_not_used(sealed: HandLog, tmp_path: Path) -> None:
    """A valid file under a name it does not prove, or of other segments, is ignored."""
    cache = tmp_path / "cache"
    first = answer(sealed, cache)
    (base,) = (path for path in files(cache) if path.name.startswith("scelle"))
    (views,) = (path for path in files(cache) if path.name.startswith("vues"))

    base.write_bytes(views.read_bytes())

    assert answer(sealed, cache) == first


def test_nothing_can_be_written(sealed: HandLog, tmp_path: Path) -> None:
    """A cache folder that is a file: everything is made in memory."""
    first = answer(sealed, tmp_path / "cache")
    (tmp_path / "file").write_text("taken", encoding="utf-8")

    assert answer(sealed, tmp_path / "file") == first


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_may_not_be_written(sealed: HandLog, tmp_path: Path) -> None:
    """Rights are missing: the same answer."""
    (tmp_path / "cache").mkdir(mode=0o500)

    assert answer(sealed, tmp_path / "cache")


def test_no_file_for_a_log_without_segment(territory: HandLog, tmp_path: Path) -> None:
    """A whole territory's life leaves nothing of its events in the cache."""
    decision(territory)

    answer(territory, tmp_path / "cache")

    assert [path.name.partition("-")[0] for path in files(tmp_path / "cache")] == ["vues"]


def test_old_files_go(sealed: HandLog, tmp_path: Path) -> None:
    """A few segments later, two files at most are left, and nothing half written."""
    cache = tmp_path / "cache"
    for number in range(4):
        answer(sealed, cache)
        decision(sealed, f"D-2026-{20 + number:03d}")
        sealed.seal()

    names = [path.name.partition("-")[0] for path in files(cache)]
    assert names.count("scelle") == 2
    assert names.count("vues") == 1


def test_an_erased_payload_is_never_cached(territory: HandLog, tmp_path: Path) -> None:
    """The payload that an erasure names is neither shown nor written anywhere."""
    subject = decision(territory)
    secret = territory.add("DecisionExecutee", subject, {"commentaire": "Vu avec Zoé Martin"})
    territory.seal()
    before = answer(territory, tmp_path / "cache")
    assert "Zoé" in repr(before)
    territory.add("ContenuEfface", subject, {
        "evenement": secret, "fondement": "RGPD", "reprise": {"commentaire": "Vu"}})  # fmt: skip
    for path in files(tmp_path / "cache"):
        path.unlink()

    after = answer(territory, tmp_path / "cache")

    assert repr(after) == repr(before).replace("Vu avec Zoé Martin", "Vu")
    assert not any("Zoé".encode() in path.read_bytes() for path in files(tmp_path / "cache"))


def test_what_a_killed_process_left_goes(sealed: HandLog, tmp_path: Path) -> None:
    """Lines and half-built files do not stay in the cache for ever."""
    cache = tmp_path / "cache" / "projections"
    (cache / "lignes-abc").mkdir(parents=True)
    left = [cache / "lignes-abc" / "0.ndjson", cache / "scelle-00.tmp"]
    for path in left:
        path.write_text("x", encoding="utf-8")
    for path in [*left, cache / "lignes-abc"]:
        os.utime(path, (0, 0))

    answer(sealed, tmp_path / "cache")

    assert not any(path.exists() for path in left)


@pytest.mark.skipif(os.name == "nt", reason="such names do not exist there")
@pytest.mark.parametrize(
    "name", ["TER [2026]", "a*b", "qui?", "l'école", "type=x", "é à ç", "x.gz"]
)
def test_any_name_of_folder(tmp_path: Path, name: str) -> None:
    """What DuckDB would take for a pattern, a quote or a partition is only a name."""
    (tmp_path / name).mkdir()
    log = HandLog(tmp_path / name)
    decision(log)
    log.seal()
    decision(log, "D-2026-015")

    for _ in range(2):
        rows = answer(log, tmp_path / name / "cache")
        assert [row[0] for row in rows] == ["D-2026-014", "D-2026-015"]


def test_a_segment_that_changed_is_not_trusted(sealed: HandLog, tmp_path: Path) -> None:
    """Between its verification and its loading a file was replaced: nothing of it is loaded."""
    reading = sealed.read()
    segment = next(file for file in reading.files if file.trusted)
    segment.absolute.write_bytes(segment.absolute.read_bytes().replace(b"navette", b"NAVETTE"))
    made = Projection(tmp_path / "cache")

    with pytest.raises(LogUnreadable):
        made.load(reading)

    assert not any(path.name.startswith("scelle") for path in files(tmp_path / "cache"))


def test_a_segment_that_is_damaged_after_its_loading(sealed: HandLog, tmp_path: Path) -> None:
    """The next reading no longer trusts it: what was loaded of it goes."""
    made = Projection(tmp_path / "cache")
    made.load(reading := sealed.read())
    segment = next(file for file in reading.files if file.trusted)
    data = bytearray(segment.absolute.read_bytes())
    data[data.index(b"navette")] ^= 1
    segment.absolute.write_bytes(bytes(data))

    made.update(reading := sealed.read(reading))

    assert made.query("select libelle from sujets.decision where code = 'D-2026-014'").rows == []
    made.close()
