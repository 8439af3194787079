"""Inside a car: the people sit before their seats, the road lies behind the glass, the dashboard is near.

Angle 0 looks from the bonnet at the front seats, 1 from between them at the rear bench, 2 as 0 from
the other side. Nothing here is in perspective but the road: a car is all curves.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Final

from ..canvas import Canvas, Linear, Radial, fade, ramp
from ..colour import darken, lighten, mix
from ..path import Path, ellipse, polygon, polyline, rect, round_rect, smooth
from ..stage import Plane, Scenery
from .city import Skyline, paint_skyline
from .fittings import chosen
from .interior import outlook
from .lights import glow, place_light
from .site import Site


@dataclass(frozen=True, slots=True)
class _Style:
    seat: str
    trim: str
    lining: str


_STYLES: Final = (
    _Style("#6a4a38", "#2a2730", "#b9b0a4"),
    _Style("#3a3c48", "#1f2028", "#8f939c"),
    _Style("#b09a80", "#33302e", "#d0c6b8"),
    _Style("#7a2f34", "#221e24", "#a39a98"),
)
_SEATED: Final = 1720.0
_HORIZON: Final = 730.0
_PASSES_A_SECOND: Final = 0.42
"""The roadside shrinks to half in 1.3 s: some 50 km/h where lamps stand 35 m apart."""
_PARKED: Final = ("parked", "parking", "停着", "停车", "停在")


def paint_car_interior(site: Site) -> Scenery:
    """A car on the road: the world goes by behind its windows."""
    style = chosen(site, _STYLES)
    planes = [
        Plane(partial(_world, site=site), 0.1),
        Plane(
            partial(_roadside, site=site),
            0.2,
            recedes=0.0 if _parked(site) else _PASSES_A_SECOND,
            vanishing=(site.centre, _HORIZON),
        ),
        Plane(partial(_shell, site=site, style=style), 0.72),
        Plane(partial(_seats, site=site, style=style), 0.9),
        Plane(partial(_near, site=site, style=style), 1.18),
    ]
    side = site.dice("side").choice((-1, 1))
    return Scenery(tuple(planes), place_light(site, side=side), floor=1700.0, seated=_SEATED)


def _inside(site: Site, colour: str) -> str:
    """A colour of the car's inside: by night only the town and the dials light it."""
    return mix(site.indoors(colour), "#0a0a18", 0.42 if site.night else 0.06)


def _span(site: Site) -> float:
    """Half the width of the car on the stage."""
    return min(1100.0, site.width * 0.53)


def _world(canvas: Canvas, site: Site) -> None:
    """Road and town behind the rear window and beside the doors."""
    outlook(canvas, site, (site.left, site.top, site.right, site.bottom), "city", horizon=860)
    dice = site.dice("world", site.facing)
    row = Skyline(960, (260, 560), "#8a86a4", 0.35, (110, 220), (22, 30, 18), f"car{site.facing}")
    paint_skyline(canvas, site, row, (site.left, site.right))
    x, y = site.centre, 850.0
    ground = site.outdoors("#5a5c68" if not site.air.white else "#d9e2ee")
    canvas.fill(rect(site.left, y + 60, site.right - site.left, site.bottom - y), ground)
    road = polygon([(x - 60, y + 60), (x + 60, y + 60), (x + 900, site.bottom), (x - 900, site.bottom)])
    canvas.fill(road, darken(ground, 0.3))
    canvas.stroke(polyline([(x, y + 70), (x, site.bottom)]), site.outdoors("#f0e4b0"), 10, 0.8, dash=(60, 70))
    if site.lamps:
        for _ in range(14):
            lx, ly = dice.uniform(site.left, site.right), dice.uniform(560, 900)
            colour = dice.choice(("#ffc878", "#ff6a6a", "#7fd0ff", "#fff0c8", "#ff9ad0"))
            r = dice.uniform(8, 24)
            with canvas.group(alpha=dice.uniform(0.3, 0.75)):
                canvas.fill(ellipse(lx, ly, r), Radial((lx, ly), r, fade(colour, 0.9, 0.75, 0.0)), blend="screen")
    if site.air.wet:
        _drops(canvas, site)


def _parked(site: Site) -> bool:
    """Whether the card calls the car a parked one: then the world stands still."""
    return any(word in name.lower() for name in (site.place.name, *site.place.names) for word in _PARKED)


