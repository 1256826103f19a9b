"""Filters for pages of essays."""
