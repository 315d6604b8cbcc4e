"""Messages of a catalog that the content does not have, or has in another place."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.catalog import Catalog, CatalogMessage, Template
    from pipeline.message import Key


def strays(catalog: Catalog, template: Template) -> Iterator[tuple[CatalogMessage, Key | None]]:
    """Yield the messages in use that the content lacks, each with the key under which the content has the same text.

    None where there is no such key, or the catalog has that message too.
    """
    known = {located.message.key for located in template.messages}
    unknown = [message for message in catalog.messages if message.key not in known]
    if not unknown:
        return
    wanted = {key[1]: key for key in sorted(known, key=str, reverse=True) if catalog.get(key) is None}
    for message in unknown:
        yield message, wanted.get(message.msgid)
