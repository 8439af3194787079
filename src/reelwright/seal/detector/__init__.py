"""The detector: which seconds of a file show which seconds of a registered film, and what was done to them."""
