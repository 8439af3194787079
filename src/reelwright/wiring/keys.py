"""This user's keys: where they lie, who signs with them, and whose signatures are known here."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from reelwright.film import Plain

from .home import UNNAMED, own_name, reel_home

if TYPE_CHECKING:
    from reelwright.seal import KeyFiles, Signer
    from reelwright.seal.adapters.known_signers import KnownSigners


def key_files() -> KeyFiles:
    """Where this user's keys lie."""
    from reelwright.seal import KeyFiles  # noqa: PLC0415 --help stays quick

    return KeyFiles(reel_home() / "keys")


def known_signers() -> KnownSigners:
    """Whom this user knows."""
    from reelwright.seal.adapters.known_signers import KnownSigners  # noqa: PLC0415 cryptography comes with it

    return KnownSigners(key_files(), reel_home() / "known")


def set_keys_aside() -> Path:
    """Put this user's keys beside their place, so that others can be made; their root stays known here.

    Raises:
        KeyFileError: there are none, or they cannot be moved.
    """
    from reelwright.seal import KeyFileError  # noqa: PLC0415 the same

    files = key_files()
    if not files.chain.exists():
        raise KeyFileError("there are no keys to replace", where=str(files.folder), mend="leave out --anew")
    known_signers().add(files.root)
    aside = files.folder.with_name(f"keys-{signer_facts(files)['serial']}")
    try:
        return files.folder.rename(aside)
    except OSError as error:
        raise KeyFileError(f"the keys cannot be moved: {error.strerror}", where=str(files.folder)) from error


def make_keys(owner: str, *, passphrase: str = "") -> KeyFiles:
    """Make this user's keys.

    Raises:
        KeyFileError: there are keys already, or the folder cannot be written.
    """
    from reelwright.seal.adapters.local_keys import make_local_keys  # noqa: PLC0415 cryptography comes with it
    from reelwright.seal.adapters.system import SystemClock  # noqa: PLC0415 the same

    return make_local_keys(key_files().folder, owner, SystemClock().now(), passphrase=passphrase)


@dataclass(frozen=True, slots=True)
class SignerChoice:
    """Whose signature is wanted.

    Args:
        chain: PEM file of other certificates than this user's own, None for his own.
        key: the key that belongs to them.
        program: a command that signs, "" for a key file; its certificates are ``chain``.
        owner: the name on a certificate that has to be made first, where this machine does not know its user's.
    """

    chain: Path | None = None
    key: Path | None = None
    program: str = ""
    owner: str = ""


def chosen_signer(choice: SignerChoice) -> SignerChoice:
    """The choice, or the user's standing one: REEL_SIGNER names a program that signs, REEL_SIGNER_CERT its chain.

    They stand in the environment and never in a project, because a project that somebody sends must not run programs.
    """
    if choice.chain is not None or choice.program:
        return choice
    program, chain = os.environ.get("REEL_SIGNER", ""), os.environ.get("REEL_SIGNER_CERT", "")
    return replace(choice, program=program, chain=Path(chain) if chain else None) if program else choice


def open_signer(choice: SignerChoice | None = None) -> Signer:
    """The signer that was chosen; this user's own keys are made on first use.

    Raises:
        KeyFileError: the keys cannot be read or made.
    """
    from reelwright.seal import KeyFileError  # noqa: PLC0415 the same
    from reelwright.seal.adapters.local_keys import open_pem_signer  # noqa: PLC0415 cryptography comes with it

    choice = chosen_signer(choice or SignerChoice())
    if choice.program:
        from reelwright.seal.adapters.program_signer import open_program_signer  # noqa: PLC0415 the same

        if choice.chain is None:
            mend = "name the chain: --cert, or REEL_SIGNER_CERT"
            raise KeyFileError("a signing program needs its certificates", where=choice.program, mend=mend)
        return open_program_signer(choice.program, choice.chain)
    passphrase = os.environ.get("REEL_KEY_PASSPHRASE", "")
    files = key_files()
    if choice.chain is not None:
        return open_pem_signer(choice.chain, choice.key or choice.chain, passphrase=passphrase)
    if not files.leaf_key.exists():
        make_keys(own_name() or choice.owner or UNNAMED, passphrase=passphrase)
    return open_pem_signer(files.chain, files.leaf_key, passphrase=passphrase, root=files.root)


def signer_facts(files: KeyFiles) -> dict[str, Plain]:
    """Name, validity and fingerprints of a signer, for showing.

    Raises:
        KeyFileError: the certificates cannot be read.
    """
    from reelwright.seal.adapters.known_signers import fingerprint, load_certificate  # noqa: PLC0415 the same
    from reelwright.seal.adapters.local_keys import subject_of  # noqa: PLC0415 the same

    leaf = load_certificate(files.chain)
    return {
        "name": subject_of(files.chain.read_text(encoding="ascii")),
        "serial": str(leaf.serial_number),
        "until": leaf.not_valid_after_utc.date().isoformat(),
        "fingerprint": fingerprint(leaf),
        "root_fingerprint": fingerprint(load_certificate(files.root)),
    }
