"""What was paid to whom and what it cost, told from events alone."""
