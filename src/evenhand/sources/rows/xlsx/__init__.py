"""XLSX: a spreadsheet file taken apart in bounded memory, and nothing in it ever run."""
