"""Pages of countries, languages, fields, tiers and skills."""
