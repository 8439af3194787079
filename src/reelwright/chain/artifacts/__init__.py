"""Artifacts: the compiled contracts, made from ``contracts/`` by its own build; nothing here is written by hand."""
