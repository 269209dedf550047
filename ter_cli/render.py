"""The only module that writes to the terminal: stdout is data, stderr is narration.

Both always receive UTF-8, whatever the locale: a console of another code page shows the same
letters, and a redirected file holds the same bytes everywhere.
"""

from __future__ import annotations

import os
import sys
from typing import IO, BinaryIO, TextIO

from ter_core.vocabulary.typography import french
from ter_core.vocabulary.visible import visible

__all__ = ["Console"]

_WIDTH, _NARROWEST = 80, 40


class Console:
    """The three streams of the process, or those that a test gives."""

    def __init__(
        self,
        stdin: IO[bytes] | None = None,
        stdout: IO[bytes] | None = None,
        stderr: IO[bytes] | None = None,
    ) -> None:
        self._given = stdout is not None
        self._in = stdin or _bytes_of(sys.stdin)
        self._out = stdout or _bytes_of(sys.stdout)
        self._err = stderr or _bytes_of(sys.stderr)

    @staticmethod
    def prepare() -> None:
        """Make the text streams that click writes to (completion) UTF-8 whatever the locale."""
        for stream in (sys.stdout, sys.stderr):
            if hasattr(stream, "reconfigure"):
                stream.reconfigure(encoding="utf-8", errors="backslashreplace")

    @property
    def interactive(self) -> bool:
        """Whether somebody is there to answer."""
        return self._in.isatty() and self._err.isatty()

    @property
    def is_terminal(self) -> bool:
        """Whether stdout is one."""
        return self._out.isatty()

    @property
    def is_watched(self) -> bool:
        """Whether stderr is a terminal."""
        return self._err.isatty()

    @property
    def colour(self) -> bool:
        """Whether stdout may be coloured."""
        return self._out.isatty() and not os.environ.get("NO_COLOR")

    @property
    def width(self) -> int:
        """The columns of the terminal; 80 where stdout is none."""
        if not self._out.isatty():
            return _WIDTH
        try:
            return max(os.get_terminal_size(self._out.fileno()).columns or _WIDTH, _NARROWEST)
        except OSError:
            return _WIDTH

    def data(self, text: str) -> None:
        """An answer, exactly as it was laid out."""
        _send(self._out, text)

    def say(self, text: str) -> None:
        """One line of the program's own words, on stdout."""
        _send(self._out, f"{french(visible(text, lines=True))}\n")

    def tell(self, text: str) -> None:
        """One line of the program's own words, on stderr."""
        _send(self._err, f"{french(visible(text, lines=True))}\n")

    def tell_raw(self, text: str) -> None:
        """A document for programs, on stderr."""
        _send(self._err, f"{text}\n")

    def redraw(self, text: str, width: int) -> None:
        """One line of the program's own words on stderr, in place of the one drawn before."""
        _send(self._err, f"\r{' ' * width}\r{visible(text)}")

    def ask(self, question: str) -> str:
        """What is typed on one line; EOFError where there is no more, or at Ctrl-C."""
        _send(self._err, french(visible(question)))
        try:
            line = self._in.readline()
        except KeyboardInterrupt:
            line = b""
        if not line:
            _send(self._err, "\n")
            raise EOFError
        return line.decode("utf-8", "surrogateescape").strip()

    def lines(self) -> IO[bytes]:
        """stdin, for a command that reads it whole."""
        return self._in

    def close(self) -> None:
        """Let what was written go; a reader that left is no error."""
        for stream in (self._out, self._err):
            try:
                stream.flush()
            except (OSError, ValueError):
                self._silence(stream)

    def _silence(self, stream: IO[bytes]) -> None:
        """Keep the interpreter from complaining, at exit, of a pipe that nobody reads."""
        if self._given:
            return
        void = os.open(os.devnull, os.O_WRONLY)
        os.dup2(void, stream.fileno())


def _bytes_of(stream: TextIO) -> BinaryIO:
    return stream.buffer


def _send(stream: IO[bytes], text: str) -> None:
    stream.write(text.encode("utf-8", "backslashreplace"))
    stream.flush()
