"""What-ifs: changes to what lies above the tallies, made, run again and set beside the run."""
