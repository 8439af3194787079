"""The report page."""

import base64
import hashlib
import re
from dataclasses import replace
from html.parser import HTMLParser

from reelwright.film import SourceLine
from reelwright.production import Order, Stage
from reelwright.production.report import write_report
from reelwright.story import Cards, Finding, Person, Severity

HOSTILE = "<script>alert(1)</script>\"'&{{"


class Page(HTMLParser):
    """Tags and text of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag."""
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        """Note a text."""
        self.text.append(data)

    def all(self, tag: str) -> list[dict[str, str | None]]:
        """The attributes of every such tag."""
        return [attributes for name, attributes in self.tags if name == tag]


def report(film_set) -> str:
    """The page of the film made last."""
    return film_set.out("report.html").decode("utf-8")


def test_page_shows_every_shot_with_time_words_and_source(film_set) -> None:
    """Shots carry their start for the player, their lines, and the line of the script."""
    film_set.make()
    page = Page(report(film_set))
    shots = [a for a in page.all("li") if "data-start" in a]
    assert [shot["data-name"] for shot in shots] == ["s01-01", "s02-01", "s03-01"]
    assert shots[0]["data-start"] == "0.000"
    text = " ".join(page.text)
    assert "Hello there." in text
    assert "film.txt:4" in text
    assert "−14.0 LUFS" in text
    assert "−1.2 dBTP" in text


def test_page_needs_nothing_from_elsewhere(film_set) -> None:
    """Every reference is relative to the folder or inside the page, and every file it names is there."""
    film_set.make()
    page = Page(report(film_set))
    links = [a[key] for _, a in page.tags for key in ("src", "href", "poster") if a.get(key)]
    assert links
    for link in links:
        assert link.startswith("data:text/vtt;base64,") or (film_set.root / "out" / link).is_file(), link
    assert not re.search(
        r"https?://|//[a-z]", re.sub(r"<style>.*?</style>|<script>.*?</script>", "", report(film_set), flags=re.DOTALL)
    )


def test_policy_allows_exactly_the_page_own_style_and_script(film_set) -> None:
    """The content security policy names the digests of the one style and the one script, and nothing inline is left."""
    film_set.make()
    text = report(film_set)
    policy = Page(text).all("meta")[1]["content"]
    for tag in ("style", "script"):
        (inner,) = re.findall(f"<{tag}>(.*?)</{tag}>", text, flags=re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(inner.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy
    assert "default-src 'none'" in policy
    assert not re.search(r"\s(style|on\w+)=", text.split("<main>")[1].split("</main>")[0])


def test_hostile_names_stay_text(film_set) -> None:
    """Title, names, lines, sources and findings may hold anything; none of it becomes a tag."""
    film = film_set.make().films[0]
    commission = film_set.studio.craft.read(film_set.root, language="en")
    line = replace(film.shots[0].timed.shot.lines[0], text=HOSTILE, person="x")
    shot = replace(film.shots[0].timed.shot, lines=(line,), source=SourceLine(HOSTILE, 1))
    made = replace(film.shots[0], timed=replace(film.shots[0].timed, shot=shot), still=HOSTILE)
    finding = Finding("S1", Severity.WARNING, HOSTILE, SourceLine(HOSTILE, 2), mend=HOSTILE)
    people = Cards({"x": Person("x", HOSTILE)}, {})
    hostile = replace(film, title=HOSTILE, shots=(made,), shot_list=replace(film.shot_list, title=HOSTILE))
    text = write_report(hostile, replace(commission, cards=people, findings=(finding,))).decode("utf-8")
    page = Page(text)
    assert text.count("<script>") == 1
    assert "".join(page.text).count(HOSTILE) >= 6
    assert len(page.all("li")) == 2


def test_page_without_a_film_has_no_player(film_set) -> None:
    """A make that stops early still gives a page of the planned shots."""
    film_set.make(Order(until=Stage.BOARD))
    page = Page(report(film_set))
    assert page.all("video") == []
    assert "Hello there." in " ".join(page.text)


def test_subtitles_travel_inside_the_page(film_set) -> None:
    """The words are in the page itself, because a page on a disk may not load a track."""
    film_set.make()
    (track,) = Page(report(film_set)).all("track")
    words = base64.b64decode(track["src"].partition(",")[2])
    assert words == film_set.out("film.en.vtt")
