"""Is this exact line in the log? Asked by witnesses and by the machine's memory."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ter_core.log.reading import FileReading, Reading

__all__ = ["Presence", "holds"]

_WINDOW = 64 << 10


class Presence:
    """Looks lines up in one reading, each file read at most once."""

    def __init__(self, reading: Reading) -> None:
        self._lines: set[tuple[str, int, str]] = set()
        self._segments: list[FileReading] = []
        self._bytes: dict[str, bytes] = {}
        for file in reading.files:
            if file.scan.lines is None:
                self._segments.append(file)
            else:
                self._lines.update((x.poste, x.rang, x.empreinte) for x in file.scan.lines)

    def has(self, poste: str, rang: int, empreinte: str) -> bool:
        """Whether the line of that poste, rang and hash stands in some file."""
        if (poste, rang, empreinte) in self._lines:
            return True
        return any(
            self._in_segment(file, poste, rang, empreinte)
            for file in self._segments
            if (one := file.stretch) is not None
            and one.poste == poste
            and one.first <= rang <= one.last
        )

    def _in_segment(self, file: FileReading, poste: str, rang: int, empreinte: str) -> bool:
        one = file.stretch
        if one is None or not file.count:
            return False
        if rang == one.last:
            return empreinte == one.empreinte
        data = self._bytes.get(file.path)
        if data is None:
            data = self._bytes[file.path] = file.verified_bytes()
        mark = f',"empreinte":"{empreinte}","sel":'.encode()
        # Lines are of similar lengths: look where it should be before looking everywhere.
        guess = (rang - one.first) * len(data) // (one.last - one.first + 1)
        at = data.find(mark, max(0, guess - _WINDOW), guess + _WINDOW)
        if at < 0:
            at = data.find(mark)
        if at < 0:
            return False
        start = data.rfind(b"\n", 0, at) + 1
        return data.find(f'"poste":"{poste}","rang":{rang},'.encode(), start, at) >= 0


def holds(reading: Reading, poste: str, rang: int, empreinte: str) -> bool:
    """Whether one line is there; for many questions keep a `Presence`."""
    return Presence(reading).has(poste, rang, empreinte)
