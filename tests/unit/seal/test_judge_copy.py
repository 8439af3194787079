"""The verdict on copying says what was searched and what was found, and nothing more."""

import dataclasses
from fractions import Fraction

import pytest

from reelwright.seal import (
    UNCHANGED,
    Box,
    CopyFound,
    CopyReport,
    Light,
    Party,
    Question,
    SealError,
    SharedSet,
    Stretch,
    Transform,
    Verdict,
    judge_copy,
)

PART = Box(0.1, 0.1, 0.9, 0.9)
LIN = Party("Lin Studio", "11" * 32)
FOUND = CopyFound(
    film="f1",
    title="Midnight Rooftop",
    here=Stretch(Fraction(1), Fraction(5, 2)),
    there=Stretch(Fraction(40), Fraction(83, 2)),
    transform="mirrored",
    upstream="film",
    owner="Lin Studio",
    root="11" * 32,
)


def test_without_a_registry_nothing_is_claimed() -> None:
    """No registry gives "not searched", which is neither green nor red."""
    verdict = judge_copy(CopyReport())
    assert (verdict.answer, verdict.light) == ("not searched", Light.GREY)


def test_a_search_that_finds_nothing_says_how_much_it_searched() -> None:
    """An empty result names the size of the registry, because "none" means little in a small one."""
    verdict = judge_copy(CopyReport(searched=12))
    assert (verdict.answer, verdict.light) == ("none", Light.GREEN)
    assert "any of the 12 films" in verdict.sentence
    assert "the 1 film in" in judge_copy(CopyReport(searched=1)).sentence


def test_a_still_in_which_nothing_is_found_is_not_called_clean() -> None:
    """What cannot be told of one picture is said to be so; a moving file with the same result is clean."""
    verdict = judge_copy(CopyReport(searched=12, still=True))
    assert (verdict.answer, verdict.light) == ("cannot be said", Light.GREY)
    assert judge_copy(CopyReport(searched=12, found=(FOUND,), still=True)).light is Light.RED


def test_a_copy_is_told_with_both_times_the_transform_and_who_sees_more() -> None:
    """A stretch that was found is told so that a person can play both sides."""
    verdict = judge_copy(CopyReport(searched=12, found=(FOUND,)))
    assert (verdict.answer, verdict.light) == ("copy", Light.RED)
    (reason,) = verdict.reasons
    assert "1.00 to 2.50 s of this file show 40.00 to 41.50 s of “Midnight Rooftop”" in reason
    assert "mirrored" in reason
    assert "a trace that this file came later" in reason


@pytest.mark.parametrize(
    ("upstream", "change", "words"),
    [
        ("film", UNCHANGED, "goes on in time where this file begins or ends: a trace that this file came later"),
        ("film", Transform(seen=PART), "the registered film shows more of the picture than this file: a trace"),
        ("file", Transform(shown=PART), "this file shows more of the picture than the registered film: a trace"),
        ("file", UNCHANGED, "goes on in time where the registered film begins or ends: a trace"),
        ("undecided", Transform(seen=PART), ""),
    ],
)
def test_an_excerpt_in_time_is_not_called_a_crop(upstream: str, change: Transform, words: str) -> None:
    """More of the picture is said where one was cropped, more of the time where none was, and nothing where unseen."""
    found = dataclasses.replace(FOUND, upstream=upstream, change=change)
    (reason,) = judge_copy(CopyReport(searched=12, found=(found,))).reasons
    assert words in reason
    assert ("came later" in reason) is bool(words)
    assert "more of the picture" not in reason or change != UNCHANGED


@pytest.mark.parametrize(("start", "end"), [(-1, 1), (2, 2), (3, 1)])
def test_a_stretch_that_cannot_be_is_refused(start: int, end: int) -> None:
    """A stretch before the beginning, or that ends before it starts, is no stretch."""
    with pytest.raises(SealError):
        Stretch(Fraction(start), Fraction(end))


