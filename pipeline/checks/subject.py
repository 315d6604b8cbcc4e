"""What rules look at: a message with its translation, and each of its finished texts."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pipeline import languages
from pipeline.difference import Difference
from pipeline.message import State
from pipeline.once import once
from pipeline.prose import Prose

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from pipeline.catalog import CatalogMessage, Template
    from pipeline.languages import Language
    from pipeline.message import Message


@dataclass(frozen=True)
class Context:
    """What is the same for all texts of one locale: the locale, and what the site's settings add.

    `in_site` tells whether the catalog is checked with its site, whose entries say what a text is; in a catalog by
    itself a text may open a block of Markdown. `extra` is what rules need that is not Navina's own, by the rule's id:
    a glossary, a dictionary. `anonymous` is the site's setting; `template` has the messages of the content in the
    domain that is being checked, None where a catalog is checked without its site.
    """

    locale: str
    in_site: bool = True
    apostrophe: str = "’"
    anonymous: bool = False
    template: Template | None = None
    extra: Mapping[str, object] = field(default_factory=dict)

    @once
    def language(self) -> Language | None:
        """Return what Navina knows of the language."""
        return languages.of(self.locale)


@dataclass(frozen=True)
class Subject:
    """One message and its translation in one locale.

    `found` is None where the catalog does not know the message. `refusals` says why a msgstr could not be used on
    the page. `is_format` tells that the message is a string of the theme, with placeholders.
    `references` are the files that it comes from.
    """

    message: Message
    found: CatalogMessage | None
    context: Context
    refusals: Callable[[str], Iterable[str]]
    is_format: bool = False
    references: tuple[str, ...] = ()

    @once
    def state(self) -> State:
        """Return how far the translation is."""
        return State.REFUSED if any(form.refusals for form in self.forms) else self.written

    @once
    def written(self) -> State:
        """Return what the catalog says of the state, whatever may be said against the texts."""
        return State.MISSING if self.found is None else self.found.state

    def forget(self) -> None:
        """Let go of what was made of the texts, which nobody asks for again: all but the state."""
        self.__dict__.setdefault("state", self.state)
        self.__dict__.pop("forms", None)

    @once
    def forms(self) -> tuple[Form, ...]:
        """Return the texts of a translation; () where there is none, or it is fuzzy."""
        if self.found is None or self.written is not State.TRANSLATED:
            return ()
        plural = self.found.msgid_plural is not None
        return tuple(Form(self, text, index if plural else None) for index, text in enumerate(self.found.msgstr))


@dataclass(frozen=True)
class Form:
    """One finished text: the msgstr of a message, or one of its plural forms, `index`."""

    subject: Subject
    target: str
    index: int | None = None

    @property
    def source(self) -> str:
        """Return the source text; the plural one where there are forms."""
        message = self.subject.message
        return message.msgid_plural or message.msgid

    @property
    def context(self) -> Context:
        """Return what is the same for all texts of the locale."""
        return self.subject.context

    @property
    def language(self) -> Language | None:
        """Return what Navina knows of the language of the text."""
        return self.subject.context.language

    @property
    def role(self) -> str:
        """Return what the message is: "paragraph", "heading 2", "list item", "title"."""
        return self.subject.message.role

    @property
    def is_prose(self) -> bool:
        """Tell whether this is text that an author wrote, and neither raw HTML nor a string of the theme."""
        return not self.subject.is_format and not self.subject.message.html

    @once
    def refusals(self) -> tuple[str, ...]:
        """Return why the text cannot be used on the page."""
        return tuple(self.subject.refusals(self.target))

    @property
    def differences(self) -> tuple[Difference, ...]:
        """Return what the text lost or gained beside words."""
        return tuple(each for each in self.refusals if isinstance(each, Difference))

    @once
    def prose(self) -> Prose:
        """Return the prose of the translation."""
        return Prose(self.target)

    @once
    def source_prose(self) -> Prose:
        """Return the prose of the source text."""
        return Prose(self.source)
