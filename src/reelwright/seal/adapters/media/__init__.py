"""Reading media in a child process that can open nothing and may take only so much."""
