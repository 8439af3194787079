"""Adapters of the chain room: one outside thing a file; only wiring imports them."""
