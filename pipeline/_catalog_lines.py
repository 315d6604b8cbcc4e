"""What the commands for catalogs did, a line a fact."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pipeline._bids import Tally
    from pipeline.canonical import Formatted
    from pipeline.importing import Imported
    from pipeline.locales import Added
    from pipeline.obsolete import Found

_SHORT = 100


def fmt_lines(done: Sequence[Formatted]) -> Iterator[str]:
    """Return the catalogs that were written, the comments that name somebody, and the count."""
    changed = [each.change.path for each in done if each.change.is_one]
    yield from changed
    yield from (str(problem) for each in done for problem in each.names)
    yield (
        f"{len(changed)} of {len(done)} catalogs written anew." if changed else f"Nothing to do: {_all_canonical(done)}"
    )


def fmt_check_lines(done: Sequence[Formatted]) -> Iterator[str]:
    """Return the catalogs that `navina fmt` would write, and the count."""
    changed = [each.change.path for each in done if each.change.is_one]
    for path in changed:
        yield f"{path}: is not in canonical form. Run 'navina fmt {path}'."
    yield f"{len(changed)} of {len(done)} catalogs are not in canonical form." if changed else _all_canonical(done)


def _all_canonical(done: Sequence[Formatted]) -> str:
    return f"all {len(done)} catalogs are in canonical form."


def added_lines(tag: str, done: Added) -> Iterator[str]:
    """Return what a new locale begins with."""
    for path in done.kept:
        yield f"{path}: was there already and stays as it is."
    *catalogs, settings = done.changes
    begun = f"{done.finished} translated, {done.fuzzy} fuzzy"
    yield f"{tag}: {len(catalogs)} catalogs with {done.messages} messages, {begun}."
    yield f"{settings.path}: '{tag}' is among the locales now."


def import_lines(done: Imported, *, verbose: bool) -> Iterator[str]:
    """Return what became of each file; with `verbose` also each conflict and each text without a message."""
    for tally in done.tallies:
        yield _tally(tally)
        if verbose:
            yield from (f"    {problem}" for problem in sorted((*tally.conflicts, *tally.unmatched)))
    changed = sum(each.is_one for each in done.changes)
    hint = any(each.conflicts or each.unmatched for each in done.tallies) and not verbose
    yield f"{changed} of {len(done.changes)} catalogs changed." + (" --verbose lists the rest." if hint else "")


def _tally(tally: Tally) -> str:
    matched = f"{tally.name}: {tally.matched} of {tally.texts} translations match"
    filled = f"{tally.filled} filled in ({tally.fuzzy} of them fuzzy), {tally.same} there already"
    return f"{matched}: {filled}, {len(tally.conflicts)} conflicts; {len(tally.unmatched)} match nothing"


def obsolete_lines(found: Sequence[Found]) -> Iterator[str]:
    """Return each obsolete message with its line, and the count of each catalog."""
    for each in found:
        for message in each.messages:
            text = " ".join(message.msgid.split())
            yield f"{each.path}:{message.line}: {text if len(text) <= _SHORT else text[: _SHORT - 1] + '…'}"
    yield from _counts(found)


def purged_lines(found: Sequence[Found]) -> Iterator[str]:
    """Return how many messages were taken out of which catalog."""
    yield from _counts(found, " taken out")


def _counts(found: Sequence[Found], done: str = "") -> Iterator[str]:
    for each in found:
        yield f"{each.path}: {_count(len(each.messages))}{done}, {each.translated} with a translation"
    total = sum(len(each.messages) for each in found)
    yield f"{_count(total)}{done} in {len(found)} catalogs." if total else "No obsolete message."


def _count(number: int) -> str:
    return f"{number} obsolete {'message' if number == 1 else 'messages'}"
