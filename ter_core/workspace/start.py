"""Begin a log, or join one that others already write."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from ter_core.environment import Environment
from ter_core.errors import UnknownCode, WorkspaceProblem
from ter_core.events.acteur import ActeurInscrit
from ter_core.events.poste import PosteOuvert
from ter_core.events.territoire import TerritoireOuvert
from ter_core.ledger.entry import Entry, Written
from ter_core.ledger.ledger import Author, Ledger
from ter_core.log import identity
from ter_core.log.clock import Clock
from ter_core.log.journal import create_journal, find_journal, open_journal
from ter_core.session import Session
from ter_core.vocabulary.subjects import key_of, kind_of, subject
from ter_core.vocabulary.text import slug
from ter_core.workspace.folder import LOG_FOLDER, prepare

__all__ = ["has_journal", "join", "start"]


def has_journal(folder: Path) -> bool:
    """Whether a folder already is a workspace, or the log of one."""
    return any((place / "journal.json").exists() for place in (folder, folder / LOG_FOLDER))


def start(
    folder: Path,
    env: Environment,
    *,
    acteur: ActeurInscrit,
    territoire: TerritoireOuvert,
    poste: str,
    on: date | None = None,
    origin: str = "cli",
) -> list[Written]:
    """Begin the log of a territory: one lot opens the poste, the function and the territory.

    `poste` is the name people give to this installation; `on` the day since when the territory and
    the function are what they are (today by default): what happened before it is of no territory.
    `origin` names the front end that says so. Nothing is made if the lot is refused.

    Raises:
        WorkspaceProblem: the folder holds a log already, or cannot be written.
        TerError: the lot is refused.
    """
    if has_journal(folder):
        raise WorkspaceProblem(
            "Ce dossier contient déjà un journal.",
            where=str(folder),
            remedy="Rejoignez-le : `ter init --acteur CODE`.",
        )
    acteur = acteur if acteur.code else acteur.with_values(code=slug(acteur.qualite))
    author = subject("acteur", acteur.code or "")
    opened = Entry(PosteOuvert(nom=poste, acteur=author))
    lot = (opened, Entry(acteur, on=on), Entry(territoire, on=on))
    Ledger(env, Clock(env), "").plan(lot, Author(author, origin))  # judged before anything is made
    root = prepare(folder)
    journal = create_journal(root, env)
    try:
        with Session.open(root, env=env, author=author, origin=origin) as session:
            written = session.record(*lot)
    except BaseException:
        _take_back(root)
        raise
    identity.set_actor(journal, env, author)
    return written


def join(
    folder: Path, env: Environment, *, acteur: str, poste: str, origin: str = "cli"
) -> list[Written]:
    """Say who writes on this machine in a log that exists; opens its poste if it has none.

    A machine that has one goes on with it, and nothing is written. `origin` names the front end.

    Raises:
        JournalNotFound: there is no log here.
        ReadOnlyJournal: the log is a *modele*.
        UnknownCode: no such function is known to the log.
    """
    author = acteur if ":" in acteur else subject("acteur", acteur)
    journal = open_journal(find_journal(folder))
    journal.require_writable()
    with Session.open(journal.root, env=env, author=author, origin=origin) as session:
        _check_known(session, author)
        written = []
        if identity.load(journal, env).poste is None:
            written = session.record(Entry(PosteOuvert(nom=poste, acteur=author)))
    identity.set_actor(journal, env, author)
    return written


def _check_known(session: Session, author: str) -> None:
    from ter_core.reports.reseau import Acteurs

    codes = [str(row[0]) for row in session.ask(Acteurs()).rows]
    if kind_of(author) != "acteur" or key_of(author) not in codes:
        raise UnknownCode(
            f"« {key_of(author)} » n'est pas une fonction connue de ce journal.",
            where="acteur",
            remedy=f"Fonctions connues : {', '.join(codes)}.",
        )


def _take_back(root: Path) -> None:
    """Remove a log in which nothing was written; one that may hold a line stays as it is."""
    if [path.name for path in root.iterdir()] == ["journal.json"]:
        (root / "journal.json").unlink()
        root.rmdir()
