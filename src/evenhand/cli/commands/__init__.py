"""One file a command; the file's name is the command's name. Add its name to `ORDER`."""

#: The order in which a user meets them.
ORDER = (
    "demo",
    "start",
    "check",
    "store",
    "measure",
    "timestudy",
    "reviews",
    "checks",
    "fit",
    "allocate",
    "explain",
    "scenario",
    "compare",
    "incentives",
    "redeploy",
    "equity",
    "supply",
    "forecast",
    "caseload",
    "published",
    "rotation",
    "letter",
    "backtest",
    "verify",
)
