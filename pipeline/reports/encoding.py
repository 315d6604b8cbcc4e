r"""JSON that can be printed anywhere: what acts on a terminal or turns the direction of a line is a `\u` escape."""

from __future__ import annotations

import json
import re

_ACTS = re.compile("[\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufeff\ufff9-\ufffb]")


def encode(document: object) -> str:
    r"""Return a document as JSON, two spaces a level, in the order of its keys; letters stay letters.

    >>> print(encode({"text": "міф \x9b\u202e"}))
    {
      "text": "міф \u009b\u202e"
    }
    """
    return _ACTS.sub(lambda found: f"\\u{ord(found[0]):04x}", json.dumps(document, ensure_ascii=False, indent=2))
