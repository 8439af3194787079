"""The bench of copy detection: attacks, peers, tables."""
