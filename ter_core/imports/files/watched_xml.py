"""XML read in one pass, nothing of it being kept; what could make it grow is refused."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from xml.parsers import expat

from ter_core.imports.files.refused import ImportRefused, damaged, too_long

__all__ = ["End", "Start", "Text", "read_xml"]

Start = Callable[[str, Mapping[str, str]], None]
End = Callable[[str], None]
Text = Callable[[str], None]

_MOST_ELEMENTS = 10_000_000  # the cells that are read, each with its style and its value
_DECLARES = re.compile(rb"<!(?:DOCTYPE|ENTITY)")


def read_xml(
    content: bytes, start: Start, *, end: End | None = None, text: Text | None = None
) -> None:
    """Hand over the elements of an XML text, by their names without prefix.

    Raises:
        ImportRefused: it is no XML, has far too many elements, or declares a document type.
    """
    if _DECLARES.search(content):
        raise _declares()
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.buffer_size = 1 << 16
    parser.StartDoctypeDeclHandler = _refuse
    parser.EntityDeclHandler = _refuse
    left = _MOST_ELEMENTS

    def started(name: str, values: Mapping[str, str]) -> None:
        nonlocal left
        left -= 1
        if left < 0:
            raise too_long("Ce classeur décrit beaucoup trop de cellules.")
        start(name.rpartition(":")[2], values)

    parser.StartElementHandler = started
    if end:
        parser.EndElementHandler = lambda name: end(name.rpartition(":")[2])
    if text:
        parser.CharacterDataHandler = text
    try:
        parser.Parse(content, True)  # noqa: FBT003 - the argument has no name
    except (expat.ExpatError, ValueError, LookupError):
        raise damaged("son XML ne se lit pas") from None


def _refuse(*_: object) -> None:
    raise _declares()


def _declares() -> ImportRefused:
    return damaged("il déclare un type de document, ce qu'aucun tableur n'écrit")
