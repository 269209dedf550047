"""A lot written by a script: read strictly, recorded whole or not at all."""

from __future__ import annotations

from typing import Any

import orjson
import pytest

from ter_core.errors import InvalidValue, KeyReused, TerError, UnknownCode
from ter_core.imports.lot import entries_of, plan_lot, record_lot
from tests.ledger.conftest import Machine


def axis(number: int, **more: Any) -> dict[str, Any]:
    """A line that creates an axe."""
    payload = {"code": f"axe-{number}", "numero": number, "intitule": "Réussite"}
    return {"type": "AxeDefini", "donnees": payload} | more


def adopted(**more: Any) -> dict[str, Any]:
    """A line that adopts a decision."""
    payload = {
        "seance": "S1",
        "libelle": "Ouvrir une navette",
        "responsables": ["principal"],
        "echeance": "2027-03-15",
    }
    return {"type": "DecisionAdoptee", "donnees": payload} | more


def lot(*lines: Any) -> list[bytes]:
    """Lines as a file gives them; None is an empty one, bytes stand as they are."""
    return [
        line if isinstance(line, bytes) else (b"" if line is None else orjson.dumps(line)) + b"\n"
        for line in lines
    ]


REFUSALS: list[tuple[str, Any, str, str]] = [
    ("not-json", b"AxeDefini\n", "", "Ce n'est pas du JSON"),
    ("cut", b'{"type":"AxeDefini"\n', "", "Ce n'est pas du JSON"),
    ("not-utf8", b'{"type":"AxeD\xe9fini"}\n', "", "Ce n'est pas du JSON"),
    ("bom", b'\xef\xbb\xbf{"type":"AxeDefini"}\n', "", "Ce n'est pas du JSON"),
    ("nan", b'{"type":"AxeDefini","donnees":{"numero":NaN}}\n', "", "Ce n'est pas du JSON"),
    ("two-objects", b"{}{}\n", "", "Ce n'est pas du JSON"),
    ("list", [1], "", "Il faut un objet JSON d'au plus 1 Mio."),
    ("text", "AxeDefini", "", "Il faut un objet JSON d'au plus 1 Mio."),
    ("null", b"null\n", "", "Il faut un objet JSON d'au plus 1 Mio."),
    ("huge", axis(1, ref="x" * (1 << 20)), "", "Il faut un objet JSON d'au plus 1 Mio."),
    ("unknown-key", axis(1, subjet="a"), "", "« subjet » n'est pas une clé connue."),
    ("key-of-the-log", axis(1, poste="a" * 16), "", "« poste » n'est pas une clé connue."),
    ("type-number", axis(1, type=3), "clé « type »", "Il faut un texte."),
    ("sujet-list", axis(1, sujet=["D1"]), "clé « sujet »", "Il faut un texte."),
    ("date-number", axis(1, survenu_le=20261112), "clé « survenu_le »", "Il faut un texte."),
    ("ref-flag", axis(1, ref=True), "clé « ref »", "Il faut un texte."),
    ("donnees-list", axis(1, donnees=[]), "clé « donnees »", "Il faut un objet JSON."),
    ("donnees-null", axis(1, donnees=None), "clé « donnees »", "Il faut un objet JSON."),
    ("typed-date", axis(1, survenu_le="12/11/2026"), "clé « survenu_le »", "n'est pas une date"),
    ("no-such-day", axis(1, survenu_le="2026-02-30"), "clé « survenu_le »", "n'existe pas"),
    ("far-day", axis(1, survenu_le="1999-12-31"), "clé « survenu_le »", "hors des années"),
    ("an-hour", axis(1, survenu_le="2026-11-12T14:00"), "clé « survenu_le »", "pas une date"),
    ("unknown-type", axis(1, type="AxeInvente"), "", "« AxeInvente » n'est pas un type"),
    ("no-type", {"donnees": {}}, "clé « type »", "Il manque le type"),
    ("class-path", axis(1, type="ter_core.events.axe.AxeDefini"), "", "n'est pas un type"),
    ("field", axis(1, donnees={"numero": "1"}), "", "numero"),
]


@pytest.mark.parametrize("line", [1, 3])
@pytest.mark.parametrize(
    ("wrong", "place", "told"), [row[1:] for row in REFUSALS], ids=[row[0] for row in REFUSALS]
)
def test_a_line_that_cannot_be_read(
    laptop: Machine, wrong: Any, place: str, told: str, line: int
) -> None:
    """Every refusal says its line and its key, and the good lines before it are not written."""
    before = laptop.bytes()
    lines = lot(*(axis(n) for n in range(1, line)), wrong)
    with pytest.raises(InvalidValue) as caught:
        record_lot(laptop.session, lines)
    assert caught.value.where.startswith(f"ligne {line} du lot")
    assert place in caught.value.where
    assert told in str(caught.value)
    assert laptop.bytes() == before


