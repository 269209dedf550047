"""Begin a log, or join one that others already write."""

from __future__ import annotations

from pathlib import Path

from ter_core.environment import Environment
from ter_core.errors import UnknownCode, WorkspaceProblem
from ter_core.events.acteur import ActeurInscrit
from ter_core.events.poste import PosteOuvert
from ter_core.events.territoire import TerritoireOuvert
from ter_core.ledger.entry import Entry, Written
from ter_core.log import identity
from ter_core.log.identity import set_actor
from ter_core.log.journal import create_journal, find_journal, open_journal
from ter_core.session import Session
from ter_core.vocabulary.subjects import subject
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
) -> list[Written]:
    """Begin the log of a territory: one lot opens the poste, the function and the territory.

    `poste` is the name people give to this installation. Nothing is left behind if the lot is
    refused.

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
    root = prepare(folder)
    journal = create_journal(root, env)
    try:
        with Session.open(root, env=env, author=author, origin="cli") as session:
            written = session.record(
                Entry(PosteOuvert(nom=poste, acteur=author)), Entry(acteur), Entry(territoire)
            )
    except BaseException:
        _forget(root)
        raise
    set_actor(journal, env, author)
    return written


def join(folder: Path, env: Environment, *, acteur: str, poste: str) -> list[Written]:
    """Say who writes on this machine in a log that exists; opens its poste if it has none.

    A machine that has one goes on with it, and nothing is written.

    Raises:
        JournalNotFound: there is no log here.
        UnknownCode: no such function is known to the log.
    """
    author = acteur if ":" in acteur else subject("acteur", acteur)
    has_poste = identity.load(open_journal(find_journal(folder)), env).poste is not None
    with Session.open(folder, env=env, author=author, origin="cli") as session:
        _check_known(session, author)
        opening = [] if has_poste else [Entry(PosteOuvert(nom=poste, acteur=author))]
        written = session.record(*opening) if opening else []
        set_actor(session.journal, env, author)
    return written


def _check_known(session: Session, author: str) -> None:
    from ter_core.reports.reseau import Acteurs

    report = session.ask(Acteurs())
    codes = [str(row[0]) for row in report.rows]
    if author.partition(":")[2] not in codes:
        raise UnknownCode(
            f"« {author.partition(':')[2]} » n'est pas une fonction connue de ce journal.",
            where="acteur",
            remedy=f"Fonctions connues : {', '.join(codes)}.",
        )


def _forget(root: Path) -> None:
    """Take back an empty log; a folder that holds anything else is left as it is."""
    (root / "journal.json").unlink(missing_ok=True)
    if root.is_dir() and not any(root.iterdir()):
        root.rmdir()
