"""What a check finds by itself, without a rule: a file that cannot be read, and silence that has no ground."""

from __future__ import annotations

from pipeline.checks.finding import Severity
from pipeline.checks.rule import About
from pipeline.errors import Flaw

_UNREAD = "None of its translations can be used until that is mended, so nothing else is said about the file."

CATALOG = About(
    id="po.stranger",
    severity=Severity.ERROR,
    summary="A folder of catalogs belongs to a locale that the site does not have.",
    explanation="Its translations are on no page. Add the locale to 'locales' in the settings, or remove the folder.",
)
SYNTAX = About(
    id="po.syntax",
    severity=Severity.ERROR,
    summary="The file is written in a way that gettext cannot read.",
    explanation="Somebody or some program left a quotation mark out, or a line that is neither text nor comment. "
    f"{_UNREAD} Look at the line that is named, and at the one before it.",
)
ENCODING = About(
    id="po.encoding",
    severity=Severity.ERROR,
    summary="The file is not UTF-8, or its header says so.",
    explanation="Letters of other encodings would come out as other letters, and some programs would not notice. "
    f"{_UNREAD} Save the file as UTF-8; the header says 'charset=UTF-8'.",
)
BOM = About(
    id="po.bom",
    severity=Severity.ERROR,
    summary="The file begins with a byte order mark.",
    explanation="Some editors for Windows write it. gettext refuses such a file, and Babel takes its header for the "
    f"translation of the first message. {_UNREAD} 'navina fmt' takes it out.",
)
CONFLICT = About(
    id="po.conflict-marker",
    severity=Severity.ERROR,
    summary="A conflict of Git or of msgcat is left in the file.",
    explanation="Two people changed the same lines, and nobody has decided yet. Keep what is right of both sides, and "
    f"remove the lines with <<<<<<<, =======, >>>>>>> or #-#-#-#-#. {_UNREAD}",
)
DUPLICATE = About(
    id="po.duplicate",
    severity=Severity.ERROR,
    summary="The same message is in the file twice.",
    explanation="Of two messages with the same text and context some programs take the first and some the last, so "
    f"nobody knows which translation readers see. Keep the better one. {_UNREAD}",
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

FLAWS = (SYNTAX, ENCODING, BOM, CONFLICT, DUPLICATE)
RECORDS = (CATALOG, *FLAWS, UNUSED, UNKNOWN, REASON, FORBIDDEN, BASELINE)


def of_flaw(text: str) -> str:
    """Return the id of what is wrong with a file: its kind of flaw, or that it belongs to nobody."""
    return f"po.{text.kind}" if isinstance(text, Flaw) else CATALOG.id


def is_unreadable(about: About) -> bool:
    """Tell whether this is about a file that cannot be read at all, which nobody can be silent about."""
    return about is CATALOG or about in FLAWS
