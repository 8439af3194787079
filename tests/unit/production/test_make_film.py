"""The line from check to cut, over fakes."""

import json
from dataclasses import dataclass, replace
from pathlib import Path

import cv2
import numpy as np
import pytest

from reelwright.film import Plain, ReelError, Transition
from reelwright.production import (
    FindingsError,
    ItemDone,
    Order,
    OrderError,
    Piece,
    PieceDamaged,
    Stage,
    StageDone,
    StageStarted,
    TakeLeft,
)
from reelwright.production.adapters.darkroom import SheetDarkroom
from reelwright.studio import DrawingError, VoiceError
from reelwright.testing import FakeBroughtTakes, FakeCraft, FakeRenderer, FakeSealer, FakeVoice, InlineCrew


class LaterVoice(FakeVoice):
    """The same voice in a later release."""

    @property
    def recipe(self) -> dict[str, Plain]:
        """Another version."""
        return {**super().recipe, "release": 2}


def test_make_lays_everything_out(film_set) -> None:
    """One order gives the master, words, timeline, board, stills, report and receipt."""
    made = film_set.make()
    out = film_set.root / "out"
    files = {str(path.relative_to(out)) for path in out.rglob("*") if path.is_file()}
    frames = {f"frames/s0{n}-01.jpg" for n in (1, 2, 3)}
    words = {"film.en.vtt", "film.en.srt", "film.otio"}
    assert files == frames | words | {
        "film.mp4",
        "board.png",
        "board.json",
        "states.json",
        "report.html",
        "receipt.json",
    }
    assert set(made.films[0].files) == files
    assert (made.shots_made, made.shots_reused) == (3, 0)


def test_still_of_the_renderer_is_laid_as_it_is(film_set) -> None:
    """What the renderer took while filming is the shot's still; nothing is decoded for it, then or later."""

    @dataclass(frozen=True, slots=True)
    class Photographer(FakeRenderer):
        def shoot(self, job, *, progress=None):
            return replace(FakeRenderer.shoot(self, job, progress=progress), still=taken)

    class Blind(SheetDarkroom):
        def still(self, film: bytes, *, at: float) -> bytes:
            raise AssertionError(len(film), at)

    taken = cv2.imencode(".jpg", np.full((160, 96, 3), 90, np.uint8))[1].tobytes()
    film_set.change(renderer=Photographer(), darkroom=Blind())
    for _ in range(2):
        film_set.make()
        assert film_set.out("frames/s01-01.jpg") == taken


def test_second_make_reuses_everything_and_changes_no_byte(film_set) -> None:
    """Made twice, a project films nothing the second time and gives the same master."""
    film_set.make()
    before = film_set.out("film.mp4")
    made = film_set.make()
    assert (made.shots_made, made.shots_reused) == (0, 3)
    assert made.films[0].film_reused
    assert film_set.out("film.mp4") == before
    assert len(film_set.filmed()) == 3


class WaitingCrew(InlineCrew):
    """A crew that counts how often it was told to make itself ready."""

    expected = 0

    def expect(self) -> None:
        """Count."""
        self.expected += 1


def test_crew_makes_itself_ready_for_what_may_be_new(film_set) -> None:
    """A film that was made to its end starts nothing the next time; a changed line does, until its film is made."""
    crew = WaitingCrew()
    film_set.change(crew=crew)
    for order in (Order(), Order(), Order(tidy=True), Order(until=Stage.BOARD)):
        film_set.make(order)
    assert crew.expected == 1
    film_set.write((film_set.root / "film.txt").read_text().replace("rains", "snows"))
    film_set.change(renderer=FakeRenderer(fails_on="snows"))
    for wanted in (2, 3):
        with pytest.raises(DrawingError):
            film_set.make()
        assert crew.expected == wanted


def test_changed_line_makes_one_take(film_set) -> None:
    """When one line changes, its take is filmed and no other, though later shots move in time."""
    film_set.make()
    film_set.write("Ann: Hello there.\nBob: Hi.\n\nAnn: It rains cats and dogs.\n\nBob: So it does.")
    made = film_set.make()
    assert film_set.filmed()[3:] == ["It rains cats and dogs."]
    assert [shot.reused for shot in made.films[0].shots] == [True, False, True]
    assert not made.films[0].film_reused


