"""A file that somebody names, of which the log keeps the fingerprint."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path
from urllib.parse import unquote, urlsplit

from ter_core.errors import system_reason

__all__ = ["SOME_FILE", "file_problem", "fingerprint", "name_problem", "named_file"]

SOME_FILE = "0" * 64
"""Stands for a fingerprint until the file is read."""

_DIGITS = re.compile(r"[0-9a-f]{64}")


def named_file(typed: str) -> Path:
    """The file that a text names, as people type it or as a terminal pastes what is dropped."""
    text = typed.strip()
    if len(text) > 1 and text[0] == text[-1] and text[0] in "'\"":
        text = text[1:-1]
    if text.startswith("file://"):
        text = unquote(urlsplit(text).path)
    return Path(text).expanduser()


def name_problem(typed: str, what: str) -> str:
    """Why a text cannot name a file or a folder (`what`) to come; nothing where it can."""
    if not typed.strip():
        return f"Donnez un nom de {what}."
    try:
        is_folder = named_file(typed).is_dir()
    except (OSError, ValueError, RuntimeError):
        return f"Ce n'est pas un nom de {what}."
    if is_folder and what == "fichier":
        return "C'est un dossier : ajoutez un nom de fichier."
    return ""


def file_problem(typed: str) -> str:
    """Why a text names no file that can be read; nothing where it does, or is a fingerprint."""
    if not typed.strip() or _DIGITS.fullmatch(typed.strip()):
        return ""
    try:
        found = named_file(typed)
        if found.is_file():
            return ""
        return "C'est un dossier." if found.is_dir() else "Ce fichier n'existe pas."
    except (OSError, ValueError, RuntimeError):
        return "Ce n'est pas un nom de fichier."


def fingerprint(typed: str) -> str:
    """The SHA-256 of a file; a fingerprint stands for itself. It reads the whole file.

    Raises:
        ValueError: the file cannot be read (in French).
    """
    if not typed.strip() or _DIGITS.fullmatch(typed.strip()):
        return typed.strip()
    if problem := file_problem(typed):
        raise ValueError(problem)
    try:
        with named_file(typed).open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as error:
        told = system_reason(error)
        raise ValueError(f"Ce fichier ne peut pas être lu ({told}).") from None
