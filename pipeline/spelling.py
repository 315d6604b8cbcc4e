"""Spelling: which words a dictionary of Hunspell knows, with the words that the site adds to it.

The dictionaries are the system's; spylls, a package that is an extra of ours, reads them.
"""

from __future__ import annotations

import gc
import warnings
from dataclasses import dataclass, field
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.config import FILE
from pipeline.errors import ConfigError, Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

FOLDERS = (
    Path("/usr/share/hunspell"),
    Path("/usr/local/share/hunspell"),
    Path("/usr/share/myspell/dicts"),
)
"""Where systems keep the dictionaries of Hunspell."""

_NAMES = {
    "be": ("be_BY", "be-official", "be"),
    "be-tarask": ("be_BY@tarask", "be-tarask", "be_TARASK", "be-classic"),
    "ru": ("ru_RU", "ru"),
}
_DEBIAN = {"be": "hunspell-be", "ru": "hunspell-ru"}
_APOSTROPHES = str.maketrans("’ʼ‘`´", "'''''")
_KEPT = 4
_CUT = 2


@dataclass(frozen=True, eq=False)
class Words:
    """The words that a site adds: one lemma stands for all forms that begin like it."""

    lemmas: frozenset[str] = frozenset()
    _beginnings: frozenset[str] = field(init=False, repr=False)
    _lengths: tuple[int, ...] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        beginnings = frozenset(map(_beginning, self.lemmas))
        object.__setattr__(self, "_beginnings", beginnings)
        object.__setattr__(self, "_lengths", tuple(sorted({len(each) for each in beginnings})))

    def has(self, word: str) -> bool:
        """Tell whether a word is one of the lemmas in some form, as far as its beginning tells.

        >>> words = Words(frozenset({"палітвязень", "КДБ"}))
        >>> [words.has(each) for each in ("палітвязнямі", "Палітвязень", "кдб", "палітыка")]
        [False, True, True, False]
        >>> Words(frozenset({"палітвязн"})).has("палітвязнямі")
        True
        """
        plain = _plain(word)
        return any(plain[:length] in self._beginnings for length in self._lengths)


def _beginning(lemma: str) -> str:
    """Return what all forms of a lemma begin with: all but two letters, and at least four."""
    plain = _plain(lemma)
    return plain[: max(min(len(plain), _KEPT), len(plain) - _CUT)]


def _plain(word: str) -> str:
    return word.lower().translate(_APOSTROPHES).replace("ё", "е")


def read_words(path: str, data: bytes) -> Words:
    r"""Read a list of words, one in a line; `#` begins a remark. Raise ConfigError with every line that is wrong.

    >>> sorted(read_words("words.txt", "# names\nГомель\n\nБелсат # a channel\n".encode()).lemmas)
    ['Белсат', 'Гомель']
    """
    try:
        lines = data.decode("utf-8-sig").splitlines()
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise ConfigError(Problem(path, line, "is not UTF-8 text. Save the file as UTF-8.")) from None
    found = [(number, line.partition("#")[0].strip()) for number, line in enumerate(lines, 1)]
    problems = [
        Problem(path, number, f"'{word}' is more than one word. Write each on a line of its own.")
        for number, word in found
        if len(word.split()) > 1
    ]
    if problems:
        raise ConfigError(problems)
    return Words(frozenset(word for _, word in found if word))


class Speller:
    """The dictionary of one locale: `look_up` is asked once for each word, in the letters that dictionaries have."""

    def __init__(self, look_up: Callable[[str], bool], words: Words | None = None) -> None:
        self._look_up, self._words = look_up, words or Words()
        self._known: dict[str, bool] = {}

    def knows(self, word: str) -> bool:
        """Tell whether a word is right: in the dictionary with any apostrophe, with ё or е, or among the site's.

        What a hyphen joins is right where the whole is, or each part of it.

        >>> speller = Speller({"аб'ект", "елка", "улада", "горад"}.__contains__)
        >>> [speller.knows(each) for each in ("аб’ект", "ёлка", "ўлада", "горад-улада", "вулка")]
        [True, True, True, True, False]
        """
        found = self._known.get(word)
        if found is None:
            found = self._known[word] = self._is_right(word)
        return found

    def _is_right(self, word: str) -> bool:
        if self._words.has(word) or any(map(self._look_up, _spellings(word))):
            return True
        parts = word.replace("‑", "-").split("-")
        return len(parts) > 1 and all(len(each) < 2 or each.isupper() or self.knows(each) for each in parts)


def _spellings(word: str) -> Iterator[str]:
    """Yield how a dictionary may write a word: it has one apostrophe, and maybe no ё, and no ў to begin with."""
    plain = word.translate(_APOSTROPHES)
    yield plain
    if "ё" in plain or "Ё" in plain:
        yield plain.replace("ё", "е").replace("Ё", "Е")
    if plain.startswith(("ў", "Ў")):
        yield f"{'у' if plain[0] == 'ў' else 'У'}{plain[1:]}"


def load(
    locales: Sequence[str], *, words: Words | None = None, folders: Sequence[Path] = FOLDERS, line: int = 0
) -> Mapping[str, Speller]:
    """Load the dictionaries of the locales. Raise ConfigError where spylls or a dictionary is not installed.

    `folders` are searched in order. `line` is the line of the settings that wants this. It takes a second or two.
    """
    if find_spec("spylls") is None:
        text = (
            "spelling is checked with the package spylls, which is not installed. Run 'pip install navina[spelling]'."
        )
        raise ConfigError(Problem(FILE, line, text))
    paths = {each: find(each, folders) for each in locales}
    problems = [
        Problem(FILE, line, _missing(locale, folders)) for locale, path in paths.items() if path is None
    ]  # fmt: skip
    if problems:
        raise ConfigError(problems)
    return {locale: Speller(_dictionary(path), words) for locale, path in paths.items() if path}


def find(locale: str, folders: Sequence[Path] = FOLDERS) -> Path | None:
    """Return the dictionary of a locale without its ending: be_BY of be_BY.aff and be_BY.dic; None for none."""
    language = locale.partition("-")[0]
    names = _NAMES.get(locale) or (locale.replace("-", "_"), locale, f"{language}_{language.upper()}", language)
    places = (folder / name for folder in folders for name in names)
    return next((each for each in places if all(_file(each, ending).is_file() for ending in ("aff", "dic"))), None)


def _file(path: Path, ending: str) -> Path:
    return path.with_name(f"{path.name}.{ending}")


def _missing(locale: str, folders: Sequence[Path]) -> str:
    package = f"Install '{_DEBIAN[locale]}' (Debian)" if locale in _DEBIAN else "Install one for Hunspell"
    where = "', '".join(map(str, folders))
    return f"there is no dictionary for '{locale}' in '{where}'. {package}, or leave spelling off for now."


def _dictionary(path: Path) -> Callable[[str], bool]:
    """Load a dictionary. Raise ConfigError where it cannot be read."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)  # spylls leaves its files to the garbage collector
        found, wrong = _read(path)
        gc.collect()
    if wrong:
        text = f"cannot be read as a dictionary of Hunspell: {wrong}. Install it anew."
        raise ConfigError(Problem(f"{path}.aff", 0, text))
    look_up: Callable[[str], bool] = found.lookup
    return look_up


def _read(path: Path) -> tuple[Any, str]:
    """Return a dictionary, or what is wrong with it."""
    try:
        return import_module("spylls.hunspell").Dictionary.from_files(str(path)), ""
    except Exception as error:
        return None, f"{error}" or type(error).__name__
