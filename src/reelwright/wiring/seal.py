"""The seal as this user has it set up: media, credentials, and the films that are looked for in other files."""

from __future__ import annotations

import contextlib
import functools
import itertools
import os
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from reelwright.film import Plain, ReelError

from .codes import open_coder
from .home import UNNAMED, own_name, reel_home
from .keys import SignerChoice, key_files, known_signers, open_signer, signer_facts
from .plugins import DESCRIBERS, WATERMARKS, open_plug_in

if TYPE_CHECKING:
    from reelwright.seal import (
        CopySearch,
        FingerprintRegistry,
        Labeller,
        MediaReader,
        PictureDescriber,
        RegisteredFilm,
        SealTools,
        Stamper,
        VerifyTools,
        Watermark,
        Witness,
    )
    from reelwright.seal.adapters.film_book import FilmBook
    from reelwright.seal.adapters.registry_folder import FolderRegistry


@functools.cache
def open_reader() -> MediaReader:
    """Who reads media of anybody's; one for the whole process, so that its children start quickly."""
    from reelwright.seal.adapters.media.reader import ChildReader  # noqa: PLC0415 --help stays quick

    return ChildReader()


def open_watermark(name: str) -> Watermark | None:
    """The watermark of that name, None for "".

    Raises:
        PlugInError: there is none of that name, or it cannot be opened.
    """
    if not name:
        return None
    watermark: Watermark = open_plug_in(WATERMARKS, name)
    return watermark


def open_seal_tools(choice: SignerChoice | None = None, *, watermark: str = "") -> SealTools:
    """All that sealing works with.

    Raises:
        KeyFileError: the keys cannot be read or made.
        PlugInError: there is no such watermark.
    """
    from reelwright.seal import SealTools  # noqa: PLC0415 --help stays quick
    from reelwright.seal.adapters.c2pa_credentials import C2paCredentials  # noqa: PLC0415 the SDK comes with it
    from reelwright.seal.adapters.system import SystemClock  # noqa: PLC0415 the same

    reader = open_reader()
    return SealTools(
        reader=reader,
        credentials=C2paCredentials(),
        signer=open_signer(choice),
        coder=open_coder(reader),
        clock=SystemClock(),
        watermark=open_watermark(watermark),
    )


def open_copy_search() -> CopySearch:
    """The search for copies of this user's registered films; without any, one that says that nobody searched.

    The environment may name a describer of whole pictures (REEL_DESCRIBER) that proposes beside the points.

    Raises:
        RegistryError: the registry cannot be read.
        PlugInError: there is no describer of that name.
    """
    if not _fingerprints_folder().exists():
        from reelwright.seal.adapters.no_registry import NoRegistry  # noqa: PLC0415 like its sisters

        return NoRegistry()
    from reelwright.seal.adapters.registry_search import RegistrySearch  # noqa: PLC0415 the same

    _bring_up_to_date(_film_book())
    name = os.environ.get("REEL_DESCRIBER", "")
    describer: PictureDescriber | None = open_plug_in(DESCRIBERS, name) if name else None
    return RegistrySearch(open_fingerprints(), _film_book(), describer)


def open_fingerprints() -> FingerprintRegistry:
    """This user's registry of films to look for.

    Raises:
        RegistryError: the registry cannot be read or made.
    """
    return _registry()


def _registry() -> FolderRegistry:
    from reelwright.seal.adapters.registry_folder import FolderRegistry  # noqa: PLC0415 the same

    return FolderRegistry(_fingerprints_folder())


def register_film(media: Path, film: str, *, common: bool = False) -> float:
    """Keep a film's fingerprint in this user's registry, and give its length in seconds.

    A common film is one that many may show: what shows it is no copy.

    Raises:
        MediaError: the film cannot be read.
        RegistryError: a film of that id is there already, or the registry cannot be written.
    """
    from reelwright.seal import PULSE_RATE, fingerprint_file  # noqa: PLC0415 the same

    made = fingerprint_file(open_reader(), media)
    open_fingerprints().add(film, made)
    _film_book().note(film, replace(_registered(media, film), common=common))
    return len(made.times) / float(PULSE_RATE)


