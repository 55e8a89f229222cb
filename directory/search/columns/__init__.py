"""Filters, counts and order from columns over listing ordinals."""
