"""Sound: from arrays of samples to the sound of a whole film.

Loudness, filters and dynamics at the bottom; instruments, score, ambience and foley above them;
the mix on top. All arrays are float32, stereo as (n, 2), at ``SAMPLE_RATE``.
"""
