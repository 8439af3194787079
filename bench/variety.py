"""How varied and how right the sketch writer is: 200 episodes in English and Chinese, measured.

    .venv/bin/python bench/variety.py [episodes]

Prints distinct-1/2/3, self-BLEU, repetition of lines, distances between plots, lengths by the timing
model, and findings of the check. What each means stands in docs/explanation/sketch-writer.md.
"""

from __future__ import annotations

import itertools
import math
import random
import re
import statistics
import sys
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from reelwright.story import Premise, Project, Settings, check_story, plain_text, read_fountain, stage_episode
from reelwright.story.adapters.sketch.founding import build_world
from reelwright.story.adapters.sketch.planning import Play, plan_series
from reelwright.story.adapters.sketch.world import World
from reelwright.story.adapters.sketch.writer import SketchWriter
from reelwright.studio import direct_film, film_length, time_film
from reelwright.studio.adapters.espeak import EspeakVoice

VOICE = EspeakVoice()
PREMISES = {
    "en": (
        "A disgraced chef inherits a haunted noodle shop",
        "A maid must marry her billionaire boss for twelve months",
        "A pianist returns from prison to ruin the people who framed her",
        "Two rival pastry chefs share one kitchen for a contest",
        "A village baker solves the murder of the jam judge",
        "A lawyer meets his ex-wife again in their hometown",
        "A delivery rider is mistaken for a lost heir",
        "A nurse gets texts from the future about her own death",
        "A shy lighthouse keeper finds a talking parrot",
        "A retired forger is left a gallery by a man he never met",
    ),
    "zh": (
        "一个落魄厨师继承了一家闹鬼的面馆",
        "女佣和总裁签了十二个月的假结婚合同",
        "被陷害入狱的钢琴家出狱复仇",
        "两个糕点师死对头争夺同一间厨房的冠军",
        "村里的面包师侦破一桩命案",
        "律师回到故乡，重逢前妻",
        "外卖员被错认成失踪的少东家",
        "护士收到来自未来的短信",
        "一个内向的守塔人捡到一只会说话的鹦鹉",
        "退休的画师继承了一家画廊",
    ),
}


@dataclass
class Written:
    """A series as the study looks at it."""

    premise: Premise
    family: str
    episodes: list[list[str]]
    plays: list[Play]
    world: World
    seconds: list[float]
    findings: Counter[str] = field(default_factory=Counter)


def write(premise: Premise, *, timed: bool) -> Written:
    """Write, check, direct and time a series."""
    writer = SketchWriter()
    bible = writer.plan(premise, lambda _: None)
    texts = [writer.write(bible, (), n, lambda _: None).script for n in range(1, premise.episodes + 1)]
    series = premise.episodes > 1
    scripts = [
        replace(read_fountain(text, file=f"{n:02}"), episode=n if series else 0)
        for n, text in enumerate(texts, start=1)
    ]
    project = Project(Path(), Settings(title=bible.title, language=premise.language), bible.cards, tuple(scripts))
    world = build_world(premise, (premise.episodes,))
    return Written(
        premise,
        bible.family,
        [[plain_text(e.text) for e in script.elements if e.kind.value == "dialogue"] for script in scripts],
        plan_series(world).plays,
        world,
        [_seconds(project, number, series=series) for number in range(0, len(scripts), 3 if timed else len(scripts))]
        if timed or not series
        else [],
        Counter(found.rule for found in check_story(project)),
    )


def _seconds(project: Project, number: int, *, series: bool) -> float:
    screenplay, _ = stage_episode(project, project.scripts[number])
    shots = direct_film(screenplay, project.cards, series=series)
    people = project.cards.people
    spoken = {
        line.id: VOICE.speak(line, people[line.person], language=project.settings.language)
        for shot in shots.shots
        for line in shot.lines
    }
    return film_length(time_film(shots, spoken)) / float(shots.rate.numerator)


def words(text: str, language: str) -> list[str]:
    """The words of a line; in Chinese its characters."""
    return re.findall(r"[\u3400-\u9fff]", text) if language == "zh" else re.findall(r"[a-z']+", text.lower())


def grams(tokens: Sequence[str], size: int) -> list[tuple[str, ...]]:
    """Runs of so many words."""
    return list(zip(*(tokens[start:] for start in range(size)), strict=False))


def distinct(lines: Iterable[list[str]], size: int) -> float:
    """Different runs of words among all runs, lines taken one by one."""
    seen = [gram for tokens in lines for gram in grams(tokens, size)]
    return len(set(seen)) / max(1, len(seen))