def test_moved_shot_is_not_made_again(film_set) -> None:
    """A shot put in front of others makes itself and no other: takes do not know where they stand."""
    film_set.make()
    film_set.write("Ann: New.\n\nAnn: Hello there.\nBob: Hi.\n\nAnn: It rains.\n\nBob: So it does.")
    film_set.make()
    assert sorted(film_set.filmed()[3:]) == ["New."]


def test_dissolve_depends_on_the_shot_before(film_set) -> None:
    """Where a transition mixes two shots, a change in the first makes both; after a cut, only one."""
    film_set.write("Ann: One.\n\nAnn: Two.\n\n~Bob: Three.\n\nBob: Four.")
    film_set.make()
    film_set.write("Ann: One.\n\nAnn: Deux.\n\n~Bob: Three.\n\nBob: Four.")
    film_set.make()
    assert sorted(film_set.filmed()[4:]) == ["Deux.", "Three."]


def test_new_renderer_release_makes_every_take(film_set) -> None:
    """The renderer's recipe is part of every take's; the voices are not touched by it."""
    film_set.make()
    film_set.change(renderer=FakeRenderer(version=2, diary=film_set.diary))
    made = film_set.make()
    assert made.shots_made == 3
    assert all(line.reused for line in made.films[0].lines)


def test_new_voice_release_speaks_again_but_films_nothing_when_it_sounds_alike(film_set) -> None:
    """A take depends on what was spoken, not on who claims to have spoken it."""
    film_set.make()
    film_set.change(voice=LaterVoice())
    made = film_set.make()
    assert not any(line.reused for line in made.films[0].lines)
    assert made.shots_made == 0


def test_twin_shots_are_filmed_once(film_set) -> None:
    """Two shots with the same content are one take."""
    film_set.write("Ann: One.\n\nBob: Same.\n\nBob: Same.")
    made = film_set.make()
    assert sorted(film_set.filmed()) == ["One.", "Same."]
    assert [e.done for e in film_set.events if isinstance(e, ItemDone) and e.stage is Stage.SHOOT][-1] == 3
    assert len(made.films[0].shots) == 3


def test_damaged_piece_is_told_and_made_again(film_set) -> None:
    """A take that the disk damaged is filmed again, and the run says so."""
    made = film_set.make()
    film_set.shelf.damage(made.films[0].shots[1].recipe)
    again = film_set.make()
    assert film_set.filmed()[3:] == ["It rains."]
    assert any(isinstance(event, PieceDamaged) for event in film_set.events)
    assert again.films[0].film == made.films[0].film


def test_master_changed_by_hand_is_cut_again(film_set) -> None:
    """The file in the tray is trusted by its digest only."""
    film_set.make()
    before = film_set.out("film.mp4")
    (film_set.root / "out" / "film.mp4").write_bytes(b"edited")
    assert not film_set.make().films[0].film_reused
    assert film_set.out("film.mp4") == before


def test_failing_shot_names_the_shot_and_keeps_the_others(film_set) -> None:
    """A shot that cannot be drawn stops the make by its own name and script line."""
    film_set.change(renderer=FakeRenderer(fails_on="rains", diary=film_set.diary))
    with pytest.raises(DrawingError, match=r"film.txt:4: shot s02-01 cannot be drawn\. write another line"):
        film_set.make()
    kept = film_set.shelf.steps.count("take")
    film_set.change(renderer=FakeRenderer(diary=film_set.diary))
    assert film_set.make().shots_reused == kept


def test_line_that_cannot_be_spoken_names_its_place(film_set) -> None:
    """A voice is not told where a line stands; its error says it all the same."""
    film_set.change(voice=FakeVoice(fails_on="rains"))
    with pytest.raises(VoiceError) as caught:
        film_set.make()
    assert caught.value.where == "film.txt:4"
    assert "It rains." in caught.value.what


def test_full_disk_stops_with_its_own_error(film_set) -> None:
    """What the shelf refuses is told as it is."""
    film_set.shelf.refuses = ReelError("the disk is full", mend="free some space")
    with pytest.raises(ReelError, match="disk is full"):
        film_set.make()


