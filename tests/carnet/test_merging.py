"""Two people who edit one person apart lose nothing, in whatever order their files meet."""

from __future__ import annotations

from datetime import date
from functools import reduce
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ter_core.carnet.codec import decode, encode
from ter_core.carnet.person import Mention, Person, Tenure
from tests.carnet.conftest import DAY, pen

if TYPE_CHECKING:
    from ter_core.carnet.pen import Pen

COPIES = 3
NAMES = st.sampled_from(["Camille Exemple", "Camille Essai", "C. Exemple-Essai"])
MAILS = st.sampled_from(["a@exemple.fr", "b@exemple.fr"])
DAYS = st.dates(date(2025, 9, 1), date(2027, 8, 31))
EDITS = st.one_of(
    st.tuples(st.just("nom"), NAMES),
    st.tuples(st.just("courriel"), MAILS),
    st.tuples(st.just("vider"), st.just("courriel")),
    st.tuples(st.just("fonction"), st.tuples(st.sampled_from(["acteur:a", "acteur:b"]), DAYS)),
    st.tuples(st.just("reunir"), st.integers(0, COPIES - 1)),
)
STEPS = st.lists(st.tuples(st.integers(0, COPIES - 1), EDITS), max_size=12)


def edited(writer: Pen, copies: list[Person], at: int, edit: tuple[str, Any]) -> Person:
    """One copy after one edit, or after it met another copy."""
    what, value = edit
    if what == "reunir":
        return copies[at].merged(copies[value])
    if what == "vider":
        return writer.emptied(copies[at], [value])
    if what == "fonction":
        return writer.holding(copies[at], value[0], value[1], None, DAY)
    return writer.said(copies[at], {what: value})


@settings(max_examples=60)
@given(st.integers(0, 10**6), STEPS, st.data())
def test_copies_merge_into_the_same_person(
    seed: int, steps: list[Any], data: st.DataObject
) -> None:
    """In any order, any of them twice, through files or not; only what was replaced is gone."""
    writer = pen(seed)
    copies = [writer.said(writer.person(), {"nom": "Camille Exemple"})] * COPIES
    written: set[Mention] = set(copies[0].mentions)
    for at, edit in steps:
        copies[at] = edited(writer, copies, at, edit)
        written |= copies[at].mentions
    met = data.draw(st.permutations(range(COPIES)))
    again = data.draw(st.lists(st.integers(0, COPIES - 1), max_size=3))

    whole = reduce(Person.merged, copies)

    assert reduce(Person.merged, [copies[at] for at in (*met, *again)]) == whole
    assert reduce(Person.merged, [decode(encode(one)) for one in copies]) == whole
    assert encode(decode(encode(whole))) == encode(whole)
    replaced = frozenset[str]().union(*(one.retirees for one in copies))
    assert whole.mentions == {one for one in written if one.id not in replaced}
    for one in copies:
        for live in one.mentions:
            assert live in whole.mentions or live.id in replaced


def test_two_values_written_apart_are_both_shown() -> None:
    """They are a conflict until somebody who sees both writes the right one."""
    writer = pen(1)
    start = writer.said(writer.person(), {"nom": "Camille Exemple", "courriel": "a@exemple.fr"})
    one = writer.said(start, {"courriel": "b@exemple.fr"})
    two = writer.said(start, {"courriel": "c@exemple.fr", "telephone": "0492000000"})

    both = one.merged(two)

    assert set(both.conflicts["courriel"]) == {"b@exemple.fr", "c@exemple.fr"}
    assert both.telephone == "04 92 00 00 00"
    settled = writer.said(both, {"courriel": "b@exemple.fr"})
    assert (settled.courriel, dict(settled.conflicts)) == ("b@exemple.fr", {})
    assert settled.merged(one).merged(two) == settled


def test_the_same_value_written_twice_is_no_conflict() -> None:
    """Two people who noted the same new number agree."""
    writer = pen(2)
    start = writer.said(writer.person(), {"nom": "Camille Exemple"})

    both = writer.said(start, {"telephone": "0492000000"}).merged(
        writer.said(start, {"telephone": "+33 4 92 00 00 00"})
    )

    assert (both.telephone, dict(both.conflicts)) == ("04 92 00 00 00", {})


def test_two_ends_of_one_tenure_are_both_shown() -> None:
    """A function that two people closed on different days is told with both."""
    writer = pen(3)
    start = writer.holding(writer.person(), "acteur:a", date(2025, 9, 1), None, DAY)
    one = writer.ending(start, "acteur:a", date(2026, 8, 31))
    two = writer.ending(start, "acteur:a", date(2026, 10, 31))

    both = one.merged(two)

    assert [held.au for held in both.conflicts["fonction"]] == [
        date(2026, 8, 31),
        date(2026, 10, 31),
    ]
    settled = writer.holding(both, "acteur:a", None, date(2026, 10, 31), DAY)
    assert settled.tenures == (Tenure("acteur:a", date(2025, 9, 1), date(2026, 10, 31)),)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"[]",
        b"[" * 100_000,
        b'{"format":2,"personne":"aaaaaaaaaaaaaaaa","mentions":[],"retirees":[]}',
        b'{"format":1,"personne":"aaaaaaaaaaaaaaaa","mentions":[],"retirees":[],"x":1}',
        b'{"format":1,"format":1,"personne":"aaaaaaaaaaaaaaaa","mentions":[],"retirees":[]}',
        b'{"format":1,"personne":"../../etc/passwd","mentions":[],"retirees":[]}',
        b'{"format":1,"personne":"aaaaaaaaaaaaaaaa","mentions":[NaN],"retirees":[]}',
        b'{"format":1,"personne":"aaaaaaaaaaaaaaaa","mentions":[{}],"retirees":[]}',
        b'{"format":1,"personne":"aaaaaaaaaaaaaaaa","mentions":[],"retirees":[7]}',
        *(
            b'{"format":1,"personne":"aaaaaaaaaaaaaaaa","mentions":[{"id":"bbbbbbbbbbbbbbbb",'
            + said
            + b',"ecrit_le":"2026-'
            + month
            + b'-12T08:00:00.000Z"}],"retirees":[]}'
            for month, said in (
                (b"99", b'"champ":"nom","valeur":"X"'),
                (b"11", b'"champ":"age","valeur":"12"'),
                (b"11", b'"champ":"nom","valeur":12'),
                (b"11", b'"champ":"nom","valeur":"\\u001b[31m"'),
                (b"11", b'"champ":"nom","valeur":"\\u202egpj.exe"'),
                (b"11", b'"champ":"courriel","valeur":"non"'),
                (b"11", b'"champ":"fonction","acteur":"action:x","du":"2026-09-01"'),
                (b"11", b'"champ":"fonction","acteur":"acteur:x","du":"2026-02-31"'),
                (
                    b"11",
                    b'"champ":"fonction","acteur":"acteur:x","du":"2026-09-01","au":"2025-09-01"',
                ),
            )
        ),
    ],
    ids=lambda data: data[:90].decode(),
)
def test_bytes_that_are_no_person_are_refused(data: bytes) -> None:
    """Whatever they hold, the answer is one sentence that repeats none of it."""
    with pytest.raises(ValueError, match=r"^[^\x00-\x1f\u202e<]+$"):
        decode(data)
