"""One file a score; the file's name is the score's name in a policy."""
