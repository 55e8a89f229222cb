"""Subscribers, their alerts and the letters that account for every event exactly once."""