def self_bleu(texts: list[list[list[str]]], *, tries: int = 60) -> float:
    """Mean BLEU-4 of an episode against all others: 1 is the same text, 0 nothing shared."""
    chance = random.Random(1)
    counted = [[Counter(g for line in text for g in grams(line, n)) for n in (1, 2, 3, 4)] for text in texts]
    scores = []
    for index in chance.sample(range(len(texts)), min(tries, len(texts))):
        logs = []
        for n in range(4):
            own = counted[index][n]
            best: Counter[tuple[str, ...]] = Counter()
            for other, counts in enumerate(counted):
                if other != index:
                    best |= counts[n]
            logs.append(math.log(max(1e-9, sum((own & best).values()) / max(1, sum(own.values())))))
        scores.append(math.exp(sum(logs) / 4))
    return statistics.mean(scores)


def plot_edges(written: Written) -> set[tuple[str, str]]:
    """The plot graph: which kind of scene, about which kind of secret, led to which."""
    names = []
    for play in written.plays:
        about = [written.world.secrets[key].kind for key in play.bound.values() if key in written.world.secrets]
        names.append(" ".join([play.name, *sorted(about)]))
    return {(names[cause], names[play.number]) for play in written.plays for cause in play.causes}


def plot_distance(one: Written, other: Written) -> float:
    """1 less the share of causal links that two plots have in common (Jaccard)."""
    a, b = plot_edges(one), plot_edges(other)
    return 1 - len(a & b) / max(1, len(a | b))


def study(language: str, episodes: int) -> None:
    """Measure one language."""
    begin = time.process_time()
    series: list[Written] = []
    while sum(len(each.episodes) for each in series) < episodes:
        number = len(series)
        text = PREMISES[language][number % 10]
        series.append(
            write(
                Premise(text, language=language, episodes=(3, 5, 1, 8)[number % 4], seed=1 + number // 10),
                timed=number % 2 == 0,
            )
        )
    spent = time.process_time() - begin
    all_episodes = [episode for each in series for episode in each.episodes]
    tokens = [[words(line, language) for line in episode] for episode in all_episodes]
    lines = [line for episode in tokens for line in episode]
    said = [line for episode in all_episodes for line in episode]
    inside = sum(len(episode) - len(set(episode)) for episode in all_episodes)
    again = statistics.mean(
        1 - len({line for e in each.episodes for line in e}) / sum(map(len, each.episodes)) for each in series
    )
    lengths = [seconds for each in series for seconds in each.seconds]
    alone = [each.seconds[0] for each in series if len(each.episodes) == 1]
    pairs = list(itertools.combinations(series, 2))
    kin = [plot_distance(a, b) for a, b in pairs if a.family == b.family and a.premise.text != b.premise.text]
    far = [plot_distance(a, b) for a, b in pairs if a.family != b.family]
    findings = sum((each.findings for each in series), Counter())
    deciles = statistics.quantiles(lengths, n=10)
    print(
        f"\n{language}: {len(all_episodes)} episodes of {len(series)} series, {spent:.0f} s of CPU, checked and timed"
    )
    print(f"  families              {len({each.family for each in series})} of 8")
    print(f"  findings              {sum(findings.values())} {dict(findings) or ''}")
    print(f"  lines                 {len(said)}, {statistics.mean(map(len, all_episodes)):.1f} an episode")
    print(f"  distinct-1/2/3        {distinct(lines, 1):.3f} {distinct(lines, 2):.3f} {distinct(lines, 3):.3f}")
    print(f"  self-BLEU             {self_bleu(tokens):.3f} against the whole corpus")
    print(f"  repeated in episode   {inside}")
    print(f"  repeated in series    {100 * again:.1f} % of lines")
    print(f"  repeated in corpus    {100 * (1 - len(set(said)) / len(said)):.1f} % of lines")
    print(
        f"  plot distance         {statistics.mean(kin):.3f} in a family, {statistics.mean(far):.3f} between families"
    )
    print(f"  the two nearest plots {min(kin):.3f} in a family")
    print(f"  episodes timed        {len(lengths)}, voiced by espeak-ng, cut by the board")
    print(f"  seconds               {deciles[0]:.0f} {statistics.median(lengths):.0f} {deciles[-1]:.0f} (10, 50, 90 %)")
    print(f"  films of their own    {min(alone):.0f} to {max(alone):.0f} s")


if __name__ == "__main__":
    wanted = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    for spoken in PREMISES:
        study(spoken, wanted)
