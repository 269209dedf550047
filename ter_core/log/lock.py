"""One writer at a time on this machine: the lock of a poste, in its state folder.

`flock` on a descriptor that stays open costs a microsecond, where filelock opens and closes the
file each time (half of a durable append). Systems without `flock` go through filelock.
"""

from __future__ import annotations

import contextlib
import os
import time
from pathlib import Path
from typing import Any

from attrs import define, field

from ter_core.errors import LockBusy
from ter_core.log.durable import O_CLOEXEC, O_NOFOLLOW

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]

__all__ = ["LOCK_TIMEOUT", "PosteLock"]

LOCK_TIMEOUT = 10.0
_PAUSE = 0.005


@define
class PosteLock:
    """An exclusive lock between processes; freed by the system when its holder dies."""

    path: Path
    _fd: int = field(default=-1, init=False)
    _pid: int = field(default=0, init=False)
    _fallback: Any = field(default=None, init=False)

    def acquire(self, timeout: float = LOCK_TIMEOUT) -> None:
        """Take the lock, waiting for at most `timeout` seconds.

        Taking it twice is taking it once, so that an interrupted release blocks nobody for good.

        Raises:
            LockBusy: somebody else kept it all that time.
        """
        if fcntl is None:
            self._acquire_fallback(timeout)
            return
        fd = self._descriptor()
        deadline = None
        while True:
            try:
                fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                now = time.monotonic()
                deadline = now + timeout if deadline is None else deadline
                if now >= deadline:
                    raise _busy(timeout) from None
                time.sleep(_PAUSE)
            else:
                return

    def release(self) -> None:
        """Give the lock back; harmless when it is not held."""
        if self._fallback is not None:
            self._fallback.release(force=True)
        elif self._fd >= 0 and self._pid == os.getpid():
            fcntl.flock(self._fd, fcntl.LOCK_UN)

    def close(self) -> None:
        """Release, and give the descriptor back."""
        self.release()
        if self._fd >= 0:
            with contextlib.suppress(OSError):
                os.close(self._fd)
            self._fd = -1

    def _descriptor(self) -> int:
        # A child process shares its parent's descriptor, hence its lock: it needs its own.
        if self._fd < 0 or self._pid != os.getpid():
            flags = os.O_RDWR | os.O_CREAT | O_CLOEXEC | O_NOFOLLOW
            self._fd = os.open(self.path, flags, 0o600)
            self._pid = os.getpid()
        return self._fd

    def _acquire_fallback(self, timeout: float) -> None:
        from filelock import FileLock, Timeout

        if self._fallback is None:
            self._fallback = FileLock(self.path, mode=0o600)
        if self._fallback.is_locked:
            return
        try:
            self._fallback.acquire(timeout=timeout, poll_interval=_PAUSE)
        except Timeout:
            raise _busy(timeout) from None


def _busy(timeout: float) -> LockBusy:
    return LockBusy(
        f"Un autre programme `ter` de ce poste écrit dans ce journal depuis plus de {timeout:g} s.",
        remedy="Attendez qu'il ait fini, ou fermez-le, puis recommencez.",
    )
