"""One file a subcommand of `evenhand timestudy`; the file's name is its name. Add it to `ORDER`."""

#: The order in which a user meets them.
ORDER = ("plan", "draw", "shares")
