"""Forecasting: month by month, who will carry cases and how many there will be, simulated."""
