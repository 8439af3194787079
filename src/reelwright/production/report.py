"""The report: one page on which a film can be watched shot by shot and every claim looked up.

Knows how a made film reads as a page that needs no server, no network and no script of others.
Every text that somebody wrote is escaped, and a content security policy forbids whatever is not
of this page.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from html import escape
from importlib import resources
from urllib.parse import quote

from reelwright.film import Emotion, FrameRate, Line, Manner, Plain, Shot, frame_size
from reelwright.story import Finding

from .clock import clock_time
from .cut import MASTER
from .model import Commission, MadeFilm, MadeShot
from .seal_section import seal_section


def write_report(film: MadeFilm, commission: Commission, *, webvtt: bytes = b"") -> bytes:
    """The page of a film, complete in itself but for the film, its frames and its contact sheet."""
    pages = resources.files("reelwright.production") / "pages"
    style = (pages / "report.css").read_text(encoding="utf-8")
    script = (pages / "report.js").read_text(encoding="utf-8")
    player = _player(film, webvtt)
    body = "".join(
        (
            _header(film),
            f'<div class="page{"" if film.film else " wide"}"><div class="player">{player}{_facts(film)}</div><div>',
            _shots(film, commission),
            _findings((*commission.findings, *film.findings)),
            seal_section(film.seal),
            _receipts(film),
            "</div></div><footer>Made with Reelwright. Pictures and voices in this film are AI-generated.</footer>",
        )
    )
    return _page(film, style, script, body).encode("utf-8")


def _page(film: MadeFilm, style: str, script: str, body: str) -> str:
    policy = "; ".join(
        (
            "default-src 'none'",
            "img-src 'self' file: data:",  # file: because 'self' means nothing on a page opened from a disk
            "media-src 'self' file: data:",
            f"style-src '{_allow(style)}'",
            f"script-src '{_allow(script)}'",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )
    return (
        f'<!doctype html>\n<html lang="en">\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{escape(policy)}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta name="referrer" content="no-referrer">\n<title>{escape(film.title)}</title>\n'
        f"<style>{style}</style>\n<main>{body}</main>\n<script>{script}</script>\n</html>\n"
    )


def _allow(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")


def _header(film: MadeFilm) -> str:
    board = film.shot_list
    words = [f"Episode {film.episode}"] if film.episode else []
    if film.shots:
        words.append(clock_time(float(board.rate.seconds(sum(shot.frames for shot in film.shots)))))
    words += [f"{len(board.shots)} shots", board.aspect, f"{float(board.rate.ratio):g} fps"]
    return (
        f'<header><h1 lang="{escape(board.language)}">{escape(film.title)}</h1>'
        f"<p>{escape(' · '.join(words))}</p></header>"
    )


def _player(film: MadeFilm, webvtt: bytes) -> str:
    if film.film is None:
        return ""
    size = frame_size(film.shot_list.aspect)
    poster = next((shot.still for shot in film.shots if shot.still), "")
    language = escape(film.shot_list.language)
    # The words travel inside the page: browsers refuse a track that a page on a disk points to.
    words = "data:text/vtt;base64," + base64.b64encode(webvtt).decode("ascii")
    track = f'<track kind="subtitles" srclang="{language}" label="{language}" src="{words}">' if webvtt else ""
    return (
        f'<video controls playsinline preload="metadata" width="{size.width}" height="{size.height}"'
        f' poster="{_link(poster)}" src="{MASTER}">{track}</video><div class="strip"></div>'
    )


def _facts(film: MadeFilm) -> str:
    facts = [("Master", f'<a href="{MASTER}">{MASTER}</a>')] if film.film else []
    facts += [(name, escape(value)) for name, value in _sound_facts(film.sound)]
    made = sum(not shot.reused for shot in film.shots)
    if film.shots:
        facts.append(("This run", f"{made} made, {len(film.shots) - made} reused"))
    if film.master:
        facts.append(("SHA-256", f"<code>{film.master.hex[:16]}…</code>"))
    if film.seal:
        signer = escape(str(film.seal.facts.get("signer", "")))
        facts.append(("Seal", f'signed by {signer}; <a href="evidence.zip">evidence</a>'))
    if film.shots:
        facts.append(("Contact sheet", '<a href="board.png">board.png</a>'))
    facts.append(("Data", '<a href="receipt.json">receipt</a>, <a href="board.json">shot list</a>'))
    return "<dl>" + "".join(f"<dt>{name}</dt><dd>{value}</dd>" for name, value in facts) + "</dl>"


def _sound_facts(sound: dict[str, Plain]) -> list[tuple[str, str]]:
    shown = (("loudness_lufs", "Loudness", "LUFS"), ("true_peak_dbtp", "True peak", "dBTP"))
    values = [(name, unit, sound.get(key)) for key, name, unit in shown]
    return [
        (name, f"{value:.1f} {unit}".replace("-", "−"))
        for name, unit, value in values
        if isinstance(value, int | float)
    ]


def _shots(film: MadeFilm, commission: Commission) -> str:
    rate, language = film.shot_list.rate, film.shot_list.language
    if film.shots:
        mixed = any(shot.reused for shot in film.shots)  # where all is new, saying so tells nothing
        items = [_made_shot(s, rate, language, commission, new=mixed and not s.reused) for s in film.shots]
    else:
        items = [_planned_shot(shot, language, commission) for shot in film.shot_list.shots]
    return f'<section><h2>Shots</h2><ol class="shots">{"".join(items)}</ol></section>'


def _planned_shot(shot: Shot, language: str, commission: Commission) -> str:
    return f'<li class="shot"><span></span><div>{_words(shot, language, commission)}</div></li>'


def _made_shot(made: MadeShot, rate: FrameRate, language: str, commission: Commission, *, new: bool) -> str:
    shot = made.timed.shot
    start, length = float(rate.seconds(made.timed.start)), float(rate.seconds(made.frames))
    times = f"{clock_time(start)} – {clock_time(start + length)}"
    picture = (
        f'<img src="{_link(made.still)}" alt="Frame of shot {escape(shot.id)}" loading="lazy">' if made.still else ""
    )
    fresh = '<span class="new">new</span>' if new else ""
    words = _words(shot, language, commission, f"<span>{times}</span>{fresh}")
    return (
        f'<li class="shot" data-start="{start:.3f}" data-length="{made.frames}" data-name="{escape(shot.id)}">'
        f'<button class="frame" type="button" disabled>{picture}</button>'
        f"<div>{words}{_brought(made)}</div></li>"
    )


def _brought(made: MadeShot) -> str:
    """Which file a shot was taken from, where somebody brought one."""
    path, maker = made.receipt.get("path"), made.receipt.get("maker")
    by = f", by {maker}" if maker else ""
    return f'<p class="source">taken from {escape(f"{path}{by}")}</p>' if path else ""


def _words(shot: Shot, language: str, commission: Commission, more: str = "") -> str:
    kind = f"{shot.size} {shot.kind.replace('_', ' ')}"
    camera = shot.camera.move.replace("_", " ")
    card = f'<p class="card" lang="{escape(language)}">{escape(shot.card.heading)}</p>' if shot.card else ""
    return (
        f'<p class="what"><b>{escape(shot.id)}</b><span>{escape(kind)}</span><span>{escape(camera)}</span>{more}</p>'
        f"{card}{''.join(_said(line, language, commission) for line in shot.lines)}"
        f'<p class="source">{escape(str(shot.source))}</p>'
    )


def _said(line: Line, language: str, commission: Commission) -> str:
    person = commission.cards.people.get(line.person)
    name = line.person if person is None else person.name
    shown = [line.emotion.value] * (line.emotion is not Emotion.NEUTRAL)
    shown += [line.manner.value] * (line.manner is not Manner.PLAIN)
    how = f"<i>{escape(', '.join(shown))}</i>" if shown else ""
    return (
        f'<p class="said"><b lang="{escape(language)}">{escape(name)}</b>'
        f'<span lang="{escape(language)}">{escape(line.text)}</span>{how}</p>'
    )


def _findings(findings: Sequence[Finding]) -> str:
    if not findings:
        return ""
    items = "".join(_finding(finding) for finding in findings)
    return f'<section><h2>Findings</h2><ul class="findings">{items}</ul></section>'


def _finding(finding: Finding) -> str:
    mend = f" {escape(finding.mend)}" if finding.mend else ""
    return (
        f'<li><b class="{finding.severity.value}">{finding.severity.value}</b> {escape(finding.message)}{mend}'
        f" <code>{escape(str(finding.where))} {escape(finding.rule)}</code></li>"
    )


def _receipts(film: MadeFilm) -> str:
    if not film.shots:
        return ""
    rows = "".join(
        f"<tr><td>{escape(shot.timed.shot.id)}</td><td>{shot.frames}</td><td><code>{shot.recipe.hex[:16]}</code></td>"
        f"<td><code>{shot.take.hex[:16]}</code></td><td>{'reused' if shot.reused else 'made'}</td></tr>"
        for shot in film.shots
    )
    voices = sorted({line.engine + (" (estimated mouth times)" if line.estimated else "") for line in film.lines})
    said = f"<p>Voices: {escape('; '.join(voices))}</p>" if voices else ""
    return (
        "<section><h2>Receipts</h2><details><summary>Every take, with the recipe it was made by</summary>"
        f'{said}<div class="scroll"><table>'
        "<tr><th>Shot</th><th>Frames</th><th>Recipe</th><th>Take</th><th>Run</th></tr>"
        f"{rows}</table></div></details>"
        '<details class="sheet"><summary>Contact sheet</summary><img src="board.png" alt="All shots" loading="lazy">'
        "</details></section>"
    )


def _link(name: str) -> str:
    return escape(quote(name))
