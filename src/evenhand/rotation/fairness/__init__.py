"""The rotation judged: what everybody received, beside what they would have without skips."""
