"""The ledger and DuckDB read the same log, and must tell the same story of it."""

from __future__ import annotations

import random
from collections import defaultdict
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from attrs import define, field
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ter_core import Environment
from ter_core.ledger.effects import effects_of
from ter_core.ledger.index import Index
from ter_core.ledger.node import Node, SubjectState
from ter_core.log.clock import Clock
from ter_core.log.journal import Journal, create_journal
from ter_core.log.line import encode, genesis
from ter_core.log.read import read
from ter_core.log.record import Draft
from ter_core.projections.engine import Projection

POSTES = ("aaaaaaaaaaaaaaaa", "bbbbbbbbbbbbbbbb", "cccccccccccccccc")
FIELDS = ("echeance", "permanente")  # what the ledger keeps of a decision, beside its state
LATER = date(2027, 1, 1)
DAYS = ("2026-09-10", "2026-10-05", "2026-11-20")


@define
class History:
    """A merged history of a few decisions, written by three postes that meet now and then.

    No rule holds it back: merging gives histories that no single machine would have accepted.
    """

    journal: Journal
    env: Environment
    chance: random.Random
    clock: Clock = field(init=False)
    streams: dict[str, list[bytes]] = field(factory=lambda: defaultdict(list))
    links: dict[str, tuple[int, str]] = field(factory=dict)
    known: dict[str, dict[str, list[Draft]]] = field(factory=lambda: defaultdict(dict))
    numbers: dict[str, int] = field(factory=lambda: defaultdict(int))

    def __attrs_post_init__(self) -> None:
        self.clock = Clock(self.env)

    def step(self, poste: str, move: int) -> None:
        """One act of a poste: a decision, something about one, or a meeting with another poste."""
        mine = self.known[poste]
        if move == 0 or not mine:
            self._adopt(poste)
        elif move == 1:
            for subject, drafts in self.known[self.chance.choice(POSTES)].items():
                ours = {draft.id for draft in mine.get(subject, ())}
                mine.setdefault(subject, []).extend(d for d in drafts if d.id not in ours)
                self.numbers[poste] = max(self.numbers.values())
        else:
            subject = self.chance.choice(sorted(mine))
            self._write(poste, subject, *self._about(mine[subject], move))

    def _adopt(self, poste: str) -> None:
        self.numbers[poste] += 1
        event_id = self.clock.mint()
        payload = {
            "code": f"D-2026-{self.numbers[poste]:03d}",
            "hors_seance": "courriel",
            "libelle": "Ouvrir une navette",
            "responsables": ["acteur:principal"],
            "echeance": "2027-01-15",
            "priorite": 2,
        }
        self._write(poste, f"decision:{event_id}", "DecisionAdoptee", payload, event_id)

    def _about(self, drafts: list[Draft], move: int) -> tuple[str, dict[str, Any]]:
        some = self.chance.choice(drafts).id
        due = f"2027-{self.chance.randrange(2, 12):02d}-10"
        acts: list[tuple[str, dict[str, Any]]] = [
            ("EcheanceReportee", {"echeance": due, "motif": "x"}),
            ("AvancementConstate", {"etat": self.chance.choice(["en_cours", "bloquee"])}),
            ("DecisionExecutee", {}),
            ("DecisionReouverte", {"motif": "x"}),
            ("DecisionRectifiee", {"champs": {"echeance": due}, "motif": "x"}),
            ("DecisionRectifiee", {"champs": {"permanente": "Règle"}, "etat": "bloquee",
                                   "motif": "x"}),
            ("EvenementAnnule", {"evenement": some, "motif": "x"}),
            ("ConflitTranche", {"retient": some, "motif": "x"}),
            ("RelanceEmise", {"destinataires": ["acteur:principal"], "canal": "courriel"}),
            ("Inconnu", {"quoi": "un programme plus récent"}),
        ]  # fmt: skip
        return acts[move % len(acts)]

    def _write(
        self, poste: str, subject: str, name: str, payload: Any, event_id: str | None = None
    ) -> None:
        before = self.known[poste].get(subject, [])
        cited = {parent for draft in before for parent in draft.apres}
        heads = sorted(draft.id for draft in before if draft.id not in cited)
        depth = 1 + max((d.profondeur for d in before if d.id in heads), default=0)
        draft = Draft(
            event_id or self.clock.mint(), name, 1, subject, tuple(heads), depth,
            self.chance.choice(DAYS), self.clock.timestamp(), "acteur:principal", "cli", None,
            payload,
        )  # fmt: skip
        rang, link = self.links.get(poste, (0, genesis(self.journal.id, poste)))
        line, record = encode(
            draft, poste=poste, rang=rang + 1, precedente=link, lot=None, sel="0" * 32
        )
        self.links[poste] = (rang + 1, record.empreinte)
        self.streams[poste].append(line)
        self.known[poste].setdefault(subject, []).append(draft)

    def save(self) -> None:
        """Write every stream into the folder."""
        for poste, lines in self.streams.items():
            folder = self.journal.root / poste
            folder.mkdir()
            (folder / "actif.ndjson").write_bytes(b"".join(lines))


