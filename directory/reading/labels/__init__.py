"""Tier, domains, tasks and skills."""
