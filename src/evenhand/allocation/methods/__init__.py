"""The methods, one file each; none knows of another."""
