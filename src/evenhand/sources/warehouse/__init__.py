"""Tables that stand in a database or in Spark: checked where they are; only tallies leave."""
