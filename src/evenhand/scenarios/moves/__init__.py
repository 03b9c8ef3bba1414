"""Moves: from a RUN and what is known of its people to posts, rules and a plan."""