def _story(state: SubjectState) -> tuple[Any, ...]:
    """State, live values, heads and conflicts of a subject, as the ledger sees them."""
    return (
        state.value("etat"),
        *(state.value(name) for name in FIELDS),
        len(state.heads),
        state.creation() is not None,
        {
            name: ids
            for name, nodes in state.live()
            if name in (*FIELDS, "etat") and len(ids := _latest(state, name, nodes)) > 1
        },
    )


def _has_row(state: SubjectState) -> bool:
    """Whether an event that counts, of a known type, says anything of the subject."""
    applied = (state.applied(node) for node in state.effective())
    return any(node and effects_of(node.type).cls for node in applied)


def _latest(state: SubjectState, name: str, nodes: list[Node]) -> list[str]:
    """The last event that sets each of the live values of a field, the default one first."""
    by_value: dict[Any, str] = {}
    for node in reversed(nodes):
        applied = state.applied(node)
        by_value.setdefault(applied.values.get(name) if applied else None, node.id)
    return list(by_value.values())


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(
    seed=st.integers(0, 2**32),
    moves=st.lists(st.tuples(st.sampled_from(POSTES), st.integers(0, 11)), min_size=3, max_size=40),
)
def test_ledger_and_sql_fold_merged_histories_alike(
    seed: int, moves: list[tuple[str, int]]
) -> None:
    """Same states, heads, live values, conflicts and numbers, whatever was written and merged."""
    with TemporaryDirectory() as place:
        env = Environment(
            random_bytes=random.Random(seed).randbytes,  # noqa: S311  # drawn again, not secret
            state_dir=Path(place) / "etat",
            cache_dir=Path(place) / "cache",
        )
        journal = create_journal(Path(place) / "events", env)
        history = History(journal, env, random.Random(seed))  # noqa: S311
        for poste, move in moves:
            history.step(poste, move)
        history.save()
        reading = read(journal)
        index = Index()
        for record in reading.records():
            index.add(record, record.donnees)
        expected = {
            subject: _story(state) for subject, state in index.subjects.items() if _has_row(state)
        }
        projection = Projection(env.cache_dir)
        projection.load(reading)
        assert _stories(projection) == expected
        answer = projection.query(
            "select sujet, code_affiche from codes where nature = 'decision'", a_la_date=LATER
        )
        assert dict(answer.rows) == {s: index.name_of(s) for s in index.kinds["decision"]}
        projection.close()


def _stories(projection: Projection) -> dict[str, tuple[Any, ...]]:
    conflicts: dict[str, dict[str, list[str]]] = defaultdict(dict)
    query = "select sujet, champ, evenement, autre_evenement from conflits order by 4 desc"
    for subject, name, default, other in projection.query(query, a_la_date=LATER).rows:
        if name in (*FIELDS, "etat"):
            conflicts[subject].setdefault(name, [default]).append(other)
    answer = projection.query(
        "select sujet, etat, echeance, permanente, nb_tetes, evenement_creation is not null "
        "from sujets.decision",
        a_la_date=LATER,
    )
    return {
        subject: (
            state,
            *(v.isoformat() if isinstance(v, date) else v for v in values),
            heads,
            created,
            conflicts.get(subject, {}),
        )
        for subject, state, *values, heads, created in answer.rows
    }
