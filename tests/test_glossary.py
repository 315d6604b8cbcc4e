"""Tests of the glossary's file, and of how its terms are found; what its rule says is in the cases of the rule."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import config
from pipeline import site as sites
from pipeline.checks import Request, Selection, run
from pipeline.checks.rules import _term
from pipeline.errors import ConfigError
from pipeline.files import Files
from pipeline.glossary import Glossary, Term, read

ROOT = Path(__file__).parent.parent


def of(text: str) -> Glossary:
    """Read a glossary from its text."""
    return read("glossary.csv", text.encode())


def refused(text: str) -> list[str]:
    """Return what is said against a glossary, a line each."""
    with pytest.raises(ConfigError) as caught:
        of(text)
    return str(caught.value).split("\n")


def test_a_row_is_a_term_with_everything_that_its_columns_say() -> None:
    """Several translations stand in one cell; what is empty says nothing."""
    text = "term,be,ru,forbidden be,note,case\nDecree,Указ | Дэкрэт,Указ,загад,of 2023,Sensitive\ncourt,суд,,,,\n"
    decree, court = of(text).terms
    assert decree == Term("Decree", {"be": ("Указ", "Дэкрэт"), "ru": ("Указ",)}, {"be": ("загад",)}, True, "of 2023", 2)
    assert court == Term("court", {"be": ("суд",)}, line=3)


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_a_table_is_read_as_spreadsheet_programs_write_it(separator: str) -> None:
    """With a byte order mark, CRLF, and what their language has for a comma."""
    rows = ("term", "be", "note"), ("court", "суд", "law"), ("", "", "")
    text = "\ufeff" + "\r\n".join(separator.join(row) for row in rows) + "\r\n"
    assert of(text).terms == (Term("court", {"be": ("суд",)}, note="law", line=2),)


def test_remarks_and_empty_rows_are_no_terms_and_lines_are_those_of_the_file() -> None:
    """A cell in quotation marks may have commas and even line breaks."""
    text = '# ours\n\nterm,be,note\n# people\n"a, b",суд,"one\ntwo"\n,,\ncourt,суд,\n'
    assert [(each.text, each.line) for each in of(text).terms] == [("a, b", 5), ("court", 8)]


def test_every_row_that_is_wrong_is_named_at_once() -> None:
    """Each with its line, and what to do."""
    text = "term,be,forbidden be,case\n,суд,,\nA,,,\nB,x,x,\nC,суд,,yes\nb,суд,,\nD,а, ,,б\n"
    assert refused(text) == [
        "glossary.csv:2: has no term. Write it into the first column, or delete the row.",
        "glossary.csv:3: 'A' has no translation. Write one, or delete the row.",
        "glossary.csv:4: 'x' is both a translation and forbidden in 'be'. Delete one of the two.",
        "glossary.csv:5: case is 'yes'. Write 'sensitive' where capitals matter, or leave it empty.",
        "glossary.csv:6: 'b' stands in line 4 too. Put the translations together with '|'.",
        "glossary.csv:7: has more cells than the first row. Put quotation marks around a cell with a comma.",
    ]


def test_a_sensitive_term_may_stand_beside_the_same_word_in_small_letters() -> None:
    """The Decree and a decree are two things."""
    assert len(of("term,be,case\nDecree,Указ,sensitive\ndecree,пастанова,sensitive\n").terms) == 2


@pytest.mark.parametrize(
    ("head", "says"),
    [
        ("word,be", "glossary.csv:1: has no column 'term'. Name the columns in the first row."),
        ("term,be,be", "glossary.csv:1: column 'be' stands twice. Put the two together."),
        ("term,be,", "glossary.csv:1: column 3 has no name. Name it, or take it out."),
        ("term,be,forbiden be", "glossary.csv:1: column 'forbiden be' is not known. Did you mean 'forbidden be'?"),
        ("term,be,notes", "glossary.csv:1: column 'notes' is not known. Did you mean 'note'?"),
    ],
)
def test_a_column_that_is_wrong_is_named(head: str, says: str) -> None:
    """A row is not looked at then: it cannot be understood."""
    assert says in refused(f"{head}\n,,\n")


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"term,be\ncourt,\xf1\xf3\xe4\n", "glossary.csv:2: is not UTF-8 text. Save the table as CSV in UTF-8."),
        (b'term,be\n"court"x,a\n', "glossary.csv: is not a table in CSV"),
        (b"\n# nothing\n", "glossary.csv: is empty. Write a first row with the columns, as in 'term,be,ru'."),
    ],
)
def test_a_file_that_is_no_table_is_refused(data: bytes, says: str) -> None:
    """With the line where that is known."""
    with pytest.raises(ConfigError) as caught:
        read("glossary.csv", data)
    assert str(caught.value).startswith(says)


def mentioned(text: str, *terms: str) -> list[str]:
    """Return the stretches of a text that are terms."""
    found = _term.Terms(Glossary(tuple(Term(each, {"be": ("х",)}) for each in terms)), "be").mentions(text)
    return [text[slice(*each.span)] for each in found]


def test_a_term_is_found_in_its_plural_and_possessive() -> None:
    """And by each of them once in a text."""
    assert mentioned("Agencies’ rules", "agency") == ["Agencies"]
    assert mentioned("the prisoner's wife and prisoners", "prisoner") == ["prisoner's"]
    assert mentioned("places of detention", "place of detention") == ["places of detention"]


def test_a_term_is_whole_words() -> None:
    """No part of a word or of a compound, and nothing across a comma."""
    assert mentioned("courtyard, out-of-court, court-martial", "court") == []
    assert mentioned("human, rights", "human rights") == []
    assert mentioned("human-rights work; human  rights", "human rights") == ["human-rights"]


def test_the_longest_term_is_found_wherever_it_stands_in_the_glossary() -> None:
    """The shorter one counts where it stands alone."""
    terms = ("right", "rights of people", "rights", "rights of")
    assert mentioned("the rights of people", *terms) == ["rights of people"]
    assert mentioned("the rights of people and rights of others", *terms) == ["rights of people", "rights of"]


@given(st.lists(st.sampled_from(["суд", "Мінск", "і", "вязень"]), min_size=1, max_size=4))
def test_a_phrase_is_found_in_any_text_that_has_it(words: list[str]) -> None:
    """Whatever it is made of, if only that it can be seen in itself."""
    phrase = " ".join(words)
    terms = _term.Terms(Glossary((Term("a", {"be": (phrase,)}),)), "be")
    tokens = _term.tokens_of(f"Тут {phrase} ёсць.", "be")
    assert next(terms.places(phrase, tokens), None)
    assert next(terms.rows(phrase, tokens), None)


def test_the_words_of_a_phrase_must_be_near_to_one_another() -> None:
    """In one sentence, a few words apart."""
    terms = _term.Terms(Glossary((Term("a", {"be": ("следчы камітэт",)}),)), "be")

    def stands(text: str) -> bool:
        return next(terms.places("следчы камітэт", _term.tokens_of(text, "be")), None) is not None

    assert stands("Камітэт наш, следчы")
    assert not stands("Прыйшоў следчы. Камітэт зачынены.")
    assert not stands("Следчы прыйшоў, калі ўжо зусім вечарэла і наш камітэт зачыніўся.")


def test_the_rule_is_asked_only_where_the_settings_name_a_glossary(tmp_path: Path) -> None:
    """Then it finds what is wrong in a whole site; without its glossary it says nothing."""
    texts = {
        "pyproject.toml": '[tool.navina]\nlocales = ["be"]\n[tool.navina.checks]\nglossary = "glossary.csv"\n',
        "content/index.md": "---\ntitle: Impunity\n---\n",
        "locale/be/LC_MESSAGES/pages.po": 'msgid ""\nmsgstr "Language: be\\nContent-Type: text/plain; charset=UTF-8\\n"'
        '\n\nmsgid "Impunity"\nmsgstr "Самаволя"\n',
    }
    for name, text in texts.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    site = sites.load(config.load(tmp_path), Files(tmp_path))
    extra = {"glossary.term": of("term,be\nimpunity,беспакаранасць\n")}

    def found(selection: Selection, extra: dict[str, object]) -> list[tuple[str, int]]:
        result = run(site, ["be"], Request(selection, extra=extra))
        return [(each.path, each.line) for each in result.findings if each.id == "glossary.term"]

    assert found(Selection(site.settings.checks), dict(extra)) == [("locale/be/LC_MESSAGES/pages.po", 4)]
    assert found(Selection(), dict(extra)) == []
    assert found(Selection(site.settings.checks), {}) == []


def test_the_glossary_of_the_sample_site_can_be_read_and_says_both_languages() -> None:
    """At least forty terms, each with a translation into Belarusian and into Russian."""
    terms = read("glossary.csv", (ROOT / "glossary.csv").read_bytes()).terms
    assert len(terms) >= 40
    assert [each.text for each in terms if set(each.translations) != {"be", "ru"}] == []
