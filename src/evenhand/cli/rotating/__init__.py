"""One file a subcommand of `evenhand rotation`; its name is the file's. Add it to `ORDER`."""

#: The order in which a user meets them.
ORDER = ("replay", "fairness", "simulate")
