"""What a check finds by itself, without a rule: a file that cannot be read, and silence that has no ground."""

from __future__ import annotations

from pipeline.checks.finding import Severity
from pipeline.checks.rule import About

CATALOG = About(
    id="catalog",
    severity=Severity.ERROR,
    summary="The file cannot be read, or belongs to a locale that the site does not have.",
    explanation="Somebody or some program left the file in a state that gettext cannot read: a quotation mark is "
    "missing, two messages are the same, a conflict of Git was not resolved, the encoding is not UTF-8. None of its "
    "translations can be used until that is mended, so nothing else is said about it. Look at the line that is named.",
)
UNUSED = About(
    id="ignore.unused",
    severity=Severity.WARNING,
    summary="A comment silences a rule that finds nothing here.",
    explanation="The translation was mended, or the rule was. A comment that is left over would hide the next mistake "
    "in this text, and nobody would know. Delete the line. Nothing is said about a translation that is fuzzy, about a "
    "rule that is off, or where only a part was checked.",
)
UNKNOWN = About(
    id="ignore.unknown",
    severity=Severity.WARNING,
    summary="A comment silences a rule that does not exist, or is not understood.",
    explanation="A comment '# navina: ignore RULE -- reason' has the id of a rule as the report prints it. One with a "
    "typing mistake silences nothing. Write the id as it is in the report.",
)
REASON = About(
    id="ignore.reason",
    severity=Severity.WARNING,
    summary="A comment silences a rule without saying why.",
    explanation="In a year nobody will know why a finding was no mistake, and the next translator should not have to "
    "guess. So a comment without a reason does not count. Write '-- ' and a few words at its end.",
)
FORBIDDEN = About(
    id="ignore.forbidden",
    severity=Severity.WARNING,
    summary="A comment silences what cannot be silenced.",
    explanation="A rule that protects readers is never silent for a comment, as whoever can write a translation could "
    "write the comment too. That a text is not translated or fuzzy is no mistake: it goes when the text is translated. "
    "And a translation with other links or marks than its source is not shown, which nobody should be silent about. "
    "Delete the line.",
)
BASELINE = About(
    id="baseline.unused",
    severity=Severity.WARNING,
    summary="The baseline has findings that are not found any more.",
    explanation="The baseline is the list of old findings that the site has decided to live with. Some of them are "
    "mended: well done. Take them out by 'navina check --write-baseline', so that the list only ever gets shorter.",
)

RECORDS = (CATALOG, UNUSED, UNKNOWN, REASON, FORBIDDEN, BASELINE)
