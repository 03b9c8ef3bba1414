"""Where numbers come from: case tables, counts, and each supplier's own layout."""
