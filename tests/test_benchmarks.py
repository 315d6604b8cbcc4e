"""The benchmarks: a corpus that is always the same, races that can be run, honest tables. No time is judged."""

from __future__ import annotations

import doctest
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from benchmarks import __main__ as program
from benchmarks import corpus, measuring
from benchmarks.measuring import ROOT, Contender, Cost, Failed, Race, Result
from benchmarks.races import RACES, Sizes
from pipeline import parse

if TYPE_CHECKING:
    from pathlib import Path
    from types import ModuleType


def body(number: int) -> str:
    """Return the body of an entry of the corpus."""
    return corpus.entry(number).split("---\n", 2)[2]


KEYS = {message.key for number in range(2) for message in parse(body(number)).messages}
"""The messages of the bodies of two entries; each has a title and a summary besides."""

TINY = Sizes(
    merged=40, merged_words=20, read=20, growth=(20, 40), entries=2, sample=1, pages=2, checked=20, checked_entries=2
)
MADE = {
    "merging": ["2 fuzzy"],
    "extracting": [f"{len(KEYS) + 4} messages"],
    "reading": [],
    "checking": [f"{len(KEYS) + 4} messages", "below 200 MiB", "below 200 MiB"],
    "growth": ["1 fuzzy", "2 fuzzy"],
    "documents": [],
    "building": ["29 pages"],  # home, section, two entries, A–Z, all, search, archive, year in each; two at the top
}
_PRINT_CORPUS = """
from benchmarks import corpus
texts = list(corpus.texts(9, 20))
print(texts, corpus.edited(texts, 50), corpus.entry(3), corpus.translator("be")(texts[0]))
"""


def printed(environment: dict[str, str]) -> bytes:
    """Return a piece of the corpus that a process of its own made."""
    command = [sys.executable, "-c", _PRINT_CORPUS]
    return subprocess.run(command, cwd=ROOT, env={**os.environ, **environment}, check=True, capture_output=True).stdout


@pytest.mark.parametrize("module", [corpus, program])
def test_examples(module: ModuleType) -> None:
    """The examples in the docstrings are true."""
    failed, tried = doctest.testmod(module)
    assert tried
    assert not failed


def test_corpus_is_always_the_same() -> None:
    """Two processes with different hash seeds make the same corpus; other entries are other texts."""
    first, second = (printed({"PYTHONHASHSEED": seed, "PYTHONIOENCODING": "utf-8"}) for seed in ("1", "2"))
    assert first == second
    assert corpus.entry(3).encode() in first
    assert corpus.entry(3) != corpus.entry(4)


def test_texts_differ_and_have_their_length() -> None:
    """No text stands twice, and a text of 100 words has 100 on the average."""
    texts = list(corpus.texts(200, 100))
    assert len(set(texts)) == 200
    assert sum(len(text.split()) for text in texts) / 200 == pytest.approx(100, rel=0.05)


def test_an_edit_changes_as_many_texts_as_it_says() -> None:
    """Five per cent of the texts are other ones afterwards, and nothing else is."""
    before = list(corpus.texts(200, 20))
    after = corpus.edited(before, 5)
    changed = [old != new for old, new in zip(before, after, strict=True)]
    assert sum(changed) == 10
    assert not set(after) & {old for old, is_changed in zip(before, changed, strict=True) if is_changed}


@pytest.mark.parametrize("locale", corpus.LOCALES)
def test_translated_entries_keep_their_structure(locale: str) -> None:
    """Every message of an entry has a translation in Cyrillic that Navina accepts: else little would be filled in."""
    translate = corpus.translator(locale)
    for number in range(10):
        document = parse(body(number))
        pairs = [(message.key, translate(message.msgid)) for message in document.messages]
        assert len(pairs) > 15
        assert [pair for pair in pairs if pair[0][1] == pair[1] or document.refusals(*pair)] == []


def test_entries_have_the_length_of_a_page() -> None:
    """The bodies have the number of words that the tables name."""
    words = [len(body(number).split()) for number in range(50)]
    assert sum(words) / 50 == pytest.approx(corpus.PAGE_WORDS, rel=0.05)


@pytest.mark.parametrize("name", RACES)
def test_every_race_can_be_run_without_peers(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Navina does its work in each race, and a tool that is not there is said to be missing."""
    monkeypatch.setenv("PATH", str(tmp_path / "empty"))
    race = RACES[name](tmp_path, TINY)
    results = measuring.run(race, rounds=0, patience=60)
    costs = [result.cost for result in results if result.cost]
    assert results[0].cost
    assert all(cost.cpu > 0 and cost.wall > 0 for cost in costs)
    assert [result.made for result in results if result.made] == MADE[name]
    missing = sum(not each.command for each in race.contenders)
    assert program.table(race, results).count("not installed") == missing
    assert missing or name in ("growth", "documents")


def test_a_missed_target_is_shown() -> None:
    """A row says the ratio to the first one, and whether the target is met."""
    ours, slow, fast = (Contender(name, ("x",), target=0.5) for name in ("ours", "slow", "fast"))
    race = Race("Title", "run", (ours, slow, fast), "Remark.")
    results = [Result(each, Cost(cpu, cpu), 3) for each, cpu in ((ours, 1.0), (slow, 4.0), (fast, 1.25))]
    text = program.table(race, results)
    assert "| slow | 4.00 s | 4.00 s | 0.25 | ≤ 0.5: met | 3 |  |" in text
    assert "| fast | 1.25 s | 1.25 s | 0.80 | ≤ 0.5: **missed** | 3 |  |" in text


def test_the_best_round_after_the_first_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    """The round to warm up counts only for those whom it took all patience."""
    costs = {"quick": iter([1.0, 4.0, 2.0, 3.0]), "slow": iter([50.0])}

    def measure(contender: Contender) -> Cost:
        return Cost(seconds := next(costs[contender.name]), seconds)

    monkeypatch.setattr(measuring, "measure", measure)
    quick, slow = Contender("quick", ("x",), count=2), Contender("slow", ("x",))
    results = measuring.run(Race("Title", "run", (quick, slow), ""), rounds=3, patience=20)
    assert [(result.cost, result.rounds) for result in results] == [(Cost(1.0, 1.0), 3), (Cost(50.0, 50.0), 1)]


def test_a_command_that_fails_is_no_measure() -> None:
    """Whoever stops with an error was quick for the wrong reason."""
    broken = Contender("broken", (sys.executable, "-c", "raise SystemExit('no such file')"))
    with pytest.raises(Failed, match="'broken' failed: no such file"):
        measuring.measure(broken)


def test_an_unknown_race_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    """A slip in the name of a race says which ones there are."""
    with pytest.raises(SystemExit):
        program.main(["merge"])
    assert "there is no merge; there are merging, extracting" in capsys.readouterr().err