class OwnFilms:
    """Enters this user's own films among those that are looked for; one path, one film."""

    def enter(self, film: Path, name: str, facts: Mapping[str, Plain], fingerprint: Callable[[], bytes]) -> bool:
        """Enter a film unless it stands there."""
        known, source = _film_book().films(), str(film.resolve())
        there = set(open_fingerprints().films())
        old = [each for each, said in known.items() if said.source == source and each in there]
        standing = [each for each in old if known[each].frames == facts.get("frames")]
        for each in standing:
            if known[each].root != _own_root():  # sealed anew under other keys, or noted before owners had roots
                _film_book().note(each, _registered(film, each))
        if standing:
            return False
        made = fingerprint()
        for each in old:
            forget_film(each)
        taken = (there | set(known)) - set(old)
        numbered = (f"{name}-{number}" for number in itertools.count(2))
        free = next(each for each in itertools.chain([name], numbered) if each not in taken)
        _registry().add_packed(free, made)
        _film_book().note(free, _registered(film, free))
        return True


def forget_film(film: str) -> None:
    """Take a film out of this user's registry.

    Raises:
        RegistryError: there is no such film.
    """
    open_fingerprints().remove(film)
    _film_book().forget(film)


def _registered(media: Path, film: str) -> RegisteredFilm:
    """What a film's own credential says of it; a film without one belongs to whoever registers it."""
    from reelwright.seal import RegisteredFilm, sealed_segments  # noqa: PLC0415 --help stays quick
    from reelwright.seal.adapters.c2pa_credentials import C2paCredentials  # noqa: PLC0415 the SDK comes with it

    reading = None if media.is_dir() else C2paCredentials().read(media, roots=known_signers().roots)
    source = str(media.resolve())
    if reading is None:
        own = key_files()
        owner = str(signer_facts(own)["name"]) if own.chain.exists() else own_name() or UNNAMED
        return RegisteredFilm(film, owner, source, root=_own_root())
    segments = sealed_segments(reading)
    frames = segments[0].film.hex if segments else ""
    return RegisteredFilm(reading.manifest.title or film, reading.manifest.signer, source, frames, reading.root)


def _own_root() -> str:
    """The SHA-256 of this user's root certificate, "" while he has none."""
    from reelwright.seal import certificate_digest  # noqa: PLC0415 --help stays quick

    root = key_files().root
    return certificate_digest(root.read_text(encoding="ascii", errors="replace")) if root.exists() else ""


def _bring_up_to_date(book: FilmBook) -> None:
    """Write anew what pages could not say when they were written, from the films where those still lie.

    Pages of before owners were told by their roots; and those of films without a credential that this user registered
    before he had keys: they belong to whoever registered them here.
    """
    old = book.old_films()
    keyless = {
        film: facts for film, facts in book.films().items() if film not in old and not (facts.root or facts.frames)
    }
    for film, facts in (*old.items(), *(keyless.items() if _own_root() else ())):
        media = Path(facts.source)
        now = None
        if facts.source and media.exists():
            with contextlib.suppress(ReelError):  # it is something else by now: then nobody vouches for the owner
                now = _registered(media, film)
        if film in old:
            same = now is not None and (now.owner, now.frames) == (facts.owner, facts.frames)
            book.note(film, replace(facts, root=now.root if now is not None and same else ""))
        elif now is not None and now.root == _own_root() and not now.frames:
            book.note(film, replace(facts, owner=now.owner, root=now.root))


def _film_book() -> FilmBook:
    from reelwright.seal.adapters.film_book import FilmBook  # noqa: PLC0415 like its sisters

    return FilmBook(reel_home() / "films")


def _fingerprints_folder() -> Path:
    return reel_home() / "fingerprints"


def open_verify_tools(witness: Witness | None = None) -> VerifyTools:
    """All that verifying works with; a witness is asked for the time."""
    from reelwright.seal import VerifyTools  # noqa: PLC0415 --help stays quick
    from reelwright.seal.adapters.c2pa_credentials import C2paCredentials  # noqa: PLC0415 the SDK comes with it

    reader = open_reader()
    return VerifyTools(
        reader, C2paCredentials(), open_copy_search(), known_signers(), witness, coder=open_coder(reader)
    )


def open_labeller() -> Labeller:
    """Who burns labels into films from elsewhere."""
    from reelwright.seal.adapters.child_labeller import ChildLabeller  # noqa: PLC0415 like its sisters

    return ChildLabeller()


def open_stamper(url: str) -> Stamper | None:
    """The time-stamping authority at an address, None for "".

    It is asked when something is stamped, not before.
    """
    if not url:
        return None
    from reelwright.seal.adapters.rfc3161_stamper import Rfc3161Stamper  # noqa: PLC0415 the client comes with it

    return Rfc3161Stamper(url)
