"""English: Snowball's rules, known as Porter 2 (https://snowballstem.org/algorithms/english/stemmer.html)."""

from __future__ import annotations

from pipeline.stemming.rules import END, Rule, Stemmer

_V = "[aeiouy]"
_C = "[^aeiouy]"
_LONG = "arsen|commun|emerg|gener|inter|later|organ|past|univers"
_R1 = f"^(?:{_LONG}|(?!{_LONG}){_C}*{_V}+{_C})"
_R2 = f"{_R1}{_C}*{_V}+{_C}"
_SHORT = f"(?:.*{_C}{_V}[^aeiouywxY]|{_V}{_C}|.*past)"

_EXCEPTIONS = {
    "skis": "ski", "skies": "sky", "idly": "idl", "gently": "gentl", "ugly": "ugli", "early": "earli", "only": "onli",
    "singly": "singl",
}  # fmt: skip


def _endings(table: str, region: str) -> tuple[Rule, ...]:
    """Return a rule for each `ending>new` of a table, longer endings first."""
    pairs = sorted((pair.split(">") for pair in table.split()), key=lambda pair: -len(pair[0]))
    return tuple(Rule(f"^(.*){ending}$", new, region) for ending, new in pairs)


_STEP_2 = """
    tional>tion enci>ence anci>ance abli>able entli>ent izer>ize ization>ize ational>ate ation>ate ator>ate alism>al
    aliti>al alli>al fulness>ful ousli>ous ousness>ous iveness>ive iviti>ive biliti>ble bli>ble ogist>og fulli>ful
    lessli>less
"""
_STEP_3 = "tional>tion ational>ate alize>al icate>ic iciti>ic ical>ic ful> ness>"
_STEP_4 = "al|ance|ence|er|ic|able|ible|ant|ement|ment|ent|ism|ate|iti|ous|ive|ize"
_LEFT_ALONE = "even|cann|inn|earr|herr|out"

STEPS = (
    (
        *(Rule(f"^(){word}$", stem, skip=END) for word, stem in _EXCEPTIONS.items()),
        Rule("^(.{0,2}|andes|atlas|bias|cosmos|howe|news|sky)$", skip=END),
    ),
    (Rule("^(.*)'s'?$"), Rule("^(.*)'$")),
    (
        Rule("^(.*ss)es$"),
        Rule("^(..+i)e[ds]$"),
        Rule("^(.*ie)[ds]$"),
        Rule("^(.*[us]s)$"),
        Rule(f"^(.*{_V}.+)s$"),
    ),
    (
        Rule("^((?:succ|proc|exc)eed)(?:ly)?$", skip=2),
        Rule("^(.*)eed(?:ly)?$", "ee", _R1, skip=2),
        Rule(f"^({_C})ying$", "ie", skip=2),
        Rule(f"^((?:{_LEFT_ALONE})ing)$", skip=2),
        Rule(f"^(.*{_V}.*)(?:ed|ing|edly|ingly)$"),
        Rule("^(.*)$", skip=2),
    ),
    (
        Rule("^(.*(?:at|bl|iz))$", "e", skip=1),
        Rule("^([aeo](?:bb|dd|ff|gg|mm|nn|pp|rr|tt))$", skip=1),
        *(Rule(f"^(.*{letter}){letter}$", skip=1) for letter in "bdfgmnprt"),
    ),
    (Rule(f"^((?:{_C}+{_V}[^aeiouywxY]|{_V}{_C}|past|{_LONG}))$", "e", keep=f"^{_SHORT}$"),),
    (Rule(f"^(.+{_C})[yY]$", "i"),),
    (*_endings(_STEP_2, _R1), Rule("^(.*l)ogi$", "og", _R1), Rule("^(.*[cdeghkmnrt])li$", keep=_R1)),
    (*_endings(_STEP_3, _R1), Rule("^(.*)ative$", keep=_R2)),
    (Rule(f"^(.*?)(?:{_STEP_4})$", keep=_R2), Rule("^(.*[st])ion$", keep=_R2)),
    (
        Rule(f"^({_R2[1:]}.*)e$"),
        Rule(f"^({_SHORT}e)$"),
        Rule("^(.*)e$", keep=_R1),
        Rule("^(.*l)l$", keep=_R2),
    ),
)

STEMMER = Stemmer(
    letters="[a-z]",
    before=(("^y", "Y"), ("([aeiouy])y", "Y")),
    steps=STEPS,
    after=(("Y", "y"), ("'", "")),
    common=frozenset(
        """a about after all also an and any are as at be been but by can did do does for from had has have he her him
        his how i if in into is it its no not of on or our out she so some such than that the their them then there
        these they this those to under up upon was we were what when where which while who whom will with would
        you""".split()
    ),
)
