"""Pseudo-translation: every letter of a message's words is changed, nothing of its markup."""

from __future__ import annotations

import re
from html.parser import HTMLParser

_LETTERS = {ord(letter): ord(letter) + 0xFEE0 for letter in "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"}
"""ASCII letters to full-width ones, which are letters too, so that abbreviations are still words."""

_MARKUP = re.compile(
    r"(?<!`)(`+)(?!`).+?(?<!`)\1(?!`)"  # code
    r"|\]\((?:<[^>]*>|[^\s)]*)"  # the address of a link
    r"|\]\[[^\]]*\]|\[\^[^\]]*\]"  # labels
    r"|<[^>]*>|&#?\w+;|\\.|\{:?[^}]*\}"  # tags, entities, escapes, attribute lists
    r"|%\(\w+\)s",  # placeholders
    re.DOTALL,
)
CODE = frozenset({"pre", "code", "kbd", "samp", "script", "style", "title"})


_READ = re.compile(r"((?:title|alt|aria-label)=)(\"[^\"]*\"|'[^']*')")


def _value(found: re.Match[str]) -> str:
    return found[1] + found[2].translate(_LETTERS)


def translate(msgid: str) -> str:
    """Return a msgstr for a msgid: words in full-width letters, markup as it was.

    >>> translate("See [the plan](plan.md) and `make`")
    'Ｓｅｅ [ｔｈｅ ｐｌａｎ](plan.md) ａｎｄ `make`'
    """
    parts, end = [], 0
    for found in _MARKUP.finditer(msgid):
        parts += [msgid[end : found.start()].translate(_LETTERS), _READ.sub(_value, found.group())]
        end = found.end()
    return "".join([*parts, msgid[end:].translate(_LETTERS)])


class Reader(HTMLParser):
    """Reads a page as a person does: every text and every attribute that is read, with its language."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.texts: list[tuple[str, str]] = []
        self._stack: list[tuple[str, str]] = []
        self.feed(html)
        self.close()

    @property
    def _lang(self) -> str:
        return self._stack[-1][1] if self._stack else ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Enter an element; its attributes are in its own language."""
        values = dict(attrs)
        lang = values.get("lang") or self._lang
        for name in ("title", "alt", "aria-label"):
            self._read(values.get(name) or "", lang)
        if tag == "meta" and values.get("name") == "description":
            self._read(values.get("content") or "", lang)
        if tag not in ("meta", "link", "img", "br", "hr", "input"):
            self._stack.append((tag, lang))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Read the attributes of an element without content."""
        self.handle_starttag(tag, attrs)
        if self._stack and self._stack[-1][0] == tag:
            self._stack.pop()

    def handle_endtag(self, tag: str) -> None:
        """Leave an element."""
        while self._stack and self._stack.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        """Read a text."""
        tags = {tag for tag, _ in self._stack}
        if not tags & (CODE - {"title"}):
            self._read(data, self._lang)

    def _read(self, text: str, lang: str) -> None:
        if text.strip():
            self.texts.append((" ".join(text.split()), lang))
