"""A cutter for tests: films and takes are small JSON texts.

Knows how many frames a film holds, its title and languages. Refuses to know pictures and sound.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path
from typing import Final

from reelwright.film import FrameSize, Plain, canonical_json
from reelwright.studio import EncodingError, FilmFacts, SoftSubtitles, StreamFacts

_SIZE: Final = FrameSize(32, 48)


class FakeCutter:
    """Films and takes are small JSON texts: fast, and enough for a line that only passes them on."""

    @property
    def recipe(self) -> dict[str, Plain]:
        """Always the same."""
        return {"cutter": "fake"}

    def take(self, frames: int) -> bytes:
        """A take of so many frames, as this cutter reads it."""
        return canonical_json({"frames": frames, "title": "", "languages": ["und"]})

    def join(  # noqa: PLR0913 - the port asks for them
        self,
        takes: Sequence[bytes],
        film: Path,
        *,
        sound: bytes,
        coded: bytes = b"",  # noqa: ARG002 sound leaves no trace in these films
        subtitles: Sequence[SoftSubtitles] = (),
        title: str = "",
        language: str = "und",
    ) -> int:
        """Write what the film would hold."""
        if not takes or len(sound) % 4:
            raise EncodingError("nothing to join", where=str(film))
        frames = sum(self.probe(take).frames for take in takes)
        languages: list[Plain] = [language, *(track.language for track in subtitles)]
        try:
            film.write_bytes(canonical_json({"frames": frames, "title": title, "languages": languages}))
        except OSError as error:
            raise EncodingError("cannot be written", where=str(film), mend="free some space") from error
        return frames

    def code(self, sound: bytes) -> bytes:
        """The sound as it is."""
        if len(sound) % 4:
            raise EncodingError("no samples of 16-bit stereo")
        return sound

    def stream(self, film: Path, folder: Path) -> Path:
        """Write a playlist of nothing."""
        facts = self.probe(film)
        folder.mkdir(exist_ok=True)
        (folder / "master.m3u8").write_text(f"#EXTM3U\n# {facts.frames}\n")
        return folder / "master.m3u8"

    def probe(self, film: bytes | Path) -> FilmFacts:
        """Read the text back."""
        try:
            held = json.loads(film if isinstance(film, bytes) else film.read_bytes())
            streams = tuple(StreamFacts("subtitle", "text", one, Fraction(1)) for one in held["languages"][1:])
            return FilmFacts(_SIZE, held["frames"], Fraction(30), held["title"], streams)
        except (OSError, ValueError) as error:
            raise EncodingError("cannot be read", where=str(film)) from error