def _roadside(canvas: Canvas, site: Site) -> None:
    """Lamps, trees and houses along both sides of the road, from near to far."""
    dice = site.dice("roadside", site.facing)
    for step in reversed(range(7)):
        size = 1.5 * 0.62**step
        for side in (-1, 1):
            x = site.centre + side * (50 + 430 * size * dice.uniform(0.85, 1.2))
            _beside(canvas, site, dice.choice(("lamp", "tree", "lamp", "house")), x, side, size)


def _beside(canvas: Canvas, site: Site, kind: str, x: float, side: int, size: float) -> None:
    """One thing beside the road."""
    ground, tall = _HORIZON + 20 + 190 * size, 760 * size
    post = site.outdoors("#4a4c5c")
    if kind == "tree":
        canvas.fill(rect(x - 16 * size, ground - tall * 0.5, 32 * size, tall * 0.5), darken(post, 0.2))
        crown = site.outdoors("#5f8a5a" if not site.air.white else "#dfe7f0")
        for dx, dy, r in ((-80, 0.62, 120), (70, 0.66, 130), (0, 0.84, 140)):
            canvas.fill(ellipse(x + dx * size, ground - tall * dy, r * size), darken(crown, 0.1 + dy * 0.1))
    elif kind == "house":
        wide = 340 * size
        left = x if side > 0 else x - wide
        wall = rect(left, ground - tall, wide, tall)
        canvas.fill(wall, site.outdoors("#a39aae"))
        canvas.stroke(wall, site.outdoors("#6a6478"), 5 * size)
        lit = "#ffd890" if site.lamps else site.outdoors("#6d7f99")
        panes = Path()
        for row in range(4):
            for column in range(3):
                panes.add(
                    rect(
                        left + (36 + column * 100) * size, ground - tall + (60 + row * 170) * size, 64 * size, 96 * size
                    )
                )
        canvas.fill(panes, lit, 0.9)
    else:
        head = (x - side * 120 * size, ground - tall * 0.94)
        pole = Path().move(x, ground).line(x, ground - tall * 0.86).quad(x, ground - tall * 0.96, *head)
        canvas.stroke(pole, post, 17 * size)
        canvas.fill(ellipse(*head, 34 * size, 15 * size), "#fff2cc" if site.lamps else lighten(post, 0.4))
        if site.lamps:
            glow(canvas, *head, 260 * size, "#ffca7a", 0.75)


def _drops(canvas: Canvas, site: Site) -> None:
    """Rain that runs down the glass."""
    dice = site.dice("drops")
    beads, runs = Path(), Path()
    for _ in range(150):
        x, y = dice.uniform(site.left, site.right), dice.uniform(250, 1150)
        beads.add(ellipse(x, y, dice.uniform(3, 8), dice.uniform(4, 11)))
    for _ in range(22):
        x, y = dice.uniform(site.left, site.right), dice.uniform(250, 900)
        runs.move(x, y).cubic(x + 14, y + 70, x - 16, y + 130, x + 6, y + dice.uniform(170, 260))
    canvas.stroke(runs, "#dfeaff", 5, 0.35)
    canvas.fill(beads, "#eaf2ff", 0.5)


def _opening(site: Site) -> Path:
    """The panes: the rear window in the middle and a door's window on either side."""
    x, h = site.centre, _span(site)
    rear = smooth(
        [(x - h * 0.54, 480), (x, 440), (x + h * 0.54, 480), (x + h * 0.62, 810), (x, 840), (x - h * 0.62, 810)],
        tension=0.35,
    )
    panes = rear
    for sign in (-1, 1):
        far = x + sign * (h + 900)
        near, low = x + sign * h * 0.78, x + sign * h * 0.8
        pane = [
            (near, 470),
            (x + sign * (h + 60), 380),
            (far, 300),
            (far, 1040),
            (x + sign * (h + 60), 1020),
            (low, 920),
        ]
        panes.add(smooth(pane if sign > 0 else pane[::-1], tension=0.16))
    return panes