def test_a_near_type_is_proposed() -> None:
    """A type mistyped by a letter is told with the one that was meant."""
    with pytest.raises(InvalidValue) as caught:
        entries_of(lot(axis(1, type="AxeDefinit")))
    assert caught.value.remedy == "Vouliez-vous dire « AxeDefini » ?"


def test_the_keys_are_told() -> None:
    """Whoever writes an unknown key reads those that exist."""
    with pytest.raises(InvalidValue) as caught:
        entries_of(lot({"date": "2026-11-12"}))
    assert caught.value.remedy == "Les clés sont : cle, donnees, ref, sujet, survenu_le, type."


def test_the_key_stands_on_the_first_line_only(laptop: Machine) -> None:
    """`cle` is the lot's: on another line, the same one or null, it is refused with its place."""
    for key in ("autre", "x", None):
        with pytest.raises(InvalidValue, match="vaut pour tout le lot") as caught:
            record_lot(laptop.session, lot(axis(1, cle="x"), axis(2, cle=key)))
        assert caught.value.where == "ligne 2 du lot, clé « cle »"


def test_a_key_is_a_text() -> None:
    """A number is not turned into a key."""
    with pytest.raises(InvalidValue, match="Il faut un texte") as caught:
        entries_of(lot(axis(1, cle=7)))
    assert caught.value.where == "ligne 1 du lot, clé « cle »"


def test_a_third_line_that_a_rule_refuses(laptop: Machine) -> None:
    """What reads but breaks a rule is refused the same way: line 3, and nothing is written."""
    before = laptop.bytes()
    executed = {"type": "DecisionExecutee", "sujet": "D7"}
    with pytest.raises(UnknownCode) as caught:
        record_lot(laptop.session, lot(axis(1), axis(2), executed))
    assert caught.value.where.startswith("ligne 3 du lot")
    assert laptop.bytes() == before
    assert [one.name for one in record_lot(laptop.session, lot(axis(1), axis(2)))] == [
        "axe-1",
        "axe-2",
    ]


@pytest.mark.parametrize("lines", [[], [b""], [b"\n", b"  \r\n", b"\t\n"]])
def test_an_empty_lot_is_refused(laptop: Machine, lines: list[bytes]) -> None:
    """A file without a line, or with blank ones only, is told rather than passed over."""
    before = laptop.bytes()
    with pytest.raises(InvalidValue, match="Le lot est vide"):
        record_lot(laptop.session, lines)
    assert laptop.bytes() == before


def test_blank_lines_are_passed_over(laptop: Machine) -> None:
    """They count in the numbers of lines, make no event, and `cle` may follow them."""
    lines = lot(None, b"  \r\n", axis(1, cle="x"), None, axis(2), None)
    assert len(record_lot(laptop.session, lines)) == 2
    with pytest.raises(InvalidValue) as caught:
        entries_of(lot(None, axis(3), None, axis(4, x=1)))
    assert caught.value.where == "ligne 4 du lot"


def test_a_rule_names_the_line_of_the_file(laptop: Machine) -> None:
    """After a blank line, what a rule refuses is told at its own line."""
    with pytest.raises(InvalidValue) as caught:
        record_lot(laptop.session, lot(axis(1), None, axis(2), axis(1)))
    assert caught.value.where.startswith("ligne 4 du lot")


def test_a_rule_names_the_only_line(laptop: Machine) -> None:
    """A lot of one line says its line too, as a line that cannot be read does."""
    with pytest.raises(UnknownCode) as caught:
        record_lot(laptop.session, lot({"type": "DecisionExecutee", "sujet": "D7"}))
    assert caught.value.where.startswith("ligne 1 du lot")


def test_an_empty_date_is_no_date(laptop: Machine) -> None:
    """A script that failed to fill a date is told; today is not written in its place."""
    with pytest.raises(InvalidValue):
        record_lot(laptop.session, lot(axis(1, survenu_le="")))


def test_a_creating_event_names_no_subject(laptop: Machine) -> None:
    """A line that creates one thing and names another contradicts itself."""
    with pytest.raises(InvalidValue):
        record_lot(laptop.session, lot(axis(1, sujet="axe:autre")))


def test_a_ref_names_one_thing(laptop: Machine) -> None:
    """Two lines that take one `ref` are refused, or `@ref` would depend on where it stands."""
    with pytest.raises(TerError):
        record_lot(laptop.session, lot(axis(1, ref="x"), axis(2, ref="x")))


def test_a_ref_links_the_lines_of_a_lot(laptop: Machine) -> None:
    """A later line names by `@ref` what an earlier one creates, as subject or inside a payload."""
    first, second, third = record_lot(
        laptop.session,
        lot(
            {"type": "ActeurInscrit", "ref": "maire",
             "donnees": {"qualite": "Maire de Vars", "roles": ["elu"]}},
            adopted(ref="d") | {"donnees": adopted()["donnees"] | {"responsables": ["@maire"]}},
            {"type": "DecisionExecutee", "sujet": "@d", "survenu_le": "2026-11-12"},
        ),
    )  # fmt: skip
    assert (second.record.donnees or {})["responsables"] == [first.record.sujet]
    assert third.record.sujet == second.record.sujet
    assert third.record.apres == (second.record.id,)


