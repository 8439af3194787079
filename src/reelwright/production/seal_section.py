"""The seal in the report: who signed, what binds the film, and which duty is met by what."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import Final

from reelwright.film import Plain

from .model import MadeSeal

_CLASSES: Final = {"met": "", "not met": "error", "somebody else's": "warning"}


def seal_section(seal: MadeSeal | None) -> str:
    """The section of a sealed film, "" for one that is not sealed."""
    if seal is None:
        return ""
    facts = seal.facts
    stamped = facts.get("stamped_at")
    told = [
        ("Signed by", escape(str(facts.get("signer", "")))),
        ("At", escape(f"{facts.get('signed_at', '')}, by the signer's own clock")),
        ("Time stamp", escape(str(stamped)) if stamped else "none; name an authority under [seal] in reel.toml"),
        ("Segments", f"{facts.get('segments', 0)}, root <code>{escape(str(facts.get('root', ''))[:16])}…</code>"),
        ("Evidence", '<a href="evidence.zip">evidence.zip</a>; it proves itself offline'),
    ]
    rows = "".join(f"<dt>{name}</dt><dd>{value}</dd>" for name, value in told)
    return f"<section><h2>Seal</h2><dl>{rows}</dl>{_duties(facts.get('duties'))}</section>"


def _duties(duties: Plain) -> str:
    rows = "".join(_rows(duties))
    if not rows:
        return ""
    heads = "<tr><th>Law</th><th>It asks</th><th>Standing</th></tr>"
    words = "What the law asks of a film that a machine made, and by what it is met"
    return (
        f"<details><summary>{words}</summary>"
        f'<div class="scroll"><table class="duties findings">{heads}{rows}</table></div></details>'
    )


def _rows(duties: Plain) -> Iterator[str]:
    for duty in duties if isinstance(duties, list) else []:
        if isinstance(duty, dict):
            law, asks, standing, words = (
                escape(str(duty.get(key, ""))) for key in ("law", "asks", "standing", "words")
            )
            profile = escape(str(duty.get("profile", "")).upper())
            shown = _CLASSES.get(str(duty.get("standing")), "")
            answer = f'<b class="{shown}">{standing}</b>: {words}'
            yield f"<tr><td>{profile}: {law}</td><td>{asks}</td><td>{answer}</td></tr>"
