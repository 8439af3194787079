"""Translation: the words of a film as units, a catalogue of them in another language, and the film in it."""
