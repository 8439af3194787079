"""A ring in its open box, close to, and the star of light on things that shine."""

from __future__ import annotations

from ..canvas import Canvas, Linear, Radial, fade, ramp
from ..colour import darken, lighten
from ..path import Path, Point, ellipse, polygon, round_rect
from .brush import edge
from .closeup import LINE, CloseUp
from .held import PAINTERS


def paint_ring_box(canvas: Canvas, close: CloseUp) -> None:
    """A ring that stands in the slot of a velvet box."""
    velvet = close.tone(("#7a1f3d", "#22355e", "#2f5b4a")[close.seed % 3])
    line = edge(velvet)
    lid = Path().move(-310, 30).line(-330, -330).cubic(-330, -400, 330, -400, 330, -330).line(310, 30).close()
    canvas.fill(lid, velvet)
    canvas.stroke(lid, line, LINE)
    inside = Path().move(-266, 20).line(-282, -296).cubic(-282, -350, 282, -350, 282, -296).line(266, 20).close()
    canvas.fill(inside, Linear((0, -340), (0, 30), ramp("#fbf3e4", "#d8c6b6")))
    canvas.stroke(inside, line, LINE * 0.7)
    base = polygon([(-350, 30), (350, 30), (330, 400), (-330, 400)])
    canvas.fill(base, Linear((-350, 0), (350, 0), ramp(lighten(velvet, 0.16), velvet, darken(velvet, 0.4))))
    canvas.stroke(base, line, LINE)
    cushion = Path().move(-310, 36).cubic(-300, -60, 300, -60, 310, 36).cubic(200, 96, -200, 96, -310, 36).close()
    canvas.fill(cushion, Linear((0, -40), (0, 80), ramp("#fffaf0", "#d9c9ba")))
    canvas.stroke(cushion, line, LINE * 0.7)
    with canvas.clip(ellipse(0, -220, 330, 262)), canvas.at(0, 74, scale=4.4):
        PAINTERS["ring"](close.brush(canvas, LINE / 4.4))
    canvas.fill(ellipse(0, 34, 120, 17), "#8a7466", 0.65)
    canvas.fill(ellipse(0, 214, 34, 20), "#e3b94f")
    canvas.stroke(ellipse(0, 214, 34, 20), line, LINE * 0.6)


def paint_glint(canvas: Canvas, at: Point, size: float, strength: float) -> None:
    """A star of light that turns a little as it flares."""
    if strength <= 0:
        return
    x, y = at
    reach = size * (0.35 + 0.65 * strength)
    canvas.fill(ellipse(x, y, reach), Radial((x, y), reach, fade("#fff8e0", 0.7 * strength, 0.0)))
    with canvas.at(x, y, degrees=24 * strength):
        for turn, length in ((0, 1.0), (90, 1.0), (45, 0.45), (135, 0.45)):
            thin = reach * 0.055
            ray = polygon([(-reach * length, 0), (0, -thin), (reach * length, 0), (0, thin)]).rotated(turn)
            canvas.fill(ray, "#ffffff", min(1.0, strength * 1.3))
    canvas.fill(
        round_rect(x - reach * 0.09, y - reach * 0.09, reach * 0.18, reach * 0.18, reach * 0.09), "#ffffff", strength
    )
