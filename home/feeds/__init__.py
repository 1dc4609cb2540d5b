"""Atom feeds, one for each language: the announcements, and everything that is new or has changed."""
