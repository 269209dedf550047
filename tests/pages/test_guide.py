"""The guide: its pages are played, its commands exist, and its HTML asks nothing of the network.

`tests/pages/offices.py` says how a page is written; the HTML is built once.
"""

from __future__ import annotations

import html
import re
import subprocess
import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest

from ter_core import events
from ter_core.events.base import fields_of
from ter_core.vocabulary.typography import french
from tests.pages.console import DOCS, check
from tests.pages.offices import played_at
from tools.guide import THEME_WORDS, commands

GUIDE = DOCS / "guide"
PAGES = sorted(GUIDE.glob("*.md"))
PLAYED = [page.stem for page in PAGES if "```console" in page.read_text(encoding="utf-8")]
_INLINE = re.compile(r"`ter ([^`\n]+(?:\n[^`\n]+)?)`")
_OTHER_BLOCK = re.compile(r"```(?!console)\w+\n.*?^```$", re.DOTALL | re.MULTILINE)
_FETCHED = {
    ("script", "src"), ("img", "src"), ("img", "srcset"), ("link", "href"), ("iframe", "src"),
    ("source", "src"), ("object", "data"), ("embed", "src"), ("video", "src"), ("audio", "src"),
    ("input", "src"), ("use", "href"), ("form", "action"), ("base", "href"),
}  # fmt: skip
_CSS_FETCH = re.compile(r"url\(\s*['\"]?([^'\")]+)|@import\s+['\"]?([^'\";]+)")
_SCRIPT_FETCH = re.compile(r"(?<!\\)['\"`](?:https?:)?//(?!www\.w3\.org/)\w")  # a whole text
_OUTSIDE = re.compile(r"(?:\w+:)?//")


@pytest.mark.parametrize("name", PLAYED)
def test_the_page_shows_what_is_answered(name: str, tmp_path: Path) -> None:
    """Every command of the guide answers what it shows."""
    files = sorted((GUIDE / "exemples").glob("*")) if name == "premier-jour" else []

    check(GUIDE / f"{name}.md", lambda text: played_at(text, tmp_path, files)[0])


def test_no_page_shows_a_defect() -> None:
    """No command of the guide ends on a defect of the program."""
    assert [page.name for page in PAGES if "\n[70]\n" in page.read_text(encoding="utf-8")] == []


def test_no_command_is_shown_without_its_answer() -> None:
    """What stands in a block that is not played installs the program, or builds the guide."""
    for page in PAGES:
        for block in _OTHER_BLOCK.findall(page.read_text(encoding="utf-8")):
            assert not re.search(r"(?m)^\$ |^ter ", block), page.name


def test_every_command_that_is_named_exists() -> None:
    """A command in a sentence has the words and the options of one of the program."""
    known = {name.removeprefix("ter ") for name in commands()}
    groups = {name.rpartition(" ")[0] for name in known}
    for page in PAGES:
        for typed in _INLINE.findall(page.read_text(encoding="utf-8")):
            words = typed.split()
            options = [word for word in words if word.startswith("-")]
            name = next((" ".join(words[:n]) for n in (2, 1) if " ".join(words[:n]) in known), "")
            assert name or words[0] in groups or words[0] == "COMMANDE", (page.name, typed)
            if name:
                taken = {
                    one for item in commands()[f"ter {name}"]["parametres"] for one in item["noms"]
                }
                assert {*options} <= {*taken, "--help"}, (page.name, typed)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The guide as `make docs` builds it; a warning fails."""
    folder = tmp_path_factory.mktemp("guide")
    built = subprocess.run(
        [sys.executable, "-m", "sphinx", "-W", "--keep-going", "-q", "-d", folder / "lu", DOCS,
         folder / "site"],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert built.returncode == 0, built.stderr
    return folder / "site"


class Fetched(HTMLParser):
    """What a browser fetches to show a page, unasked, and the styles that stand in it."""

    def __init__(self, page: Path) -> None:
        super().__init__()
        self.addresses: list[str] = []
        self.feed(page.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Addresses of a tag."""
        for name, value in attrs:
            if (tag, name.removeprefix("xlink:")) in _FETCHED:
                self.addresses.append(value or "")
            if name == "style":
                self.addresses += _css(value or "")

    def handle_data(self, data: str) -> None:
        """Addresses of a style sheet that stands in the page."""
        if self.get_starttag_text() == "<style>":
            self.addresses += _css(data)


def _css(text: str) -> Iterator[str]:
    for address, imported in _CSS_FETCH.findall(text):
        yield address or imported


def test_nothing_is_fetched_from_outside(site: Path) -> None:
    """No page, style sheet or script names a server; what they fetch stands in the folder."""
    fetched = {page: Fetched(page).addresses for page in site.rglob("*.html")}
    fetched |= {sheet: [*_css(sheet.read_text("utf-8"))] for sheet in site.rglob("*.css")}

    assert sum(map(len, fetched.values())) > 100
    for page, addresses in fetched.items():
        for address in addresses:
            assert not _OUTSIDE.match(address), (page.name, address)
            if not address.startswith(("data:", "#")):
                assert (page.parent / address.partition("?")[0]).resolve().exists(), address
    for script in site.rglob("*.js"):
        assert not _SCRIPT_FETCH.search(script.read_text(encoding="utf-8")), script.name


def test_a_page_that_fetches_is_seen(tmp_path: Path) -> None:
    """The test above sees a web font, a remote image, a script and a style that imports another."""
    page = tmp_path / "page.html"
    page.write_text(
        "<link rel='preconnect' href='https://a.example'><script src='//b.example/x.js'></script>"
        "<style>@import 'https://c.example/d.css'; i {background: url(https://e.example/f)}</style>"
        "<p style='background: url(//g.example/h)'>",
        encoding="utf-8",
    )

    found = [address for address in Fetched(page).addresses if _OUTSIDE.match(address)]
    assert [re.sub(r".*//|\.example.*", "", address) for address in found] == list("abceg")


def test_the_glossary_explains_every_class(site: Path) -> None:
    """Each event with its definition and its fields, each subject with its states."""
    text = _text(site / "guide" / "glossaire.html")

    for cls in events.classes():
        assert french(cls.declaration.label) in text
        assert french(events.describe(cls).help) in text
        assert all(french(spec.kind.label) in text for spec in fields_of(cls)[:-1])
    for subject in events.subjects():
        assert french(subject.definition) in text
        assert all(french(label) in text for label in subject.states.values())


def test_every_command_is_listed(site: Path) -> None:
    """The reference names each command of the program."""
    text = _text(site / "guide" / "commandes.html")

    assert [name for name in commands() if name not in text] == []


def test_the_reader_finds_no_english_of_the_theme(site: Path) -> None:
    """The words around the pages are French, those read aloud included."""
    words = {*THEME_WORDS} - {english for english, told in THEME_WORDS.items() if english in told}
    for page in site.rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        assert [word for word in words if word in text] == [], page.name
        assert '<html class="no-js" lang="fr"' in text


def test_french_signs_are_held_to_their_words(site: Path) -> None:
    """In the guide no sign of two parts and no guillemet can go to a line of its own."""
    for page in (site / "guide").glob("*.html"):
        text = re.sub(r"(?s)<(script|style|pre|code).*?</\1>", "", page.read_text("utf-8"))
        assert re.findall(r".{20}[\w)] [;:?!»] .{10}|« .{10}", text) == [], page.name


def _text(page: Path) -> str:
    """The words of a page."""
    return html.unescape(re.sub(r"<[^>]+>", "", page.read_text(encoding="utf-8")))
