"""Reelwright: from a screenplay to a film that people enjoy and that anyone can prove is yours."""

__version__ = "0.1.0"
