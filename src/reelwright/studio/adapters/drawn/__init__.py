"""The drawn renderer: people, places and things drawn in code, lit, animated and encoded."""