def test_findings_that_are_errors_stop_before_any_work(film_set) -> None:
    """A script with errors is not filmed; the error carries the findings."""
    film_set.write("Ann: One.\n\nNobody says anything")
    with pytest.raises(FindingsError) as caught:
        film_set.make()
    assert [finding.rule for finding in caught.value.findings] == ["T001"]
    assert not film_set.diary.exists()


@pytest.mark.parametrize(
    ("until", "last"),
    [(Stage.CHECK, None), (Stage.BOARD, "board.json"), (Stage.VOICE, "film.otio"), (Stage.SHOOT, "board.png")],
)
def test_until_stops_after_its_stage(film_set, until: Stage, last: str | None) -> None:
    """A make until a stage lays what that stage gives, and no later stage begins."""
    film_set.make(Order(until=until))
    begun = [event.stage for event in film_set.events if isinstance(event, StageStarted)]
    assert begun[-1] is until
    if last is None:
        assert not (film_set.root / "out").exists()
    else:
        assert (film_set.root / "out" / last).exists()
        assert (film_set.root / "out" / "report.html").exists()
    assert not (film_set.root / "out" / "film.mp4").exists()


def test_stages_tell_their_beginning_and_end_in_order(film_set) -> None:
    """Every stage is heard to begin and to end, in the order of the line."""
    film_set.make()
    begun = [event.stage for event in film_set.events if isinstance(event, StageStarted)]
    ended = [(event.stage, event.made, event.reused) for event in film_set.events if isinstance(event, StageDone)]
    assert begun == list(Stage)[:-2]  # seal and title have files of their own
    assert ended == [
        (Stage.CHECK, 1, 0),
        (Stage.BOARD, 1, 0),
        (Stage.VOICE, 4, 0),
        (Stage.SHOOT, 3, 0),
        (Stage.CUT, 2, 0),
    ]


@pytest.mark.parametrize("stage", [Stage.VOICE, Stage.SHOOT])
def test_time_left_falls_to_nothing(film_set, stage: Stage) -> None:
    """The last shot of a shoot leaves no time, nor does the last line that is spoken; those before it do."""
    film_set.make(Order(until=stage))
    left = [e.seconds_left for e in film_set.events if isinstance(e, ItemDone) and e.stage is stage]
    assert left[-1] == 0
    assert all(value is None or value > 0 for value in left[:-1])


def test_episodes_lie_in_folders_of_their_own(film_set) -> None:
    """A series is made episode by episode, each in its folder; one can be picked."""
    (film_set.root / "film.txt").unlink()
    for number in (1, 2):
        film_set.write(f"Ann: Part {number}.", f"episodes/0{number}.txt")
    made = film_set.make()
    assert [film.folder for film in made.films] == ["out/01", "out/02"]
    assert [film.folder for film in film_set.make(Order(episode=2)).films] == ["out/02"]


def test_unknown_episode_names_the_known_ones(film_set) -> None:
    """An episode that is not there is an error that lists those that are."""
    (film_set.root / "film.txt").unlink()
    film_set.write("Ann: Part 1.", "episodes/01.txt")
    film_set.write("Ann: Part 2.", "episodes/02.txt")
    with pytest.raises(OrderError, match=r"no episode 7.*episodes here: 1, 2"):
        film_set.make(Order(episode=7))


def test_project_without_script_says_what_to_do(film_set) -> None:
    """No script is an error with its mend."""
    (film_set.root / "film.txt").unlink()
    with pytest.raises(OrderError, match=r"no script here.*reel new"):
        film_set.make()


def test_edited_timeline_decides_the_shots(film_set, tmp_path: Path) -> None:
    """A timeline that drops and re-orders shots is made, from the takes that are there."""
    film_set.make()
    cut = tmp_path / "cut.otio"
    cut.write_text("s01-01 s03-01", encoding="utf-8")
    made = film_set.make(Order(timeline=str(cut)))
    assert [shot.timed.shot.id for shot in made.films[0].shots] == ["s01-01", "s03-01"]
    assert made.shots_made == 0
    assert not (film_set.root / "out/frames/s02-01.jpg").exists()


def test_draft_and_film_do_not_share_takes(film_set) -> None:
    """Picture settings are part of a take's recipe, so a draft never slips into a film."""
    film_set.make(Order(draft=True))
    assert film_set.make().shots_reused == 0


