"""The guide, built to HTML by Sphinx: `make docs`, or `python -m sphinx -W docs build/guide`."""
# ruff: noqa: INP001 - Sphinx reads this file by its path

import re
import sys
from pathlib import Path
from typing import ClassVar

from docutils import nodes
from pygments.lexer import RegexLexer
from pygments.token import Comment, Generic, Text
from sphinx.application import Sphinx

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from tools.guide import GENERATED, THEME_WORDS  # noqa: E402 - a checkout need not be installed

project = "ter"
language = "fr"
root_doc = "index"
extensions = ["myst_parser"]
myst_enable_extensions = ["deflist"]
myst_heading_anchors = 4
exclude_patterns = ["guide/exemples/**"]
highlight_language = "text"

html_theme = "furo"
html_title = "ter, le guide"
html_static_path = ["guide/_static"]
html_css_files = ["guide.css"]
html_favicon = "guide/_static/ter.svg"
html_show_sphinx = False
html_show_copyright = False
html_copy_source = False
html_show_sourcelink = False
html_use_index = False
html_show_search_summary = False  # it fetches pages, which a browser refuses to a file
html_theme_options = {
    "light_css_variables": {
        "color-brand-primary": "#1f5a4c",
        "color-brand-content": "#1f5a4c",
        "color-brand-visited": "#5a4a7a",
    },
    "dark_css_variables": {
        "color-brand-primary": "#8ccfb9",
        "color-brand-content": "#8ccfb9",
        "color-brand-visited": "#b9a8dd",
    },
}

_BEFORE = re.compile(r"[ \u00a0]+(?=[;:!?%»](?:[\s,.)]|$))")
_OPENED = re.compile(r"«[ \u00a0]+")
_NARROW = "\u202f"


class Typed(RegexLexer):
    """What is typed stands out from what is answered; days and messages are told apart."""

    name = "console"
    flags = re.MULTILINE
    tokens: ClassVar = {
        "root": [
            (r"^\$ (?:.*\\\n)*.*\n", Generic.Strong),
            (r"^! .*\n", Generic.Emph),
            (r"^\[[\d-]+\]\n", Comment),
            (r".*\n", Text),
        ]
    }


def fill(_: Sphinx, __: str, source: list[str]) -> None:
    """Put what the program says of itself where a page asks for it."""
    for mark, text in GENERATED.items():
        if mark in source[0]:
            source[0] = source[0].replace(mark, text())


def hold(_: Sphinx, doctree: nodes.document) -> None:
    """Hold French signs to their words, where the text is no code."""
    code = (nodes.literal, nodes.literal_block, nodes.raw, nodes.comment)
    for text in list(doctree.findall(nodes.Text)):
        if not isinstance(text.parent, code):
            text.parent.replace(text, nodes.Text(_held(text.astext())))
    for image in doctree.findall(nodes.image):
        image["alt"] = _held(image.get("alt", ""))


def _held(text: str) -> str:
    return _OPENED.sub(f"«{_NARROW}", _BEFORE.sub(_NARROW, text))


def translate(app: Sphinx, failure: Exception | None) -> None:
    """Say in French the few words that the theme only has in English."""
    if failure is None and app.builder.format == "html":
        for page in Path(app.outdir).rglob("*.html"):
            text = page.read_text(encoding="utf-8")
            for english, french in THEME_WORDS.items():
                text = text.replace(english, french)
            page.write_text(text, encoding="utf-8")


def setup(app: Sphinx) -> None:
    """What Sphinx calls once."""
    app.add_lexer("console", Typed)
    app.connect("source-read", fill)
    app.connect("doctree-read", hold, priority=100)  # before titles are collected
    app.connect("build-finished", translate)
