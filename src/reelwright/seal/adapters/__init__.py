"""Adapters of the seal: one outside thing a file."""
