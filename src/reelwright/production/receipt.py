"""The receipt: what was made of what, by which recipe, as data that anyone can check.

Every digest in it is recomputable: the film's and the takes' from their bytes, a recipe's from
the inputs. What this run reused stands apart, at the end, because it is about the run and not the film.
"""

from __future__ import annotations

import json
from typing import Final

from reelwright import __version__
from reelwright.film import Plain

from .model import MadeFilm, MadeLine, MadeSeal, MadeShot
from .ports import Studio

SCHEMA: Final = "reelwright.receipt/1"


def write_receipt(film: MadeFilm, studio: Studio) -> bytes:
    """The receipt of a film as JSON text."""
    board = film.shot_list
    receipt: dict[str, Plain] = {
        "schema": SCHEMA,
        "title": film.title,
        "episode": film.episode,
        "language": board.language,
        "aspect": board.aspect,
        "rate": [board.rate.numerator, board.rate.denominator],
        "master": None if film.master is None else {"file": "film.mp4", "sha256": film.master.hex},
        "cut": None if film.film is None else {"sha256": film.film.hex},
        "seal": None if film.seal is None else _seal(film.seal),
        "made_by": {
            "reelwright": __version__,
            "renderer": dict(studio.renderer.recipe),
            "voice": dict(studio.voice.recipe),
            "craft": dict(studio.craft.recipe),
        },
        "sound": film.sound,
        "shots": [_shot(shot) for shot in film.shots],
        "lines": [_line(line) for line in film.lines],
        "run": _run(film),
    }
    return json.dumps(receipt, ensure_ascii=False, indent=1).encode("utf-8") + b"\n"


def _shot(shot: MadeShot) -> Plain:
    return {
        "id": shot.timed.shot.id,
        "start": shot.timed.start,
        "frames": shot.frames,
        "recipe": shot.recipe.hex,
        "take": shot.take.hex,
        "source": str(shot.timed.shot.source),
        "receipt": shot.receipt,
    }


def _seal(seal: MadeSeal) -> Plain:
    return {"evidence": {"file": "evidence.zip", "sha256": seal.evidence.hex}, **seal.facts}


def _line(line: MadeLine) -> Plain:
    return {"id": line.id, "recipe": line.recipe.hex, "engine": line.engine, "estimated": line.estimated}


def _run(film: MadeFilm) -> Plain:
    return {
        "shots_made": [shot.timed.shot.id for shot in film.shots if not shot.reused],
        "shots_reused": sum(shot.reused for shot in film.shots),
        "lines_made": [line.id for line in film.lines if not line.reused],
        "lines_reused": sum(line.reused for line in film.lines),
        "master_reused": film.film_reused,
        "seal_reused": film.seal is not None and film.seal.reused,
    }
