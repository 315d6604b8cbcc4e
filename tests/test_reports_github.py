"""Tests of the annotations of GitHub Actions: what they say, and that no text of a catalog becomes a command."""

from __future__ import annotations

import re
from typing import Any

import pytest
from markdown_it import MarkdownIt

from pipeline import reports
from pipeline.checks import Result
from pipeline.sentence import say
from tests.reported import AWKWARD, BROKEN, EVERYTHING, EVIL, NEWS, finding, result

_COMMAND = re.compile(r"\s*::([\w-]+)(?: [^\n]*?)?::")


def lines(*findings: Any, **options: Any) -> list[str]:
    """Return the lines of the report."""
    return reports.render("github", result(*findings), **options).split("\n")


def html(*findings: Any) -> str:
    """Return the summary as GitHub shows it: Markdown with tables."""
    written = reports.summary_markdown(result(*findings), reports.english)
    return str(MarkdownIt("commonmark").enable("table").render(written))


def test_a_finding_is_an_annotation() -> None:
    """With file, line, the rule as title, the sentence and both texts."""
    assert lines(finding())[0] == (
        f"::error file={NEWS},line=12,title=text.copy::"
        "it is wrong. Mend it.%0Asource: See the plan.%0Atarget: Гл. план."
    )


def test_what_has_a_meaning_is_escaped() -> None:
    """Per cent and line ends in the text; colon and comma in a property too."""
    message = say("100 % of a:b,c\r\nis wrong.")
    line = lines(finding("5 %", path="locale/a,b:c%.po", message=message))[0]
    assert line.startswith("::error file=locale/a%2Cb%3Ac%25.po,line=12,title=text.copy::100 %25 of a:b,c‹U+000D›↵is ")
    assert line.endswith("target: 5 %25")


def test_the_worst_come_first() -> None:
    """GitHub shows ten of a kind; missing texts are notices after all others."""
    found = lines(*(AWKWARD[name] for name in ("empty", "info", "warning", "fuzzy")), finding(), base="site/")
    starts = [each.split(",title=")[0].split(" ")[0] + each.split("title=")[1].split("::")[0] for each in found[:5]]
    assert starts == ["::errortext.copy", "::warningquotes.style", "::noticespace.double", "::noticestate.missing",
                      "::noticestate.fuzzy"]  # fmt: skip
    assert found[0].startswith("::error file=site/locale/")


def test_a_file_that_cannot_be_read_has_no_texts() -> None:
    """Its sentence is all."""
    path = "locale/ru/LC_MESSAGES/news.po"
    assert (
        lines(BROKEN)[0]
        == f"::error file={path},line=9,title=po.syntax::the closing quotation mark is missing. Write it."
    )


def test_no_text_is_a_command() -> None:
    """While the full report is printed commands are off, by a word that no text can know."""
    printed = lines(*AWKWARD.values(), finding("::endgroup::"), finding("##[add-mask]а"))
    start = next(place for place, line in enumerate(printed) if line.startswith("::group::"))
    word = printed[start + 1].removeprefix("::stop-commands::")
    assert re.fullmatch(r"[0-9a-f]{64}", word)
    assert printed[-3:-1] == [f"::{word}::", "::endgroup::"]
    assert sum(word in line for line in printed) == 2
    names = {found[1] for line in printed[:start] if (found := _COMMAND.match(line))}
    assert names == {"error", "warning", "notice"}
    assert all(_COMMAND.match(line) for line in printed[:start])


def test_the_full_report_is_in_the_group() -> None:
    """Whoever opens it sees what the terminal would show, without colour."""
    printed = reports.render("github", EVERYTHING)
    assert reports.render("text", EVERYTHING) in printed
    assert printed.split("\n")[-1] == reports.summary(EVERYTHING)


def test_a_clean_check_is_one_line() -> None:
    """No group with nothing in it."""
    assert lines() == ["be 25 % (1 of 4 messages) · ru 100 % (4 of 4 messages) · no findings"]


def test_the_summary_has_progress_and_rules() -> None:
    """A table by locale, a table by rule, and the mistakes; what is missing is only counted."""
    shown = html(finding(), finding(line=14), AWKWARD["empty"])
    assert '<td>be</td>\n<td style="text-align:right">25 %</td>\n<td style="text-align:right">1 / 4</td>' in shown
    assert '<td>error text.copy</td>\n<td style="text-align:right">2</td>' in shown
    assert '<td>state.missing</td>\n<td style="text-align:right">1</td>' in shown
    assert f"<li><strong>{NEWS}:14</strong>: error text.copy: it is wrong. Mend it.</li>" in shown
    assert shown.count("<li>") == 2


@pytest.mark.parametrize("name", AWKWARD)
def test_the_summary_shows_texts_as_they_are(name: str) -> None:
    """No link, no tag, no emphasis comes of a text, and no table breaks."""
    shown = html(AWKWARD[name])
    assert set(re.findall(r"<(\w+)", shown)) <= {"h2", "p", "table", "thead", "tbody", "tr", "th", "td", "ul", "li",
                                                 "strong"}  # fmt: skip
    assert shown.count("<strong>") == shown.count("<li>")


def test_the_summary_quotes_what_a_sentence_quotes() -> None:
    """Escaped, not left out."""
    shown = html(finding(message=say("the link [x](javascript:y) is *new* & <b>.")))
    assert "the link [x](javascript:y) is *new* &amp; &lt;b&gt;." in shown
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html(finding(message=say("'%(text)s'", text=EVIL)))


def test_the_summary_is_not_longer_than_anybody_reads() -> None:
    """Fifty findings, then how many more there are."""
    shown = html(*(finding(line=line) for line in range(1, 71)))
    assert shown.count("<li>") == 51
    assert "<li>More findings are in the log: 20</li>" in shown


def test_the_summary_of_nothing_is_a_line() -> None:
    """A heading and a word, without tables."""
    assert reports.summary_markdown(Result((), ()), reports.english) == "## Translations\n\nno findings\n"


def test_the_summary_is_in_the_language_of_the_reader() -> None:
    """Headings of columns are labels like others."""
    words = {"words left": "засталося слоў", "no findings": "заўваг няма"}
    written = reports.summary_markdown(result(), words.get)
    assert "| locale | done | messages | засталося слоў | fuzzy | missing | refused |" in written
    assert "заўваг няма" in written
