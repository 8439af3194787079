"""Adapters of room production: one outside thing a file; only wiring imports them."""
