"""A sentence for the user that can be said in another language: it knows the template it was made of."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Self


class Sentence(str):
    """An English sentence; `template` is the msgid of its translations, `values` fill the template's placeholders.

    >>> found = Sentence("the link to '%(address)s' is missing", address="a.md")
    >>> print(found)
    the link to 'a.md' is missing
    >>> found.said({"the link to '%(address)s' is missing": "няма спасылкі на «%(address)s»"}.get)
    'няма спасылкі на «a.md»'
    """

    __slots__ = ("template", "values")
    template: str
    values: Mapping[str, object]

    def __new__(cls, template: str, /, **values: object) -> Self:
        """Fill the placeholders `%(name)s` of a template; a value may be a sentence itself."""
        made = super().__new__(cls, template % values if values else template)
        made.template, made.values = template, values
        return made

    def said(self, translate: Callable[[str], str | None]) -> str:
        """Return the sentence in the language of `translate`, which maps templates; in English where it has none."""
        template = translate(self.template) or self.template
        values = {name: said(value, translate) for name, value in self.values.items()}
        return template % values if values else template


def said(text: object, translate: Callable[[str], str | None]) -> str:
    """Return a text in the language of `translate` if it is a sentence, as it is if not."""
    return text.said(translate) if isinstance(text, Sentence) else str(text)


say = Sentence
"""The name under which Babel finds the templates in the source: `say("…")`."""
