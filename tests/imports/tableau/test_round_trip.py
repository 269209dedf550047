"""What `ter` exports as a table, it imports back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from ter_core import Environment, Session, reports
from ter_core.events.acteur import ActeurInscrit
from ter_core.events.base import Confirmation
from ter_core.events.territoire import Commune, TerritoireOuvert
from ter_core.exports.spreadsheet import french_csv, standard_csv
from ter_core.imports.carry_out import carry_out
from ter_core.imports.tableau import propose
from ter_core.reports.report import Report
from ter_core.vocabulary.choices import Role, Zone
from ter_core.workspace.demonstration import copy_demo
from ter_core.workspace.start import start

_ASKED: dict[str, tuple[str, dict[str, Any]]] = {
    "organismes": ("organismes", {}),
    "etablissements": ("etablissements", {}),
    "acteurs": ("acteurs", {}),
    "axes": ("axes", {}),
    "instances": ("instances", {}),
    "seances": ("seances", {}),
    "effectifs": ("effectifs", {"annee": "2026-2027"}),
    "suivi": ("suivi", {"toutes": True}),
    "actions": ("actions", {"toutes": True}),
    "participations": ("participations", {"annee": "2026-2027"}),
    "partenariats": ("partenariats", {"annee": "2025-2026"}),
    "rencontres": ("rencontres", {"annee": "2025-2026"}),
    "informations": ("informations", {"annee": "2025-2026"}),
    "appreciations": ("appreciations", {"annee": "2025-2026"}),
    "initiatives": ("initiatives", {"annee": "2025-2026"}),
    "ressources": ("ressources", {}),
    "bonnes-pratiques": ("bonnes-pratiques", {}),
    "indicateurs": ("indicateurs", {"annee": "2025-2026"}),
    "financements": ("financements", {"annee": "2025-2026"}),
    "evaluations": ("evaluations", {"annee": "2025-2026"}),
    "missions": ("missions", {}),
}
# What a table of subjects does not hold: what was written on other days, of other subjects, in
# two places at once.
_LOST = {
    "etablissements": {"nom_commune", "est_reseau"},
    "axes": {"nb_actions", "nb_actions_ouvertes", "nb_decisions", "nb_decisions_ouvertes"},
    "instances": {"nb_tenues_annee", "derniere_seance", "nb_manquantes", "nb_seances_tenues"},
    "seances": {
        "libelle_etat", "nb_decisions", "nb_presents", "nb_points", "nb_points_traites",
        "nb_reports", "date_diffusion", "version_releve", "prochaine_seance",
    },
    "effectifs": {"id_court", "plus_grand"},
    "suivi": {"nb_relances", "derniere_relance", "nb_reports", "est_conflit"},
    "actions": {
        "code_affiche", "nb_participations", "nb_eleves", "nb_enseignants", "nb_familles",
        "premiere_participation", "derniere_participation", "est_interdegres", "est_conflit",
        "feu", "motif_feu", "libelle_avancement", "avancement", "date_etat",
    },
    "participations": {
        "id_court", "code_auteur", "enregistre_le", "est_corrigee", "periode", "est_conflit",
    },
    "partenariats": {"nb_interventions"},
    "rencontres": {"id_court"},
    "appreciations": {"id_court"},
    "indicateurs": {"id_court", "tendance", "valeur_precedente", "date_precedente"},
    "evaluations": {"id_court", "finie_le"},
    "missions": {
        "nb_revisions", "date_revision", "motif_revision", "nb_renouvellements",
        "date_renouvellement", "annees_scolaires", "fin_initiale",
    },
}  # fmt: skip
_SURE = tuple(
    Confirmation(regle=rule, motif="Déjà au journal")
    for rule in ("doublon", "vacances", "hors-reseau", "effectif", "hors-dates", "identite")
)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for both logs."""
    return tmp_path_factory.mktemp("aller-retour")


@pytest.fixture(scope="module")
def demo(place: Path) -> Iterator[Session]:
    """The demonstration, as of 20 November 2026."""
    env = _env(place / "demo-etat")
    with Session.open(copy_demo(place / "demo", env), env=env) as session:
        yield session


@pytest.fixture(scope="module")
def answers(demo: Session) -> dict[str, Report]:
    """What the demonstration answers to every question, each asked once."""
    return {name: _answer(demo, name) for name in _ASKED}


@pytest.fixture(scope="module")
def fresh(place: Path, answers: dict[str, Report]) -> Iterator[Session]:
    """A log begun anew, into which every table of the demonstration was taken, in French CSV."""
    env = _env(place / "neuf-etat")
    start(
        place / "neuf",
        env,
        acteur=ActeurInscrit(
            code="coordination", qualite="Coordination du TER", roles=(Role.COORDINATION,)
        ),
        territoire=TerritoireOuvert(
            nom="TER d'essai",
            departement="05",
            academie="Aix-Marseille",
            zone=Zone.B,
            communes=(Commune(code_insee="05065", nom="Guillestre"),),
        ),
        poste="Portable",
        on=date(2024, 9, 1),
    )
    with Session.open(
        place / "neuf", env=env, author="acteur:coordination", origin="import"
    ) as session:
        for name in _ASKED:
            path = _written(place, name, french_csv(answers[name]))
            outcome = carry_out(session, propose(session, path), confirmed=_SURE)
            assert outcome.rejections == (), name
        yield session


@pytest.mark.parametrize("name", list(_ASKED))
def test_a_table_comes_back_as_it_went(
    answers: dict[str, Report], fresh: Session, name: str
) -> None:
    """In a log begun anew, a question answers what the table said."""
    lost = _LOST.get(name, set())
    before, after = (_rows(one, lost) for one in (answers[name], _answer(fresh, name)))
    assert after == before


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("suivi", standard_csv),
        ("actions", standard_csv),
        ("participations", french_csv),
        ("partenariats", standard_csv),
        ("rencontres", french_csv),
        ("informations", standard_csv),
        ("appreciations", french_csv),
        ("initiatives", standard_csv),
        ("ressources", french_csv),
        ("bonnes-pratiques", standard_csv),
        ("indicateurs", standard_csv),
        ("financements", standard_csv),
        ("evaluations", french_csv),
        ("missions", standard_csv),
    ],
)
def test_a_table_of_this_log_changes_nothing(
    place: Path, demo: Session, answers: dict[str, Report], name: str, written: Any
) -> None:
    """Taken into the log it came from, a table has nothing to say, in either form."""
    answer = answers[name]
    found = propose(demo, _written(place, f"{name}-meme", written(answer)))
    assert [step.told for step in found.steps] == []
    assert (found.same, found.lines) == (len(answer.rows), len(answer.rows))


def _env(state: Path) -> Environment:
    now = datetime(2026, 11, 20, 15, tzinfo=UTC)
    return Environment(now=lambda: now, state_dir=state, cache_dir=state / "cache")


def _answer(session: Session, name: str) -> Report:
    question, asked = _ASKED[name]
    return session.ask(reports.get(question)(**asked))


def _written(place: Path, name: str, text: str) -> Path:
    path = place / f"{name}.csv"
    path.write_text(text, encoding="utf-8", newline="")
    return path


def _rows(answer: Report, lost: set[str]) -> list[dict[str, Any]]:
    """The rows, but for what is lost and for spaces, which files do not keep apart."""
    found = [
        {name: _plain(value) for name, value in row.items() if name not in lost}
        for row in answer.named()
    ]
    return sorted(found, key=str)


def _plain(value: Any) -> Any:
    if isinstance(value, str):
        return " ".join(value.split())
    if isinstance(value, list):
        return sorted(map(_plain, value), key=str)
    return value
