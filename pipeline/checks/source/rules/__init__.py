"""The rules for source texts: one module each, with its `RULE`; modules with `_` are what several of them share."""
