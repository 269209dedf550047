"""The gallery: one broken log, and the exact sentence a person reads, per kind of finding."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve

from ter_core.log import memory
from ter_core.log.findings import Finding
from ter_core.log.journal import create_journal
from ter_core.log.line import decode, encode
from tests.log.support import Machine, erased, make_env, other_machine

Break = Callable[[Machine, Path], Any]


def lines_of(path: Path) -> list[bytes]:
    """The lines of a file, each with its LF."""
    return path.read_bytes().splitlines(keepends=True)


def keep(office: Machine, *wanted: int) -> None:
    """Keep only those lines of the active file."""
    lines = lines_of(office.active)
    office.active.write_bytes(b"".join(lines[index] for index in wanted))


def position(machine: Machine) -> list[dict[str, Any]]:
    """The position as an event carries it."""
    return [
        {"poste": e.poste, "rang": e.rang, "empreinte": e.empreinte}
        for e in machine.read().position
    ]


def damaged_line(office: Machine, _: Path) -> None:
    """One letter changed in the second line."""
    office.record(3)
    office.active.write_bytes(office.active.read_bytes().replace(b"D-2", b"D-7"))


def crlf(office: Machine, _: Path) -> None:
    """The whole file rewritten with CR LF."""
    office.record(3)
    office.active.write_bytes(office.active.read_bytes().replace(b"\n", b"\r\n"))


def torn(office: Machine, _: Path) -> None:
    """A file photographed while it grew."""
    office.record(1)
    with office.active.open("ab") as file:
        file.write(b'{"id":"01a1')


def gap(office: Machine, _: Path) -> None:
    """Two lines missing in the middle."""
    office.record(4)
    keep(office, 0, 3)


def small_gap(office: Machine, _: Path) -> None:
    """One line missing at the beginning."""
    office.record(2)
    keep(office, 1)


def half_lot(office: Machine, _: Path) -> None:
    """A lot that arrived in part."""
    office.record_lot(3)
    keep(office, 0, 1)


def fork(office: Machine, _: Path) -> None:
    """Another second line, sound by itself, beside the first one."""
    office.record(2)
    second = decode(lines_of(office.active)[1])
    draft = office.draft(code="D-9")
    place = {"poste": second.poste, "rang": 2, "precedente": second.precedente}
    line, _record = encode(draft, **place, lot=None, sel="0" * 32)
    office.active.with_name("actif 2.ndjson").write_bytes(line)


def rewritten(office: Machine, _: Path) -> None:
    """The second line replaced by another one, sound by itself."""
    office.record(3)
    lines = lines_of(office.active)
    second = decode(lines[1])
    draft = office.draft(code="D-9")
    place = {"poste": second.poste, "rang": 2, "precedente": second.precedente}
    line, _record = encode(draft, **place, lot=None, sel="0" * 32)
    office.active.write_bytes(lines[0] + line + lines[2])


def sealed(office: Machine, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A segment of three lines, and a fourth line after it."""
    monkeypatch.setattr("ter_core.log.stream.SEAL_EVENTS", 3)
    office.record(3)
    office.record(1)
    return office.active.with_name("000001.ndjson")


def false_seal(office: Machine, _: Path) -> None:
    """A seal whose hash was made up."""
    with pytest.MonkeyPatch.context() as patch:
        segment = sealed(office, patch)
    lines = lines_of(segment)
    start = lines[-1].index(b'"sha256":"') + 10
    segment.write_bytes(b"".join(lines[:-1]) + lines[-1][:start] + b"0" * 64 + b'"}}\n')


def missing_seal(office: Machine, _: Path) -> None:
    """A segment without its seal, which an erased line keeps from being made again."""
    with pytest.MonkeyPatch.context() as patch:
        segment = sealed(office, patch)
    first, *others, _seal = lines_of(segment)
    event = decode(first).id
    payload = {"evenement": event, "fondement": "RGPD", "reprise": {"code": "D-1"}}
    office.append([[office.draft("ContenuEfface", **payload)]])
    segment.write_bytes(erased(first) + b"".join(others))


def erased_line(office: Machine, _: Path) -> None:
    """A payload blanked, and nothing that says why."""
    office.record(2)
    first, second = lines_of(office.active)
    office.active.write_bytes(erased(first) + second)


def shortened(office: Machine, folder: Path) -> None:
    """A stream cut at a line end, after another poste witnessed it."""
    office.record(3)
    other = other_machine(folder, 2)
    other.append([[other.draft("TemoinDepose", position=position(other))]])
    other.stream.close()
    keep(office, 0, 1)


def different(office: Machine, folder: Path) -> None:
    """A witnessed line that is another one here."""
    office.record(3)
    other = other_machine(folder, 2)
    entry = position(other)[0] | {"rang": 2, "empreinte": "0" * 64}
    other.append([[other.draft("TemoinDepose", position=[entry])]])
    other.stream.close()


def another_journal(office: Machine, folder: Path) -> None:
    """A stream brought from another territory."""
    office.record(1)
    env = make_env(folder / "far", 2)
    stranger = Machine(env, create_journal(folder / "far" / "events", env))
    stranger.record(1)
    shutil.copytree(stranger.active.parent, office.journal.root / stranger.poste)
    stranger.stream.close()


