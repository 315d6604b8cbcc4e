"""What the commands say when they are done; what a check prints is in `reports`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.reports.tally import Tally, by_locale

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rich.table import Table

    from pipeline.build import Result as Built
    from pipeline.checks import Progress
    from pipeline.merge import Conflict
    from pipeline.update import Summary

_SHOWN = 160


def update_lines(done: Sequence[Summary]) -> Iterator[str]:
    """Return what `extract` did, a line a catalog that changed, and a last line for all."""
    for each in done:
        if each.changed:
            yield f"{each.locale} {each.domain}: {_happened(each)}"
            yield from (f"{each.locale} {each.domain}: {_two_ways(one)}" for one in each.conflicts)
    kept, new, fuzzy = (sum(getattr(each, name) for each in done) for name in ("kept", "new", "fuzzy"))
    changed = sum(each.changed for each in done)
    if changed:
        yield f"{changed} of {len(done)} catalogs changed: {kept} messages kept, {new} new, {fuzzy} fuzzy."
    else:
        yield f"Nothing to do: all {len(done)} catalogs are up to date."


def _happened(each: Summary) -> str:
    if each.removed:
        return "the file is removed, all that it had is in other catalogs"
    parts = [f"{getattr(each, name)} {name}" for name in ("kept", "new", "fuzzy", "obsolete", "revived")]
    if each.reused:
        parts.append(f"{each.reused} taken from other catalogs")
    return ", ".join(parts) + (", the domain has no entry any more" if each.gone else "")


def _two_ways(conflict: Conflict) -> str:
    msgid, used, other = (_short(" / ".join(text)) for text in ((conflict.msgid,), conflict.used, conflict.other))
    origin = f" of {conflict.domain}" if conflict.domain else ""
    return f"'{msgid}' was translated in two ways: '{used}' is used, '{other}'{origin} is kept as a comment"


def _short(value: str) -> str:
    line = value.replace("\n", "\\n")
    return line if len(line) <= _SHOWN else f"{line[: _SHOWN - 1]}…"


def tables(catalogs: Sequence[Progress]) -> Iterator[Table]:
    """Return a table a locale with a bar a domain, for a terminal."""
    from rich.progress_bar import ProgressBar
    from rich.table import Table

    for locale, group in by_locale(catalogs):
        table = Table(title=f"{locale}: {Tally.of(group).percent} %", title_justify="left", box=None)
        for name in ("domain", "", "%", "messages", "fuzzy", "missing", "refused", "words left"):
            table.add_column(name, justify="left" if name in ("domain", "") else "right")
        for each in group:
            done = Tally.of([each])
            table.add_row(
                each.domain, ProgressBar(total=done.total or 1, completed=done.translated, width=20),
                str(done.percent), f"{done.translated} of {done.total}", str(done.fuzzy),
                str(done.missing), str(done.refused), str(done.words_left),
            )  # fmt: skip
        yield table


def build_lines(done: Built) -> Iterator[str]:
    """Return what `build` did, a line a locale, and where to look."""
    for locale, each in done.tallies.items():
        yield f"{locale or 'all'}: {each.written} files written, {each.unchanged} unchanged, {each.removed} removed"
