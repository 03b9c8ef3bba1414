"""Reports: turn a result into what people read. A report shows figures and decides none."""
