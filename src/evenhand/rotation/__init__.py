"""The pending rotation: whose turn it is, who was passed over and why. Pure: no clock, no files."""
