"""Films as titles: anchored, registered, shown, given away, and proven from a file."""