def one_id_twice(office: Machine, folder: Path) -> None:
    """Two events under one id."""
    other = other_machine(folder, 2)
    first = office.draft()
    office.append([[first]])
    other.append([[evolve(first, donnees={"code": "autre"})]])
    other.stream.close()


def hollow(office: Machine, _: Path) -> None:
    """A file that says it holds a terabyte."""
    office.record(1)
    with office.active.with_name("creux.ndjson").open("wb") as file:
        file.truncate(1 << 40)


def future(office: Machine, _: Path) -> None:
    """An event from a clock that is ahead."""
    office.record(1)


P1, P2 = "POSTE-UN", "POSTE-DEUX"

GALLERY: list[tuple[Break, str]] = [
    (
        damaged_line,
        (
            "POSTE-UN/actif.ndjson, ligne 2 : Cette ligne est abîmée (rang 2 du poste "
            "POSTE-UN) : l'empreinte ne correspond pas aux données. Le reste du journal est "
            "lu. Reprenez ce fichier d'un autre poste ou d'une sauvegarde."
        ),
    ),
    (
        crlf,
        (
            "POSTE-UN/actif.ndjson, ligne 1 : Les lignes 1 à 3 sont abîmées (à partir du "
            "rang 1 du poste POSTE-UN) : fins de ligne CR LF, mises par un autre outil. Le "
            "reste du journal est lu. Reprenez ce fichier d'un autre poste ou d'une "
            "sauvegarde."
        ),
    ),
    (
        torn,
        (
            "POSTE-UN/actif.ndjson, ligne 2 : La fin de ce fichier n'est pas encore arrivée "
            "(11 octets ignorés). Rien à faire : la prochaine synchronisation la complétera."
        ),
    ),
    (
        gap,
        (
            "POSTE-UN/actif.ndjson, ligne 2 : Il manque les rangs 2 à 3 du poste POSTE-UN "
            "avant cet événement. Synchronisez ce poste, ou reprenez le fichier manquant "
            "d'une sauvegarde."
        ),
    ),
    (
        small_gap,
        (
            "POSTE-UN/actif.ndjson, ligne 1 : Il manque le rang 1 du poste POSTE-UN avant "
            "cet événement. Synchronisez ce poste, ou reprenez le fichier manquant d'une "
            "sauvegarde."
        ),
    ),
    (
        half_lot,
        (
            "POSTE-UN/actif.ndjson, ligne 1 : Un enregistrement de 3 événements n'est arrivé "
            "qu'en partie (2 sur 3) : il n'est pas montré. Synchronisez le poste qui l'a "
            "écrit ; s'il a été interrompu en plein enregistrement, saisissez-le de nouveau."
        ),
    ),
    (
        fork,
        (
            "POSTE-UN/actif.ndjson, ligne 2 : Le poste POSTE-UN a deux rangs 2 différents : "
            "deux machines ont écrit sous son nom. Les deux suites sont gardées et montrées. "
            "N'utilisez plus qu'une seule de ces deux machines sous ce nom : sur une copie, "
            "`ter` prend de lui-même un nouveau poste."
        ),
    ),
    (
        rewritten,
        (
            "POSTE-UN/actif.ndjson, ligne 3 : Le rang 3 du poste POSTE-UN suit un autre rang "
            "2 que celui qui est ici : l'un des deux a été réécrit. Comparez ce fichier à "
            "celui d'un autre poste ou d'une sauvegarde."
        ),
    ),
    (
        false_seal,
        (
            "POSTE-UN/000001.ndjson, ligne 4 : Le sceau de ce fichier ne correspond pas à "
            "ses lignes : des lignes entières ont été ajoutées, retirées ou remplacées. "
            "Comparez ce fichier à celui d'un autre poste ou d'une sauvegarde."
        ),
    ),
    (
        missing_seal,
        (
            "POSTE-UN/actif.ndjson, ligne 1 : Le sceau qui relie le rang 3 au rang 4 du "
            "poste POSTE-UN n'est pas arrivé. Synchronisez ce poste, ou reprenez le fichier "
            "scellé d'une sauvegarde."
        ),
    ),
    (
        erased_line,
        (
            "POSTE-UN/actif.ndjson, ligne 1 : Le contenu de cet événement a été effacé, mais "
            "l'acte qui l'explique n'est pas arrivé. Synchronisez les autres postes : l'un "
            "d'eux a enregistré un « ContenuEfface »."
        ),
    ),
    (
        shortened,
        (
            "Le poste POSTE-UN s'arrête ici au rang 2, mais un témoin l'a vu au rang 3. "
            "Synchronisez ce poste, ou reprenez son dossier d'une sauvegarde."
        ),
    ),
    (
        different,
        (
            "Le rang 2 du poste POSTE-UN n'est pas celui qu'un témoin a vu : il manque, ou "
            "il a été réécrit. Comparez le dossier de ce poste à celui d'un autre poste ou "
            "d'une sauvegarde."
        ),
    ),
    (
        another_journal,
        (
            "POSTE-DEUX/actif.ndjson, ligne 1 : Le flux du poste POSTE-DEUX commence dans un "
            "autre journal que celui-ci. Retirez du dossier ce fichier venu d'un autre "
            "territoire."
        ),
    ),
    (
        one_id_twice,
        (
            "POSTE-DEUX/actif.ndjson, ligne 1 : L'identifiant "
            "01a1cfdc-8c61-7000-b5b1-65224a58b791 désigne deux événements différents ; "
            "celui-ci n'est pas montré. Un fichier a été fabriqué ou modifié hors de `ter` : "
            "comparez-le à une sauvegarde."
        ),
    ),
    (
        hollow,
        (
            "POSTE-UN/creux.ndjson : Ce fichier du journal ne peut pas être lu : il annonce "
            "1099511627776 octets, ce qu'aucun journal n'atteint. Vérifiez ses droits, ou "
            "reprenez-le d'un autre poste ou d'une sauvegarde."
        ),
    ),
    (
        future,
        (
            "POSTE-UN/actif.ndjson : Des événements se disent enregistrés le 12/11/2026 à "
            "13:05 (heure universelle), après maintenant. Vérifiez l'horloge du poste qui "
            "les a écrits, et celle de cette machine."
        ),
    ),
]


