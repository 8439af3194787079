"""What is known of registered films beside their fingerprints: title, owner, where they lie, and their frames' name.

One JSON file, written whole. A film that stands in the registry and not here is a film without a name.
"""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path

from reelwright.seal.errors import SealError
from reelwright.seal.model import RegisteredFilm
from reelwright.store import write_whole


class FilmBook:
    """The names of registered films.

    Args:
        file: where they are kept.
    """

    def __init__(self, file: Path) -> None:
        self._file = file

    def films(self) -> dict[str, RegisteredFilm]:
        """Every film by its id."""
        try:
            rows = json.loads(self._file.read_bytes())
            return {str(film): RegisteredFilm(**row) for film, row in rows.items()}
        except FileNotFoundError:
            return {}
        except (OSError, TypeError, ValueError, AttributeError) as error:
            mend = "restore it from a copy, or move it away and register the films again"
            raise SealError(f"the book of films cannot be read: {error}", where=str(self._file), mend=mend) from error

    def note(self, film: str, facts: RegisteredFilm) -> None:
        """Keep what is known of a film."""
        self._write(self.films() | {film: facts})

    def forget(self, film: str) -> None:
        """Forget a film; one that is not there is no error."""
        self._write({each: facts for each, facts in self.films().items() if each != film})

    def _write(self, films: dict[str, RegisteredFilm]) -> None:
        rows = {film: dataclasses.asdict(facts) for film, facts in films.items()}
        write_whole(self._file, json.dumps(rows, ensure_ascii=False, indent=1).encode("utf-8"))