def _shell(canvas: Canvas, site: Site, style: _Style) -> None:
    """Roof lining, pillars and doors, with the panes left open."""
    lining = _inside(site, site.tinted(style.lining))
    trim = _inside(site, style.trim)
    panes = _opening(site)
    frame = Path().add(site.whole).add(panes)
    shades = ramp(darken(lining, 0.3), lining, darken(lining, 0.25), darken(trim, 0.1), trim)
    canvas.fill(frame, Linear((0, -100), (0, 1300), shades), even_odd=True)
    canvas.stroke(panes, trim, 26)
    canvas.stroke(panes, lighten(trim, 0.22), 4, 0.7)
    x, h = site.centre, _span(site)
    for sign in (-1, 1):
        pillar = (
            Path()
            .move(x + sign * h * 0.68, 430)
            .cubic(x + sign * h * 0.74, 700, x + sign * h * 0.78, 900, x + sign * h * 0.76, 1200)
        )
        canvas.stroke(pillar, darken(lining, 0.4), 16, 0.55)
        belt = (
            Path()
            .move(x + sign * h * 0.72, 560)
            .cubic(x + sign * h * 0.7, 760, x + sign * h * 0.58, 980, x + sign * h * 0.5, 1240)
        )
        canvas.stroke(belt, _inside(site, "#22222a"), 26)
        handle = Path().move(x + sign * (h * 0.9), 320).quad(x + sign * (h * 0.98), 370, x + sign * (h * 1.08), 318)
        canvas.stroke(handle, darken(lining, 0.45), 22)
    lamp = round_rect(x - 70, 210, 140, 46, 20)
    canvas.fill(lamp, "#fff0c8" if site.lamps else lighten(lining, 0.3))
    canvas.stroke(lamp, darken(lining, 0.45), 5)
    if site.lamps:
        glow(canvas, x, 240, 520, "#ffdca0", 0.3)
    for y in (90, 150):
        canvas.stroke(Path().move(x - h, y + 40).quad(x, y - 30, x + h, y + 40), darken(lining, 0.3), 3, 0.5)


def _seat(canvas: Canvas, site: Site, x: float, colour: str, wide: float, top: float) -> None:
    tone = _inside(site, colour)
    line = darken(tone, 0.6)
    for sign in (-1, 1):
        canvas.stroke(polyline([(x + sign * 36, top + 40), (x + sign * 36, top + 210)]), _inside(site, "#9a9ea8"), 13)
    head = smooth(
        [
            (x - wide * 0.26, top + 10),
            (x, top - 12),
            (x + wide * 0.26, top + 10),
            (x + wide * 0.3, top + 130),
            (x, top + 160),
            (x - wide * 0.3, top + 130),
        ],
        tension=0.6,
    )
    body = smooth(
        [
            (x - wide * 0.36, top + 210),
            (x, top + 184),
            (x + wide * 0.36, top + 210),
            (x + wide * 0.54, top + 480),
            (x + wide * 0.56, 2200),
            (x - wide * 0.56, 2200),
            (x - wide * 0.54, top + 480),
        ],
        tension=0.45,
    )
    for form in (body, head):
        canvas.fill(
            form,
            Linear(
                (x - wide * 0.5, top), (x + wide * 0.5, top + 400), ramp(lighten(tone, 0.22), tone, darken(tone, 0.32))
            ),
        )
        canvas.stroke(form, line, 6)
    seams = Path()
    for sign in (-1, 1):
        seams.move(x + sign * wide * 0.25, top + 210).cubic(
            x + sign * wide * 0.36, top + 460, x + sign * wide * 0.34, 1500, x + sign * wide * 0.34, 2000
        )
    for k in range(4):
        y = top + 330 + k * 150
        seams.move(x - wide * 0.31, y).quad(x, y + 24, x + wide * 0.31, y)
    canvas.stroke(seams, darken(tone, 0.42), 5, 0.7)


def _seats(canvas: Canvas, site: Site, style: _Style) -> None:
    """What the people lean against."""
    x, h = site.centre, _span(site)
    tone = _inside(site, style.seat)
    if site.reverse:
        top = 905.0
        bench = smooth(
            [
                (x - h * 1.02, top + 70),
                (x - h * 0.5, top),
                (x, top + 36),
                (x + h * 0.5, top),
                (x + h * 1.02, top + 70),
                (x + h * 1.1, 2200),
                (x - h * 1.1, 2200),
            ],
            tension=0.4,
        )
        canvas.fill(bench, Linear((0, top), (0, 1700), ramp(lighten(tone, 0.18), tone, darken(tone, 0.4))))
        canvas.stroke(bench, darken(tone, 0.6), 6)
        seams = Path()
        for k in range(-3, 4):
            seams.move(x + k * h * 0.26, top + 40).cubic(
                x + k * h * 0.28, 1300, x + k * h * 0.29, 1500, x + k * h * 0.3, 2000
            )
        canvas.stroke(seams, darken(tone, 0.42), 5, 0.7)
        for sign in (-1, 1):
            cap = round_rect(x + sign * h * 0.48 - 120, top - 130, 240, 150, 60)
            canvas.fill(cap, Linear((0, top - 130), (0, top), ramp(lighten(tone, 0.2), darken(tone, 0.15))))
            canvas.stroke(cap, darken(tone, 0.6), 6)
        return
    behind = round_rect(x - h * 0.9, 830, h * 1.8, 1200, 60)  # the rear bench between the seats
    canvas.fill(behind, Linear((0, 830), (0, 1200), ramp(darken(tone, 0.3), darken(tone, 0.62))))
    canvas.stroke(Path().move(x - h * 0.9, 870).quad(x, 850, x + h * 0.9, 870), lighten(tone, 0.1), 5, 0.4)
    console = round_rect(x - 74, 1220, 148, 500, 40)
    canvas.fill(
        console, Linear((0, 1220), (0, 1500), ramp(_inside(site, lighten(style.trim, 0.2)), _inside(site, style.trim)))
    )
    for sign in (-1, 1):
        _seat(canvas, site, x + sign * max(250.0, h * 0.46), style.seat, 400.0, 690)