class StreamingCraft(FakeCraft):
    """Reads projects that wish for streaming."""

    def read(self, root, *, language):
        """Read one."""
        return replace(super().read(root, language=language), hls=True)


def test_hls_is_written_on_request(film_set) -> None:
    """Streaming renditions come when ordered or wished for in the project, and not otherwise."""
    film_set.make()
    assert not (film_set.root / "out/hls").exists()
    film_set.make(Order(hls=True))
    assert (film_set.root / "out/hls/film.m3u8").exists()
    film_set.write("Ann: Something else.")
    film_set.make()
    assert not (film_set.root / "out/hls").exists()
    film_set.change(craft=StreamingCraft())
    film_set.make()
    assert (film_set.root / "out/hls/film.m3u8").exists()


def test_hls_of_the_same_master_is_left_alone(film_set) -> None:
    """Renditions are written anew for another master only."""
    film_set.make(Order(hls=True))
    playlist = film_set.root / "out/hls/film.m3u8"
    playlist.write_text("touched", encoding="utf-8")
    film_set.make(Order(hls=True))
    assert playlist.read_text(encoding="utf-8") == "touched"
    film_set.write("Ann: Something else.")
    film_set.make(Order(hls=True))
    assert playlist.read_text(encoding="utf-8") != "touched"


def test_renditions_of_an_earlier_film_do_not_stay(film_set) -> None:
    """A changed film that is made without streaming takes the old renditions away; the same film leaves them."""
    film_set.make(Order(hls=True))
    film_set.make()
    assert (film_set.root / "out/hls/film.m3u8").exists()
    film_set.write("Ann: Something else.")
    film_set.make()
    assert not (film_set.root / "out/hls").exists()


def test_a_stream_folder_that_is_not_ours_stays(film_set) -> None:
    """Somebody's own folder of that name has no mark and is nobody's business."""
    (film_set.root / "out/hls").mkdir(parents=True)
    (film_set.root / "out/hls/mine.txt").write_text("mine", encoding="utf-8")
    film_set.make()
    assert (film_set.root / "out/hls/mine.txt").exists()


def test_tidying_drops_what_the_film_no_longer_uses(film_set) -> None:
    """After a change and a tidy make the next make reuses everything, and the old version is gone."""
    film_set.make()
    film_set.write("Ann: Something else.")
    film_set.shelf.used.clear()  # as in a run of its own
    made = film_set.make(Order(tidy=True))
    assert made.dropped is not None
    assert made.dropped.pieces > 0
    assert film_set.make().shots_made == 0
    assert film_set.make(Order(tidy=True)).dropped.pieces == 0


def test_tidying_keeps_what_the_next_change_wants(film_set) -> None:
    """Of a film that was reused whole, sealed or not, a tidy make drops nothing: its stems and looks stay."""
    film_set.change(sealer=FakeSealer())
    film_set.make(Order(until=Stage.SEAL))
    kept = set(film_set.shelf.pieces)
    assert {"stem", "look"} <= set(film_set.shelf.steps)
    film_set.shelf.used.clear()  # as in a run of its own
    assert film_set.make(Order(until=Stage.SEAL, tidy=True)).dropped.pieces == 0
    assert set(film_set.shelf.pieces) == kept


@pytest.mark.parametrize("listed", [b"", b"{", b"[1]", b'["no digest"]', b"7"])
def test_list_of_stems_that_cannot_be_read_keeps_none(film_set, listed: bytes) -> None:
    """A list of another day is no list; the film is tidied all the same."""
    film_set.make()
    stems = [name for name, piece in film_set.shelf.pieces.items() if piece.content == b"silence"]
    name = next(name for name, piece in film_set.shelf.pieces.items() if piece.content.startswith(b'["'))
    film_set.shelf.pieces[name] = Piece(listed)
    film_set.shelf.used.clear()
    assert film_set.make(Order(tidy=True)).dropped.pieces == len(stems)


@pytest.mark.parametrize("order", [Order(tidy=True, episode=1), Order(tidy=True, until=Stage.SHOOT)])
def test_a_part_of_a_project_is_not_tidied(film_set, order: Order) -> None:
    """What the run does not look at may still be needed, so it refuses before anything is made."""
    with pytest.raises(OrderError, match="whole project"):
        film_set.make(order)


