"""Speed and size, as ratios in one run. Run by hand (`make bench`); never in the tests."""
