"""Tests of the one change that Navina makes to a `pyproject.toml`."""

from __future__ import annotations

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline._settings_text import with_locale

HEAD = "[tool.navina]\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('locales = ["be", "ru"]\n', 'locales = ["be", "ru", "uk"]\n'),
        ('locales = ["be", "ru",]  # both\n', 'locales = ["be", "ru", "uk",]  # both\n'),
        ("locales=['be']\n", "locales=['be', 'uk']\n"),
        ("locales = []\n", 'locales = ["uk"]\n'),
        ("locales = [ # none yet\n]\n", 'locales = ["uk" # none yet\n]\n'),
        ('locales = [\n    "be",\n    "ru",\n]\n', 'locales = [\n    "be",\n    "ru",\n    "uk",\n]\n'),
        (
            'locales = [\n\t"be", # Belarusian\n\t"ru" # Russian, "the other"\n]\n',
            'locales = [\n\t"be", # Belarusian\n\t"ru", # Russian, "the other"\n\t"uk"\n]\n',
        ),
        ('locales = [\n  "be",\n  # to come: "pl"\n]\n', 'locales = [\n  "be",\n  "uk",\n  # to come: "pl"\n]\n'),
        ('locales = ["be",\n           "ru"]\n', 'locales = ["be",\n           "ru", "uk"]\n'),
        ('locales = [\n  "be", "ru",\n]\n', 'locales = [\n  "be", "ru", "uk",\n]\n'),
        ('source = "en"\n', 'locales = ["uk"]\nsource = "en"\n'),
        ('"locales" = ["be"]\n', '"locales" = ["be", "uk"]\n'),
    ],
)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_the_list_is_longer_and_nothing_else_changes(before: str, after: str, newline: str) -> None:
    """Quotes, indents, commas, comments and line ends are those of the list."""
    frame = (
        '# [tool.navina] locales = ["no"]\n[project]\nname = "x"\nlocales = ["no"]\n\n{}\n[tool.x]\nlocales = ["no"]\n'
    )
    text = frame.format(HEAD + before).replace("\n", newline)
    assert with_locale(text, "uk") == frame.format(HEAD + after).replace("\n", newline)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('tool.navina.locales = ["be"]\n', 'tool.navina.locales = ["be", "uk"]\n'),
        ('[tool]\nnavina.locales = ["be"]\n', '[tool]\nnavina.locales = ["be", "uk"]\n'),
        ('[tool]\nnavina = { source = "en", locales = ["be"] }\n', None),
        ("[tool.navina]", '[tool.navina]\nlocales = ["uk"]\n'),
        ('[ tool . navina ] # mine\nsource = "en"\n', '[ tool . navina ] # mine\nlocales = ["uk"]\nsource = "en"\n'),
        ("[tool.navina]\nlocales = [\"be\", '''r\nu''']\n", None),
        ('["tool".navina]\nsource = "en"\n', None),
    ],
)
def test_other_ways_to_write_the_table(before: str, after: str | None) -> None:
    """What is not understood is not touched."""
    assert with_locale(before, "uk") == after


LAYOUT = st.sampled_from(["", " ", "\n", "\n    ", ' # a, ] "b"\n', "\r\n\t"])


@given(
    tags=st.lists(st.sampled_from(["be", "ru", "pl", "lt"]), unique=True),
    layout=st.lists(LAYOUT, min_size=10, max_size=10),
    trailing=st.booleans(),
    quote=st.sampled_from("\"'"),
)
def test_any_layout(tags: list[str], layout: list[str], trailing: bool, quote: str) -> None:
    """However the list is laid out, the result is the list and one more, or nothing is done."""
    space = iter(layout)
    items = ",".join(f"{next(space)}{quote}{tag}{quote}{next(space)}" for tag in tags)
    text = f"{HEAD}locales = [{items}{',' if trailing and tags else ''}{next(space)}]\nsource = 'en' # end\n"
    written = with_locale(text, "uk")
    assert written is not None
    assert tomllib.loads(written)["tool"]["navina"] == {"locales": [*tags, "uk"], "source": "en"}
    assert written.endswith("]\nsource = 'en' # end\n")
    assert len(written) < len(text) + 20
