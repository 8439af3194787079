"""Media: what a film, picture or sound file holds, read without trusting it."""