def test_a_verdict_without_a_sentence_is_refused() -> None:
    """Whoever answers must say it in a sentence."""
    with pytest.raises(SealError):
        Verdict(Question.FILE, "intact", Light.GREEN, "fine")


def test_a_registered_film_is_no_copy_of_itself() -> None:
    """The film that was registered is told as such, by the name of its frames; another film's stretch is still told."""
    own = dataclasses.replace(FOUND, frames="ab" * 32)
    alone = judge_copy(CopyReport(searched=2, found=(own,)), frames="ab" * 32, by=LIN)
    assert (alone.answer, alone.light) == ("registered", Light.GREEN)
    assert judge_copy(CopyReport(searched=2, found=(own,)), frames="cd" * 32).answer == "copy"
    assert judge_copy(CopyReport(searched=2, found=(own,))).answer == "copy"
    both = judge_copy(CopyReport(searched=2, found=(own, FOUND)), frames="ab" * 32)
    assert (both.answer, len(both.reasons)) == ("copy", 1)


def test_a_known_signers_own_films_are_his_to_use() -> None:
    """Pictures that the signer registered himself are no theft; another's, or an unknown signer, still are."""
    own = judge_copy(CopyReport(searched=2, found=(FOUND,)), by=LIN)
    assert (own.answer, own.light) == ("own work", Light.GREEN)
    assert judge_copy(CopyReport(searched=2, found=(FOUND,)), by=Party("Lin Studio")).light is Light.RED
    other = dataclasses.replace(FOUND, owner="Bo Pictures")
    assert judge_copy(CopyReport(searched=2, found=(FOUND, other)), by=LIN).light is Light.RED


def test_a_known_signer_is_asked_about_films_that_nobody_vouches_for() -> None:
    """They may be his own of before he had keys; who is unknown, and other names, get no benefit of the doubt."""
    ownerless = dataclasses.replace(FOUND, owner="", root="")
    for entry in (ownerless, dataclasses.replace(FOUND, root="")):
        doubt = judge_copy(CopyReport(searched=2, found=(FOUND, entry)), by=LIN)
        assert (doubt.answer, doubt.light) == ("copy, owner not shown", Light.AMBER)
        for by in (Party("Lin Studio"), Party()):
            assert judge_copy(CopyReport(searched=2, found=(entry,)), by=by).light is Light.RED
    named = dataclasses.replace(FOUND, owner="Ana", root="")
    assert judge_copy(CopyReport(searched=2, found=(named,)), by=LIN).light is Light.RED
    theirs = dataclasses.replace(FOUND, owner="Bo Pictures", root="22" * 32)
    assert judge_copy(CopyReport(searched=3, found=(ownerless, theirs)), by=LIN).light is Light.RED


def test_an_empty_registry_and_unreadable_pictures_clear_nobody() -> None:
    """A search among no films, or of pictures that cannot be decoded, is no green light."""
    assert judge_copy(CopyReport(searched=0)).light is Light.GREY
    blind = judge_copy(CopyReport(searched=4, unreadable="the decoder broke"))
    assert (blind.answer, blind.light) == ("cannot be said", Light.GREY)
    assert "the decoder broke" in blind.sentence


@pytest.mark.parametrize("by", [Party("A thief", "33" * 32), Party()])
def test_a_registered_film_under_another_name_is_told(by: Party) -> None:
    """Frame by frame the registered film, and signed by somebody else or by nobody, is no green light."""
    own = dataclasses.replace(FOUND, frames="ab" * 32)
    verdict = judge_copy(CopyReport(searched=2, found=(own,)), frames="ab" * 32, by=by)
    assert (verdict.answer, verdict.light) == ("registered by another", Light.AMBER)
    assert "which Lin Studio registered" in verdict.sentence


