"""What a payload may hold: strings, booleans, null, exact integers, lists and objects of these."""

from __future__ import annotations

from typing import Any

__all__ = ["MAX_DEPTH", "MAX_INTEGER", "payload_fault"]

MAX_DEPTH = 32
MAX_INTEGER = 1 << 53


def payload_fault(donnees: Any) -> str:
    """Why `donnees` cannot be a payload, in French; empty when it can.

    The line itself is depth 1, so its payload begins at depth 2.
    """
    if donnees.__class__ is not dict:
        return "des données qui ne sont pas un objet"
    return _walk(donnees, 2)


def _walk(container: Any, depth: int) -> str:
    if depth > MAX_DEPTH:
        return f"plus de {MAX_DEPTH} niveaux d'imbrication"
    for value in container.values() if container.__class__ is dict else container:
        kind = value.__class__
        if kind is str or kind is bool or value is None:
            continue
        if kind is int:
            if -MAX_INTEGER <= value <= MAX_INTEGER:
                continue
            return f"l'entier {value}, au-delà de ± 2^53"
        if kind is float:
            return f"le nombre à virgule {value} (un décimal s'écrit comme un texte)"
        if kind is not dict and kind is not list and kind is not tuple:
            return f"une valeur de type {kind.__name__}"
        fault = _walk(value, depth + 1)
        if fault:
            return fault
    return ""
