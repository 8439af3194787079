"""The brush for things: a flat colour, one shadow, one highlight, a clean line.

Knows the cel look that every prop shares. Refuses to know any prop.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from ..canvas import Canvas, Paint
from ..colour import darken, lighten, luminance, mix
from ..path import Path, Point, polyline
from .inscription import inscribe
from .motion import SWEEP, eased

LINE_WIDTH = 6.0
"""Width of a prop's outline in figure units."""


def shade(colour: str) -> str:
    """The colour in shadow, leaning to violet so that it stays alive."""
    depth = 1.0 - 0.45 * luminance(colour)  # white things take a thin shadow
    return mix(darken(colour, 0.14 * depth), "#3a2c66", 0.28 * depth)


def shine(colour: str) -> str:
    """The colour where the light falls straight on it."""
    return mix(lighten(colour, 0.42), "#fff6dc", 0.18)


def edge(colour: str) -> str:
    """The colour of the line around a thing of this colour."""
    return mix(darken(colour, 0.7), "#1c1024", 0.45)


Portrait = Callable[[Canvas], None]


@dataclass(frozen=True, slots=True)
class Brush:
    """A pen and a paint pot over a canvas.

    Args:
        canvas: what is drawn on.
        line: width of outlines in the units of the drawing.
        random: where colours and details are drawn from; made anew from kind and seed for each prop.
        writing: what is written on the prop.
        fine: the prop is seen close to, so that small details are worth their strokes.
        moment: share of the shot that is over, for what moves by itself: a flame, steam, hands of a watch.
        portraits: draw those who are on a photograph, each in figure units about a face.
    """

    canvas: Canvas
    random: Random
    line: float = LINE_WIDTH
    writing: tuple[str, ...] = ()
    fine: bool = False
    moment: float = 0.0
    portraits: tuple[Portrait, ...] = ()

    def one_of(self, *colours: str) -> str:
        """A colour drawn by the seed."""
        return self.random.choice(colours)

    def cel(
        self, path: Path, colour: str, *, dark: Path | None = None, bright: Path | None = None, line: float = 1.0
    ) -> None:
        """Fill a form, lay its shadow and its highlight inside it, and draw its outline."""
        self.canvas.fill(path, colour)
        if dark or bright:
            with self.canvas.clip(path):
                if dark:
                    self.canvas.fill(dark, shade(colour))
                if bright:
                    self.canvas.fill(bright, shine(colour))
        if line:
            self.canvas.stroke(path, edge(colour), self.line * line)

    def mark(self, points: list[Point], colour: str, width: float = 0.6, alpha: float = 1.0) -> None:
        """A line inside a form: a crease, a seam, a line of writing."""
        self.canvas.stroke(polyline(points), colour, self.line * width, alpha)

    def rod(self, start: Point, end: Point, width: float, colour: str, *, bright: bool = True) -> None:
        """A round stick with a light along its upper side."""
        path = polyline([start, end])
        self.canvas.stroke(path, edge(colour), width + 2 * self.line)
        self.canvas.stroke(path, shade(colour), width)
        self.canvas.stroke(path.moved(-width * 0.12, -width * 0.12), colour, width * 0.66)
        if bright:
            self.canvas.stroke(path.moved(-width * 0.2, -width * 0.2), shine(colour), width * 0.2, cap="round")

    def words(
        self,
        box: tuple[float, float, float, float],
        colour: str,
        largest: float,
        *,
        weight: int = 600,
        centred: bool = False,
        marked: bool = False,
    ) -> bool:
        """What is written on the prop, fitted into a box; False when there is nothing or it is too far to read.

        ``marked`` lets a marker run along the line that matters while the shot goes on.
        """
        if not (self.fine and any(line.strip() for line in self.writing)):
            return False
        sweep = eased(self.moment, SWEEP) if marked else 0.0
        inscribe(self.canvas, self.writing, box, colour, largest=largest, weight=weight, centred=centred, sweep=sweep)
        return True

    def glow(self, path: Path, paint: Paint, blur: float, alpha: float = 1.0) -> None:
        """Soft light."""
        with self.canvas.group(alpha=alpha, blur=blur):
            self.canvas.fill(path, paint)


def soft_shadow(canvas: Canvas, path: Path, *, blur: float = 26.0, alpha: float = 0.42, dx: float, dy: float) -> None:
    """The shadow that a lying thing throws on what it lies on."""
    with canvas.group(alpha=alpha, blur=blur):
        canvas.fill(path.moved(dx, dy), "#140a1e")