def test_receipt_names_recipe_and_take_of_every_shot(film_set) -> None:
    """The receipt's digests are those of the bytes, and the run's part says what was reused."""
    made = film_set.make()
    receipt = json.loads(film_set.out("receipt.json"))
    assert receipt["schema"] == "reelwright.receipt/1"
    assert receipt["master"]["sha256"] == made.films[0].film.hex
    assert [shot["take"] for shot in receipt["shots"]] == [shot.take.hex for shot in made.films[0].shots]
    assert receipt["run"]["shots_made"] == ["s01-01", "s02-01", "s03-01"]
    film_set.make()
    assert json.loads(film_set.out("receipt.json"))["run"]["shots_reused"] == 3


def test_mixer_release_makes_the_cut_again_and_no_take(film_set) -> None:
    """The craft's recipe names sound and master, not takes."""
    film_set.make()
    film_set.change(craft=replace(FakeCraft(), version=2))
    made = film_set.make()
    assert made.shots_made == 0
    assert not made.films[0].film_reused


def test_a_film_without_music_is_mixed_anew(film_set) -> None:
    """``music = false`` reaches the mix and is part of its recipe; takes stay as they are."""
    assert film_set.make().films[0].sound["music"] is True
    filmed = len(film_set.filmed())
    film_set.change(craft=FakeCraft(music=False))
    assert film_set.make().films[0].sound["music"] is False
    assert len(film_set.filmed()) == filmed


def test_the_shot_list_that_is_laid_out_has_settled_lengths(film_set) -> None:
    """Once the lines are spoken ``board.json`` says how long each shot is; before that, what was asked for."""
    film_set.make(Order(until=Stage.BOARD))
    assert {length for _, length in json.loads(film_set.out("board.json"))} == {0}
    made = film_set.make().films[0]
    assert json.loads(film_set.out("board.json")) == [[s.timed.shot.id, s.frames] for s in made.shots]
    assert made.files.count("board.json") == 1
    assert [shot.length for shot in made.shot_list.shots] == [0, 0, 0]


def test_subtitles_of_a_language_that_is_gone_do_not_stay(film_set) -> None:
    """Words of languages that the film no longer has are taken away; a make that writes none touches nothing."""
    film_set.make()
    for name in ("film.xx.vtt", "film.xx.srt", "notes.vtt"):
        (film_set.root / "out" / name).write_text("old", encoding="utf-8")
    film_set.make(Order(until=Stage.BOARD))
    assert (film_set.root / "out/film.xx.vtt").exists()
    film_set.make()
    left = {path.name for path in (film_set.root / "out").glob("*.vtt")} | {
        path.name for path in (film_set.root / "out").glob("*.srt")
    }
    assert left == {"film.en.vtt", "film.en.srt", "notes.vtt"}


def test_brought_take_films_its_own_shot_alone(film_set) -> None:
    """A take that somebody brought is asked for its shot alone; taken away again, the usual take is there."""
    film_set.make()
    shot = film_set.make().films[0].shots[1].timed.shot.id
    film_set.change(brought=FakeBroughtTakes({shot: FakeRenderer(version=7), "s99-99": FakeRenderer()}))
    made = film_set.make()
    assert [each.timed.shot.id for each in made.films[0].shots if not each.reused] == [shot]
    assert [event.label for event in film_set.events if isinstance(event, TakeLeft)] == ["s99-99"]
    film_set.change(brought=None)
    assert film_set.make().shots_made == 0


def test_nothing_is_mixed_into_or_out_of_a_brought_take(film_set) -> None:
    """A dissolve from a brought take is a cut: what another renderer filmed is not drawn once more."""
    film_set.write("Ann: One.\n\n~Ann: Two.\n\nBob: Three.")
    first, second, _ = film_set.make().films[0].shots
    assert second.timed.shot.transition is Transition.DISSOLVE
    film_set.write("Ann: One.\n\nAnn: Two.\n\nBob: Three.")
    plain = film_set.make().films[0].shots[1]
    film_set.write("Ann: One.\n\n~Ann: Two.\n\nBob: Three.")
    film_set.change(brought=FakeBroughtTakes({first.timed.shot.id: FakeRenderer(version=7)}))
    assert film_set.make().films[0].shots[1].recipe == plain.recipe != second.recipe