@pytest.mark.parametrize(
    "lines",
    [
        [{"type": "DecisionExecutee", "sujet": "@d"}, adopted(ref="d")],
        [adopted(ref="d"), {"type": "DecisionExecutee", "sujet": "@e"}],
    ],
    ids=["later", "unknown"],
)
def test_a_ref_that_nothing_made_is_refused(laptop: Machine, lines: list[dict[str, Any]]) -> None:
    """A `ref` cited before its line, or that no line takes, writes nothing."""
    before = laptop.bytes()
    with pytest.raises(UnknownCode, match="n'est nommé par aucune ligne précédente"):
        record_lot(laptop.session, lot(*lines))
    assert laptop.bytes() == before


def test_a_ref_lives_in_its_lot_only(laptop: Machine) -> None:
    """The next lot does not know the names of the one before."""
    record_lot(laptop.session, lot(adopted(ref="d")))
    with pytest.raises(UnknownCode):
        record_lot(laptop.session, lot({"type": "DecisionExecutee", "sujet": "@d"}))


def test_the_same_lot_twice_writes_once(laptop: Machine) -> None:
    """With a `cle`, the second time gives the events of the first and writes nothing."""
    lines = lot(
        adopted(ref="d", cle="import-7"),
        {"type": "DecisionExecutee", "sujet": "@d", "survenu_le": "2026-11-12"},
    )
    first = record_lot(laptop.session, lines)
    before = laptop.bytes()
    again = record_lot(laptop.session, lines)

    assert [one.record for one in again] == [one.record for one in first]
    assert laptop.bytes() == before


def test_another_process_knows_the_key(laptop: Machine) -> None:
    """The key is in the log: a session opened later writes nothing either."""
    from ter_core import Session

    first = record_lot(laptop.session, lot(axis(1, cle="import-7"), axis(2)))
    with Session.open(laptop.folder, env=laptop.env) as session:
        again = record_lot(session, lot(axis(1, cle="import-7"), axis(2)))
    assert [one.record.id for one in again] == [one.record.id for one in first]


@pytest.mark.parametrize(
    "lines",
    [
        [axis(3, cle="import-7"), axis(2)],
        [axis(1, cle="import-7")],
        [axis(1, cle="import-7"), axis(2), axis(3)],
        [axis(1, cle="import-7"), adopted()],
        [axis(1, cle="import-7", survenu_le="2026-11-02"), axis(2)],
    ],
    ids=["field", "shorter", "longer", "type", "date"],
)
def test_another_lot_under_the_key_is_refused(laptop: Machine, lines: list[dict[str, Any]]) -> None:
    """A `cle` that comes back with any other content writes nothing."""
    record_lot(laptop.session, lot(axis(1, cle="import-7"), axis(2)))
    before = laptop.bytes()
    with pytest.raises(KeyReused, match="import-7"):
        record_lot(laptop.session, lot(*lines))
    assert laptop.bytes() == before


def test_another_subject_under_the_key_is_refused(laptop: Machine) -> None:
    """Executing D2 under the key that executed D1 is another content, not a repetition."""
    record_lot(laptop.session, lot(adopted(), adopted()))
    executed = {"type": "DecisionExecutee", "survenu_le": "2026-11-12", "cle": "k"}
    record_lot(laptop.session, lot(executed | {"sujet": "D1"}))
    with pytest.raises(KeyReused):
        record_lot(laptop.session, lot(executed | {"sujet": "D2"}))


def test_without_a_key_a_lot_is_written_again(laptop: Machine) -> None:
    """Nothing but `cle` makes a lot idempotent."""
    names = [record_lot(laptop.session, lot(adopted()))[0].name for _ in range(2)]
    assert names == ["D-2026-001", "D-2026-002"]


def test_a_plan_writes_nothing(laptop: Machine) -> None:
    """`plan_lot` shows the events and their numbers, refuses what `record_lot` would."""
    before = laptop.bytes()
    planned = plan_lot(laptop.session, lot(adopted(), axis(1)))
    assert [one.name for one in planned] == ["D-2026-001", "axe-1"]
    with pytest.raises(UnknownCode) as caught:
        plan_lot(laptop.session, lot(axis(1), {"type": "DecisionExecutee", "sujet": "D7"}))
    assert caught.value.where.startswith("ligne 2 du lot")
    assert laptop.bytes() == before


def test_a_date_is_that_of_the_fact(laptop: Machine) -> None:
    """`survenu_le` is kept; without it, and with null, the default applies."""
    written = record_lot(
        laptop.session, lot(axis(1, survenu_le="2026-11-02"), axis(2), axis(3, survenu_le=None))
    )
    assert [one.record.survenu_le for one in written] == ["2026-11-02", "2026-11-12", "2026-11-12"]
