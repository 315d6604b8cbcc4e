"""Navina: English Markdown to gettext catalogs to localized HTML."""

from pipeline.document import Document, parse
from pipeline.message import Message

__all__ = ["Document", "Message", "parse"]
