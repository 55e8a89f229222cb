"""Conditions beside place and language: degree, experience, hours, age and their like."""
