"""What this machine has read, kept in its cache: absence never means delete.

Where a file shrinks or goes, the lines it lacks are put back as a piece of their poste; lines that
stand only in a conflict copy are saved the same way, for a sync tool may never send that copy on.
The cache may be deleted at any time: this machine then merely forgets.
"""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from attrs import define, field, frozen

from ter_core.environment import Environment
from ter_core.log.blank import blank_line
from ter_core.log.durable import flush_folder, write_once
from ter_core.log.findings import INTEGRITY, NOTICE, Finding
from ter_core.log.journal import Journal
from ter_core.log.line import Unsound, check
from ter_core.log.names import is_usual_name
from ter_core.log.presence import Presence
from ter_core.log.reading import FileReading, Reading
from ter_core.log.remembered import Memory, Remembrance
from ter_core.log.seal import SEAL_START

__all__ = ["preserve"]


def preserve(journal: Journal, reading: Reading, env: Environment) -> tuple[Finding, ...]:
    """Put back what `journal` lost since this machine last read it, then remember `reading`.

    Findings mean that pieces were written (or could not be): read again. Nothing happens to a
    *modele*, and nothing costs anything when no file changed.
    """
    if journal.modele:
        return ()
    memory = Memory.of(journal, env)
    now = {file.path: file for file in reading.files}
    changed = memory.differs_from(now)
    if not changed:
        return ()
    keeper = _Keeper(journal, reading, Presence(reading))
    for path in sorted(changed):
        remembrance = memory.known.get(path)
        if remembrance is not None:
            keeper.put_back(remembrance, memory.bytes_of(remembrance), now.get(path))
    for path in sorted(changed & now.keys()):
        if not is_usual_name(path):
            keeper.save_copy(now[path])
    # What could not be put back is not forgotten.
    memory.remember(now, changed - keeper.failed)
    return tuple(keeper.findings)


@frozen
class _Line:
    poste: str
    rang: int
    empreinte: str
    id: str
    raw: bytes


@define
class _Keeper:
    """Compares what was with what is, and writes the pieces."""

    journal: Journal
    reading: Reading
    presence: Presence
    findings: list[Finding] = field(factory=list)
    failed: set[str] = field(factory=set)

    def put_back(self, was: Remembrance, old: bytes | None, now: FileReading | None) -> None:
        """Save the lines of `old` that stand nowhere any more."""
        if not old or (now is not None and self._begins_with(now, old)):
            return
        if any(self._begins_with(file, old) for file in self._candidates(was)):
            return
        lines = _sound_lines(old)
        lacking = [
            one for one in lines if not self.presence.has(one.poste, one.rang, one.empreinte)
        ]
        for poste in sorted({line.poste for line in lacking}):
            mine = [line for line in lacking if line.poste == poste]
            body = (
                old
                if len(mine) == len(lines) and _is_sealed(old)
                else b"".join(self._raw(one) for one in mine)
            )
            self._tell_loss(was.path, poste, mine, self._save(poste, body))

    def save_copy(self, file: FileReading) -> None:
        """Save the events that stand only in a conflict copy."""
        if not file.count:
            return
        if file.trusted and file.stretch is not None:
            poste, body = file.stretch.poste, file.verified_bytes()
            self._tell_copy(file.path, poste, file.count, self._save(poste, body))
            return
        lines = _sound_lines(file.kept_as_stored())
        for poste in sorted({line.poste for line in lines}):
            mine = [line for line in lines if line.poste == poste]
            body = b"".join(self._raw(line) for line in mine)
            self._tell_copy(file.path, poste, len(mine), self._save(poste, body))

    def _candidates(self, was: Remembrance) -> list[FileReading]:
        """The files that the whole of `was` may have become: a sealed one, a renamed one."""
        return [
            file
            for file in self.reading.files
            if file.size >= was.end and file.stretch is not None and file.path != was.path
            if (file.stretch.poste, file.stretch.first) == (was.poste, was.first)
        ]

    @staticmethod
    def _begins_with(file: FileReading, old: bytes) -> bool:
        return file.end >= len(old) and file.verified_bytes().startswith(old)

    def _raw(self, line: _Line) -> bytes:
        """The line to save: what was lawfully erased does not come back with it."""
        return blank_line(line.raw) if line.id in self.reading.reprises else line.raw

    def _save(self, poste: str, body: bytes) -> str | None:
        try:
            return _save_piece(self.journal.root, poste, body) or ""
        except OSError:
            return None

    def _tell_loss(self, path: str, poste: str, lines: list[_Line], saved: str | None) -> None:
        if saved == "":
            return
        first, last = min(line.rang for line in lines), max(line.rang for line in lines)
        one = first == last
        which = f"le rang {first}" if one else f"les rangs {first} à {last}"
        read, it, put = ("lu", "le", "l'a") if one else ("lus", "les", "les a")
        lost = f"Ce fichier n'a plus {which} du poste {poste}, que cette machine avait {read}"
        if saved is None:
            self.failed.add(path)
            finding = Finding(
                "flux-raccourci",
                INTEGRITY,
                f"{lost}, et ce dossier ne peut pas être écrit pour {it} remettre.",
                "Rendez-le accessible en écriture, puis rouvrez le journal.",
                fichier=path,
                poste=poste,
                rang=first,
            )
        else:
            finding = Finding(
                "lignes-remises",
                NOTICE,
                f"{lost} ; sa mémoire {put} remis dans « {saved} ».",
                "Vérifiez l'outil de synchronisation : il a remis une ancienne version.",
                fichier=path,
                poste=poste,
                rang=first,
            )
        self.findings.append(finding)

    def _tell_copy(self, path: str, poste: str, count: int, saved: str | None) -> None:
        if not saved:
            return
        what, it = ("un événement", "le") if count == 1 else (f"{count} événements", "les")
        self.findings.append(
            Finding(
                "copie-en-conflit",
                NOTICE,
                f"Cette copie laissée par la synchronisation tenait seule {what} du poste "
                f"{poste} : « {saved} » {it} garde désormais.",
                "Rien à faire ; la copie peut être supprimée.",
                fichier=path,
                poste=poste,
            )
        )


def _is_sealed(data: bytes) -> bool:
    return data.startswith(SEAL_START, data.rfind(b"\n", 0, len(data) - 1) + 1)


def _sound_lines(data: bytes) -> list[_Line]:
    found = []
    for raw in data.split(b"\n")[:-1]:
        try:
            head, _ = check(raw + b"\n")
        except Unsound:
            continue
        found.append(
            _Line(
                head["poste"].decode(),
                int(head["rang"]),
                head["empreinte"].decode(),
                head["id"].decode(),
                raw + b"\n",
            )
        )
    return found


def _save_piece(root: Path, poste: str, lines: bytes) -> str | None:
    """Save lines under a name made of their content; None if they stand there already."""
    path = f"{poste}/piece-{sha256(lines).hexdigest()[:16]}.ndjson"
    folder = root / poste
    if not folder.is_dir():
        folder.mkdir()
        flush_folder(root)
    try:
        write_once(root / path, lines)
    except FileExistsError:
        return None
    return path
