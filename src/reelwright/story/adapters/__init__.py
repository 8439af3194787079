"""Adapters of room story: one outside thing a file; only wiring imports them."""
