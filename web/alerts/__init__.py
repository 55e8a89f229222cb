"""Alerts by e-mail: asking, confirming, the subscriber's page."""
