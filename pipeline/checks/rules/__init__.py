"""The rules, one a file, named by its id; a module here whose name begins with `_` is shared by some of them."""