@pytest.mark.parametrize("root", ["22" * 32, ""])
def test_a_name_alone_makes_nobody_the_owner(root: str) -> None:
    """A certificate that bears the owner's name under another root, or under none that is known, is not his."""
    namesake = Party("Lin Studio", root)
    own = dataclasses.replace(FOUND, frames="ab" * 32)
    itself = judge_copy(CopyReport(searched=2, found=(own,)), frames="ab" * 32, by=namesake)
    assert (itself.answer, itself.light) == ("registered by another", Light.AMBER)
    assert "only the name is the same" in itself.sentence
    assert judge_copy(CopyReport(searched=2, found=(FOUND,)), by=namesake).light is Light.RED


def test_an_owner_for_whom_nobody_vouches_is_nobodys_proof() -> None:
    """An entry without a root, or without an owner, turns no light green, not even for the same name without a root."""
    for owner, answer in (("Lin Studio", "registered by another"), ("", "registered by somebody")):
        entry = dataclasses.replace(FOUND, frames="ab" * 32, owner=owner, root="")
        verdict = judge_copy(CopyReport(searched=2, found=(entry,)), frames="ab" * 32, by=Party(owner))
        assert (verdict.answer, verdict.light) == (answer, Light.AMBER)


def test_a_film_that_two_registered_is_told_by_the_other_one() -> None:
    """The owner's own entry does not hide that somebody else registered the same frames."""
    own = dataclasses.replace(FOUND, frames="ab" * 32)
    other = dataclasses.replace(own, owner="Bo Pictures", root="22" * 32)
    verdict = judge_copy(CopyReport(searched=2, found=(own, other)), frames="ab" * 32, by=LIN)
    assert (verdict.answer, "Bo Pictures" in verdict.sentence) == ("registered by another", True)


def test_a_shared_set_is_named_and_is_no_copy() -> None:
    """Whoever films in the same café is told so, and stays green; beside a copy it takes nothing off it."""
    sets = (SharedSet(Stretch(Fraction(1), Fraction(4)), "Noodle Shop"),)
    verdict = judge_copy(CopyReport(searched=12, sets=sets))
    assert (verdict.answer, verdict.light) == ("none", Light.GREEN)
    [reason] = verdict.reasons
    assert reason.startswith("1.00 to 4.00 s of this file show the same set as “Noodle Shop”")
    assert reason.endswith("that is no copy.")
    assert judge_copy(CopyReport(searched=12, found=(FOUND,), sets=sets)).light is Light.RED


def test_stretches_that_are_too_brief_to_tell_are_no_clean_bill_and_no_charge() -> None:
    """In a file of any length they are named with both times and the mend; a signer's own films are his to use."""
    report = CopyReport(searched=12, unsure=(FOUND,), seconds=Fraction(60))
    verdict = judge_copy(report)
    assert (verdict.answer, verdict.light) == ("cannot be said", Light.GREY)
    assert "“Midnight Rooftop”" in verdict.sentence
    assert "A longer piece of it tells" in verdict.sentence
    assert verdict.reasons[0].startswith("1.00 to 2.50 s of this file look like 40.00 to 41.50 s of “Midnight Rooftop”")
    assert judge_copy(report, by=LIN).light is Light.GREEN
    assert judge_copy(dataclasses.replace(report, found=(FOUND,))).light is Light.RED


@pytest.mark.parametrize(("seconds", "answer"), [(2, "cannot be said"), (3, "none"), (0, "none")])
def test_a_moment_in_a_known_place_is_not_called_clean(seconds: int, answer: str) -> None:
    """Two seconds of somebody's set may be his shot of it: too little is seen to say so, or otherwise."""
    sets = (SharedSet(Stretch(Fraction(0), Fraction(9, 5)), "Noodle Shop"),)
    verdict = judge_copy(CopyReport(searched=12, sets=sets, seconds=Fraction(seconds)))
    assert verdict.answer == answer
    assert (verdict.light is Light.GREEN) is verdict.reasons[0].endswith("that is no copy.")
