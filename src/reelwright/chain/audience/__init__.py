"""What viewers and brands pay for: unlocks, price lists, campaigns."""