def told(office: Machine, findings: tuple[Finding, ...]) -> list[str]:
    """What is printed, the names of the postes apart."""
    names = sorted({e.poste for e in office.read().position} - {office.poste})
    texts = [str(finding).replace(office.poste, P1) for finding in findings]
    return [text.replace(names[0], P2) if names else text for text in texts]


@pytest.mark.parametrize(
    ("break_", "sentence"), GALLERY, ids=lambda one: getattr(one, "__name__", "")
)
def test_what_is_told(office: Machine, tmp_path: Path, break_: Break, sentence: str) -> None:
    """Each broken log gives exactly one sentence: where, what, and what to do."""
    break_(office, tmp_path)
    now = datetime(2026, 1, 1, tzinfo=UTC) if break_ is future else None
    assert told(office, office.read(now=now).findings) == [sentence]


def remember(machine: Machine) -> tuple[Finding, ...]:
    """What a session does after reading."""
    return memory.preserve(machine.journal, machine.read(), machine.env)


def test_lines_put_back(office: Machine, tmp_path: Path) -> None:
    """What the memory of this machine puts back is told with the file that lost it."""
    other = other_machine(tmp_path, 2)
    other.record(3)
    remember(office)
    other.active.write_bytes(lines_of(other.active)[0])
    (finding,) = remember(office)
    piece = next(office.journal.root.rglob("piece-*")).relative_to(office.journal.root)
    assert str(finding) == (
        f"{other.poste}/actif.ndjson : Ce fichier n'a plus les rangs 2 à 3 du poste {other.poste}, "
        f"que cette machine avait lus ; sa mémoire les a remis dans « {piece.as_posix()} ». "
        "Vérifiez l'outil de synchronisation : il a remis une ancienne version."
    )
    other.stream.close()


def test_a_line_put_back(office: Machine, tmp_path: Path) -> None:
    """The same for a single line."""
    other = other_machine(tmp_path, 2)
    other.record(2)
    remember(office)
    other.active.write_bytes(lines_of(other.active)[0])
    (finding,) = remember(office)
    assert finding.message.startswith(
        f"Ce fichier n'a plus le rang 2 du poste {other.poste}, que cette machine avait lu ; "
        "sa mémoire l'a remis dans « "
    )
    other.stream.close()


def test_lines_that_cannot_be_put_back(office: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the folder refuses, the loss is an integrity finding."""
    office.record(2)
    remember(office)
    office.active.unlink()

    def refuse(*_: object) -> None:
        raise OSError(30, "Read-only file system")

    monkeypatch.setattr("ter_core.log.memory.write_once", refuse)
    (finding,) = remember(office)
    assert finding.gravite == 4
    assert str(finding) == (
        f"{office.poste}/actif.ndjson : Ce fichier n'a plus les rangs 1 à 2 du poste "
        f"{office.poste}, que cette machine avait lus, et ce dossier ne peut pas être écrit pour "
        "les remettre. Rendez-le accessible en écriture, puis rouvrez le journal."
    )


def test_a_conflict_copy(office: Machine) -> None:
    """Events saved from a conflict copy are told with the copy, which may then go."""
    office.record(1)
    stale = office.active.read_bytes()
    office.record(1)
    copy = office.active.with_name("actif 2.ndjson")
    office.active.rename(copy)
    office.active.write_bytes(stale)
    (finding,) = remember(office)
    piece = next(office.journal.root.rglob("piece-*")).relative_to(office.journal.root)
    assert str(finding) == (
        f"{office.poste}/actif 2.ndjson : Cette copie laissée par la synchronisation tenait seule "
        f"un événement du poste {office.poste} : « {piece.as_posix()} » le garde désormais. "
        "Rien à faire ; la copie peut être supprimée."
    )
