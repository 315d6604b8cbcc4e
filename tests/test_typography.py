"""No-break spaces: by the rule of each language, in text alone, and never twice."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import parse
from pipeline._typography import NO_BREAK, typeset
from pipeline.passes import Passes


def page(text: str, language: str = "be", translations: dict[tuple[str | None, str], str] | None = None) -> str:
    """Return the body of a page, with each no-break space as `~`."""
    passes = Passes(lambda address: address, lambda label: (label, None), language=language)
    return parse(text).page(translations, lang=language, passes=passes).html.replace(NO_BREAK, "~")


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("be", "Мінск — горад", "Мінск~— горад"),
        ("be", "«Не», — сказаў ён", "«Не»,~— сказаў ён"),
        ("be", "12 345 678 чалавек", "12~345~678 чалавек"),
        ("be", "у 2024 300 чалавек", "у~2024 300 чалавек"),
        ("be", "каля 25 % галасоў", "каля 25~% галасоў"),
        ("be", "указ № 278, § 5", "указ №~278, §~5"),
        ("be", "3 мая і 14 чэрвеня 2024 г.", "3~мая і~14~чэрвеня 2024~г."),
        ("be", "у 2023–2024 гг. і далей", "у~2023–2024~гг. і~далей"),
        ("be", "А. Б. Суркоў", "А.~Б.~Суркоў"),
        ("be", "У Мінску і ў Гродне", "У~Мінску і~ў~Гродне"),
        ("be", "Я быў з «Веснай»", "Я~быў з~«Веснай»"),
        ("be", "хто-о і п’я так", "хто-о і~п’я так"),
        ("be", "на рацэ і", "на рацэ і"),
        ("ru", "В Минске и в Гомеле, к суду, о суде, с ней", "В~Минске и~в~Гомеле, к~суду, о~суде, с~ней"),
        ("ru", "1 июня 2024 г., 5 человек", "1~июня 2024~г., 5 человек"),
        ("en", "A. B. Surkov spoke on May 3 — or 4 June", "A.~B.~Surkov spoke on May~3~— or 4~June"),
        ("en", "I saw a court in May 300 days ago", "I saw a court in May 300 days ago"),
        ("en", "см. у нас", "см. у нас"),
        ("be-tarask", "5 траўня ў Менску", "5~траўня ў~Менску"),
        ("ka", "3 мая — у нас", "3 мая — у нас"),
        ("be", "два  — прабелы", "два  — прабелы"),
    ],
)  # fmt: skip
def test_each_language_has_its_rule(language: str, text: str, expected: str) -> None:
    """What belongs together stays on one line; a language without a rule of ours is left alone."""
    assert typeset(text, language).replace(NO_BREAK, "~") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("`у Мінску — 5 %` і `x`", "<p><code>у Мінску — 5 %</code> і~<code>x</code></p>"),
        ("    у Мінску", "<pre><code>у Мінску\n</code></pre>"),
        ("у <kbd>а б</kbd> в", "<p>у~<kbd>а б</kbd> в</p>"),
        ('[у нас](u.md "у нас")', '<p><a href="u.md" title="у нас">у~нас</a></p>'),
        ("![у нас](u.png)", '<p><img alt="у нас" src="u.png" /></p>'),
        ("быў у *Мінску* **—** так", "<p>быў у~<em>Мінску</em>~<strong>—</strong> так</p>"),
        ("3 <b>мая</b> & 5 %", "<p>3~<b>мая</b> &amp; 5~%</p>"),
        ("так &mdash; не", "<p>так~&mdash; не</p>"),
        ("быў у  \nМінску", "<p>быў у<br />\nМінску</p>"),
        ("быў у\nМінску", "<p>быў у~Мінску</p>"),
        ("- быў у\n    - Мінску", "<ul>\n<li>быў у<ul>\n<li>Мінску</li>\n</ul>\n</li>\n</ul>"),
        ("| у | нас |\n|---|---|\n| а | 5 % |", None),
        ("<div>у нас</div>", "<div>у нас</div>"),
    ],
)
def test_text_alone_changes(text: str, expected: str | None) -> None:
    """Code and attributes stay, a line is read across its elements, and no line is joined with the next."""
    expected = expected or page(text).replace("~", " ").replace("5 %", "5~%")
    assert page(text) == expected


def test_the_nearest_language_rules() -> None:
    """What is still in English follows the English rule, and what is marked in raw HTML its own."""
    text = 'He was in a court — у нас\n\n<i lang="be">у нас</i> у нас'
    assert page(text, "be", {}) == (
        '<p lang="en">He was in a court~— у нас</p>\n<p lang="en"><i lang="be">у~нас</i> у нас</p>'
    )


def test_a_page_without_a_language_is_left_alone() -> None:
    """Whoever asks for no typography gets none."""
    assert page("У Мінску — 5 %", "") == "<p>У Мінску — 5 %</p>"


def test_the_body_without_a_page_is_what_the_parser_wrote() -> None:
    """The pass is off in `Document.html`, before and after a page."""
    document = parse("У Мінску — 5 %")
    before = document.html()
    passes = Passes(lambda address: address, lambda label: (label, None), language="be")
    document.page(None, lang="be", passes=passes)
    assert document.html() == before == "<p>У Мінску — 5 %</p>"


WORDS = st.sampled_from(
    ["у", "В", "Мінску", "—", "5", "300", "%", "№", "мая", "May", "А.", "г.", "«і", "`a b`", "&", "\n"]
)


@given(st.lists(WORDS, max_size=12).map(" ".join), st.sampled_from(["en", "be", "ru"]))
def test_only_spaces_change_and_only_once(text: str, language: str) -> None:
    """Turned back, the text is as it was; a second pass finds nothing more."""
    once = typeset(text, language)
    changed = {(old, new) for old, new in zip(text, once, strict=True) if old != new}
    assert changed <= {(" ", NO_BREAK), ("\n", NO_BREAK)}
    assert typeset(once, language) == once
    plain = parse(text).html()
    assert re.sub(r"[\s~]+", " ", page(text, language)) == re.sub(r"\s+", " ", plain)
