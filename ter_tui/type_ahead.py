"""Keys are obeyed one after the other, however fast they come.

Textual hands a key to the widget that has the focus when the key arrives; a key that moves the
focus takes a few messages to do so, and what is typed meanwhile would go to the field one leaves.
Here a key waits until the one before has done all it does, and what it asked for is there: a form,
a list of choices, a séance. What is typed meanwhile is for that, not for the screen one leaves.
"""

from __future__ import annotations

from collections import deque
from functools import partial
from time import monotonic
from typing import Any, TypeVar, overload
from weakref import WeakKeyDictionary, WeakSet

from textual import events, on
from textual.app import App, ScreenStackError
from textual.message import Message
from textual.screen import Screen
from textual.timer import Timer
from textual.worker import Worker, get_current_worker

__all__ = ["TypeAhead"]

T = TypeVar("T")

_ROUNDS = 2
"""A key may post a message that moves the focus: the second marker comes after that one."""
_LONGEST = 0.5
"""Seconds after which a key is held no longer: its widget went, and the marker with it."""
_ACTS = frozenset({"act", "choose", "enter", "save", "say"})
"""The workers that somebody waits for: the next keys are for what they are about to open."""
_STEP = 0.01
_MOST = 3.0
"""Seconds after which what is still not there is waited for no longer."""


class _Passed(Message):
    """A marker that follows a key through its queues, from the widget up to the application."""

    def __init__(self, number: int, left: int) -> None:
        super().__init__()
        self.number, self.left = number, left


class TypeAhead(App[int]):
    """An application that keeps what is typed in order."""

    def __init__(self) -> None:
        super().__init__()
        self._held: deque[events.Key | events.Paste] = deque()
        self._key_number = 0
        self._in_hand = 0
        self._patience: Timer | None = None
        self._marked: Screen[Any] | None = None
        self._held_since = 0.0
        self._has_waited = False
        self._asking: WeakKeyDictionary[Worker[Any], Screen[Any] | str] = WeakKeyDictionary()
        self._given_up: WeakSet[Worker[Any]] = WeakSet()

    @overload
    async def push_screen_wait(self, screen: Screen[T], *, mode: str | None = None) -> T: ...

    @overload
    async def push_screen_wait(self, screen: str, *, mode: str | None = None) -> Any: ...

    async def push_screen_wait(
        self, screen: Screen[T] | str, *, mode: str | None = None
    ) -> T | Any:
        """Open a screen and wait for its answer; the worker then waits for somebody."""
        worker = get_current_worker()
        self._asking[worker] = screen
        try:
            return await super().push_screen_wait(screen, mode=mode)
        finally:
            self._asking.pop(worker, None)

    @property
    def is_obeying(self) -> bool:
        """Whether a key is still doing what it does."""
        return bool(self._in_hand or self._held)

    async def on_event(self, event: events.Event) -> None:
        """Hold a key while another is obeyed."""
        if not isinstance(event, events.Key | events.Paste) or event.is_forwarded:
            await super().on_event(event)
        elif self._in_hand:
            self._held.append(event)
        else:
            await self._obey(event)

    async def _obey(self, event: events.Key | events.Paste) -> None:
        self._key_number += 1
        self._in_hand = self._key_number
        self._held_since = monotonic()
        await super().on_event(event)
        self._send_marker(_ROUNDS)

    def _send_marker(self, left: int) -> None:
        """Send a marker after the key."""
        number = self._in_hand
        if self._patience is not None:
            self._patience.stop()
        self._patience = self.set_timer(_LONGEST, partial(self._next, number))
        self._marked = self._in_front()
        if self._marked is not None:
            (self.focused or self._marked).post_message(_Passed(number, left))

    @on(_Passed)
    async def _passed(self, marker: _Passed) -> None:
        marker.stop()
        if marker.number != self._in_hand:
            return
        if marker.left > 1:
            self._send_marker(marker.left - 1)
        else:
            await self._next(marker.number)

    async def _next(self, number: int) -> None:
        """Obey the next key, if that one is still the last and what it asked for is there."""
        if number != self._in_hand:
            return
        if self._patience is not None:
            self._patience.stop()
        is_patient = monotonic() - self._held_since < _MOST
        awaited = self._awaited()
        if awaited and is_patient:
            self._has_waited = True
            self._patience = self.set_timer(_STEP, partial(self._next, number))
            return
        self._given_up.update(awaited)
        if is_patient and (self._has_waited or self._in_front() is not self._marked):
            self._has_waited = False
            self._send_marker(_ROUNDS)  # what came takes the keyboard before the next key
            return
        self._in_hand = 0
        if self._held:
            await self._obey(self._held.popleft())

    def _awaited(self) -> list[Worker[Any]]:
        """What somebody waits for, that does not wait for them."""
        return [
            one
            for one in self.workers
            if one.group in _ACTS
            and not one.is_finished
            and one not in self._given_up
            and not self._has_asked(one)
        ]

    def _has_asked(self, worker: Worker[Any]) -> bool:
        """Whether the screen that a worker waits for is there, ready to be typed in."""
        screen = self._asking.get(worker)
        return screen is not None and (isinstance(screen, str) or screen.is_mounted)

    def _in_front(self) -> Screen[Any] | None:
        """The screen that keys go to; None where the application is leaving."""
        try:
            return self.screen
        except (IndexError, ScreenStackError):
            return None
