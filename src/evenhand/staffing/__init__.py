"""Staffing: what staff there are, and whom they can serve; figures in, figures out, exact."""
