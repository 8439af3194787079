"""The cut stage: takes, sound and words become one master."""

from __future__ import annotations

from dataclasses import dataclass

from reelwright.film import Digest, digest_bytes, digest_plain

from .events import ItemDone, Listen, StageDone, StageStarted
from .model import CutJob, Piece, Stage
from .ports import Studio, Tray
from .recipes import plain_form

MASTER = "film.mp4"


@dataclass(frozen=True, slots=True)
class Master:
    """The digest of the master, and whether it lay in the tray already."""

    digest: Digest
    reused: bool


def cut_master(  # noqa: PLR0913 what is cut, with what, where to, who hears of it, and two facts
    job: CutJob, studio: Studio, tray: Tray, listen: Listen, *, sound_reused: bool, sealed: Digest | None = None
) -> Master:
    """Cut the master and lay it in the tray, unless exactly this master lies there.

    The master is not kept on the shelf: it is the takes once more, and its recipe with its digest
    says whether the file in the tray is still the right one.

    Args:
        job: all that the master depends on.
        studio: all that is worked with.
        tray: where the master lies.
        listen: hears what happens.
        sound_reused: the sound was there before.
        sealed: digest of a sealed master that will do as well.
    """
    episode = job.shot_list.episode
    recipe = master_recipe(job, studio)
    master = _lying(recipe, studio, tray, sealed)
    listen(StageStarted(Stage.CUT, 2, sound_reused + (master is not None), episode))
    listen(ItemDone(Stage.CUT, "score", 1, 2, sound_reused))
    if master is None:
        film = tray.place(MASTER)
        studio.craft.cut(job, film)
        digest = digest_bytes(film.read_bytes())
        studio.shelf.keep(recipe, "master", Piece(b"", {"film": digest.hex}))
        master = Master(digest, reused=False)
    listen(ItemDone(Stage.CUT, "master", 2, 2, master.reused))
    reused = sound_reused + master.reused
    listen(StageDone(Stage.CUT, 2 - reused, reused))
    return master


def master_recipe(job: CutJob, studio: Studio) -> Digest:
    """Name a master before it is cut."""
    return digest_plain(
        {
            "step": "master/1",
            "takes": [digest_bytes(take).hex for take in job.takes],
            "sound": digest_bytes(job.sound.content).hex,
            "subtitles": plain_form(job.subtitles),
            "others": plain_form(job.others),
            "settings": plain_form(job.settings),
            "title": [job.shot_list.title, job.shot_list.language, job.shot_list.episode],
            "engine": dict(studio.craft.recipe),
        }
    )


def _lying(recipe: Digest, studio: Studio, tray: Tray, sealed: Digest | None) -> Master | None:
    piece = studio.shelf.find(recipe)
    film = None if piece is None else tray.look(MASTER)
    if piece is None or film is None:
        return None
    digest = digest_bytes(film)
    cut = str(piece.facts.get("film"))
    return Master(Digest(cut), reused=True) if digest.hex == cut or digest == sealed else None
