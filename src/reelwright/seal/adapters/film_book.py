"""What is known of registered films beside their fingerprints: title, owner, where they lie, and their frames' name.

One JSON file a film, each written whole, so that two makes at once lose nothing of each other's. A
film that stands in the registry and not here is a film without a name. Pages of version 1 told the
owner by his name alone; they are read as of an owner for whom nobody vouches, until they are brought
up to date. Version 3 says whether a film is common; pages of version 2 are of films that are not.
"""

from __future__ import annotations

import contextlib
import dataclasses
import hashlib
import json
from pathlib import Path
from typing import Final

from reelwright.seal.errors import SealError
from reelwright.seal.model import RegisteredFilm
from reelwright.store import write_whole

SCHEMA: Final = "reelwright.registered-film/3"
_READ: Final = (SCHEMA, "reelwright.registered-film/2")


class FilmBook:
    """The names of registered films.

    Args:
        folder: where they are kept, a file for each.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def films(self) -> dict[str, RegisteredFilm]:
        """Every film by its id."""
        found: dict[str, RegisteredFilm] = {}
        for page in sorted(self._folder.glob("*.json")):
            with contextlib.suppress(FileNotFoundError):  # forgotten since the folder was listed
                film, facts = self._read(page)
                found[film] = facts
        return found

    def old_films(self) -> dict[str, RegisteredFilm]:
        """The films whose pages were written before owners were told by their root certificates."""
        told = {film: facts for film, facts in self.films().items() if not facts.root}
        return {film: facts for film, facts in told.items() if b'"schema"' not in self._page(film).read_bytes()[:40]}

    def note(self, film: str, facts: RegisteredFilm) -> None:
        """Keep what is known of a film."""
        row = {"schema": SCHEMA, "film": film} | dataclasses.asdict(facts)
        write_whole(self._page(film), json.dumps(row, ensure_ascii=False, indent=1).encode("utf-8"))

    def forget(self, film: str) -> None:
        """Forget a film; one that is not there is no error."""
        self._page(film).unlink(missing_ok=True)

    def _page(self, film: str) -> Path:
        return self._folder / f"{hashlib.sha256(film.encode()).hexdigest()}.json"

    def _read(self, page: Path) -> tuple[str, RegisteredFilm]:
        try:
            row = json.loads(page.read_bytes())
            _refuse_newer(row.pop("schema", SCHEMA))
            return str(row.pop("film")), RegisteredFilm(**row)
        except FileNotFoundError:
            raise
        except (OSError, TypeError, ValueError, AttributeError, KeyError) as error:
            mend = "restore it from a copy, or move it away and register the film again"
            raise SealError(f"the book of films cannot be read: {error}", where=str(page), mend=mend) from error


def _refuse_newer(schema: str) -> None:
    if schema not in _READ:
        raise ValueError("it was written by a newer program")
