"""Published layouts, one file a supplier: each says when it knows a folder, and reads it.

A supplier's file has `recognises(folder)` and `read(folder, period, engine)`; the engine
runs the case tables, where the layout gives any. To add a supplier, add a file;
`sources.opening` finds it.
"""
