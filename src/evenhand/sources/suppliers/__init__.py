"""Published layouts, one file a supplier: each says when it knows a folder, and reads it.

A supplier's file has `recognises(folder)` and `read(folder, period)`. To add a
supplier, add a file; `sources.opening` finds it.
"""