def _near(canvas: Canvas, site: Site, style: _Style) -> None:
    """Before the people: doors at the sides, and the dashboard and wheel, or the front seats' backs."""
    trim = _inside(site, style.trim)
    x, h = site.centre, _span(site)
    if site.reverse:
        for sign in (-1, 1):
            cx = x + sign * (h * 0.66 + 60)
            back = smooth(
                [
                    (cx - 220, 1360),
                    (cx - 120, 1290),
                    (cx + 120, 1290),
                    (cx + 220, 1360),
                    (cx + 260, 2200),
                    (cx - 260, 2200),
                ],
                tension=0.4,
            )
            canvas.fill(back, Linear((cx - 220, 1290), (cx + 220, 1600), ramp(lighten(trim, 0.1), darken(trim, 0.35))))
            canvas.stroke(back, darken(trim, 0.7), 6)
            canvas.fill(round_rect(cx - 130, 1540, 260, 200, 26), darken(trim, 0.45), 0.7)
        return
    wheel = -1 if site.facing == 0 else 1
    dash = smooth(
        [
            (site.left - 200, 1560),
            (x - h, 1500),
            (x - h * 0.4, 1486),
            (x, 1520),
            (x + h * 0.4, 1486),
            (x + h, 1500),
            (site.right + 200, 1560),
            (site.right + 200, 2400),
            (site.left - 200, 2400),
        ],
        tension=0.3,
    )
    canvas.fill(dash, Linear((0, 1480), (0, 1900), ramp(lighten(trim, 0.2), trim, darken(trim, 0.5))))
    canvas.stroke(
        Path().move(site.left, 1545).cubic(x - h * 0.5, 1462, x + h * 0.5, 1462, site.right, 1545),
        lighten(trim, 0.35),
        5,
        0.6,
    )
    _wheel(canvas, site, x + wheel * h * 0.46, trim)
    panel = round_rect(x - 130, 1600, 260, 150, 18)
    canvas.fill(panel, "#10131c")
    if site.lamps:
        glow(canvas, x, 1670, 360, "#6ac4ff", 0.3)
    canvas.fill(round_rect(x - 116, 1614, 232, 122, 10), Linear((0, 1614), (0, 1736), ramp("#2c5a8a", "#16304e")))
    canvas.stroke(
        smooth([(x - 100, 1716), (x - 30, 1690), (x + 10, 1650), (x + 100, 1630)], closed=False), "#ffd05a", 7
    )
    canvas.fill(ellipse(x + 10, 1650, 10), "#ffffff")


def _wheel(canvas: Canvas, site: Site, x: float, trim: str) -> None:
    """The steering wheel as it is seen from the bonnet."""
    tone = darken(trim, 0.25)
    ring = ellipse(x, 1640, 250, 232)
    canvas.stroke(ring, darken(tone, 0.6), 62)
    canvas.stroke(ring, tone, 50)
    canvas.stroke(
        Path().move(x - 236, 1570).cubic(x - 170, 1380, x + 170, 1380, x + 236, 1570), lighten(tone, 0.3), 9, 0.7
    )
    for end in ((x - 230, 1650), (x + 230, 1650), (x, 1860)):
        canvas.stroke(polyline([(x, 1660), end]), tone, 54)
    canvas.fill(ellipse(x, 1660, 92, 84), lighten(tone, 0.08))
    canvas.stroke(ellipse(x, 1660, 92, 84), darken(tone, 0.5), 5)
    canvas.fill(ellipse(x, 1660, 26), _inside(site, "#b9bec8"))
