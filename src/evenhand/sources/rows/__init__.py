"""Rows: how a physical line becomes a typed row, or a fault with its place and reason."""
