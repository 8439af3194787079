"""Adapters of room studio: one outside thing a file; only wiring imports them."""
