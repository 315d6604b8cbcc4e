"""Whether a locale has a page of its own for an entry: the owner's policy, and how far the translation is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.page import Standing

if TYPE_CHECKING:
    from pipeline.config import Settings
    from pipeline.entry import Entry
    from pipeline.page import Counts

ALWAYS = 0
NEVER = 101


def policy(settings: Settings, locale: str, entry: Entry) -> Policy:
    """Return the policy for an entry in a locale: the entry's own word goes before the settings'.

    >>> from pathlib import Path
    >>> from pipeline.config import Settings
    >>> from pipeline.entry import Entry
    >>> settings = Settings(Path("."), locales=("be",), publish={"be": 80}, missing="hide")
    >>> policy(settings, "be", Entry("content/x.md", "X")), policy(settings, "be", Entry("c.md", "X", publish="never"))
    (Policy(at=80, fills=False), Policy(at=101, fills=False))
    """
    value = entry.publish if entry.publish is not None else settings.publish.get(locale, "always")
    at = value if isinstance(value, int) else {"always": ALWAYS, "never": NEVER}[value]
    return Policy(at, fills=settings.missing == "fallback")


@dataclass(frozen=True, slots=True)
class Policy:
    """From how many percent of words on a translation is published, and whether its absence is filled.

    `at` is `ALWAYS` for whatever there is, `NEVER` for nothing; between them, 1 to 100, the title must be translated
    as well. Below it the page is the source text where `fills` is set, and absent where it is not.
    """

    at: int = ALWAYS
    fills: bool = True

    def standing(self, counts: Counts, *, titled: bool) -> Standing | None:
        """Return what page an entry has, None for none. `titled` tells whether its title is translated.

        >>> from pipeline.page import Counts
        >>> half = Counts(translated=1, missing=1, words=100, words_translated=50)
        >>> [Policy(at).standing(half, titled=True).value for at in (ALWAYS, 50, 51, NEVER)]
        ['translated', 'translated', 'fallback', 'fallback']
        >>> Policy(1, fills=False).standing(half, titled=False)
        """
        if counts.translated or not counts.total:
            enough = self.at == ALWAYS or (counts.percent >= self.at and titled)
            if enough and self.at != NEVER:
                return Standing.TRANSLATED
        return Standing.FALLBACK if self.fills else None
