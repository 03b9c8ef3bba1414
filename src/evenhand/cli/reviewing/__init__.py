"""One file a subcommand of `evenhand reviews`; the file's name is its name. Add it to `ORDER`."""

#: The order in which a user meets them.
ORDER = ("agreement", "raters", "effect", "plan", "levels", "settle")
