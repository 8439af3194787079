"""Takes that nobody had to bring: footage that is told picture by picture, and who films from it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path

from reelwright.film import FrameSize
from reelwright.studio import Renderer, Shown


@dataclass(frozen=True, slots=True)
class FakeFootage:
    """Shows pictures of one colour each, whatever file is asked for.

    Args:
        colours: red, green and blue of every picture.
        rate: pictures a second.
        size: of the pictures; None for that which is asked for.
    """

    colours: tuple[tuple[int, int, int], ...]
    rate: Fraction = Fraction(30)
    size: FrameSize | None = None

    def frames(self, take: Path, *, size: FrameSize, rate: Fraction, until: Fraction) -> Iterator[Shown]:
        """The pictures that are wanted, and the end."""
        del take, rate
        shown = self.size or size
        for number, colour in enumerate(self.colours):
            if number / self.rate >= until:
                break
            yield Shown(number / self.rate, shown.width, shown.height, bytes(colour) * (shown.width * shown.height))
        yield Shown(len(self.colours) / self.rate, 0, 0, b"", ends=True)


@dataclass(frozen=True, slots=True)
class FakeBroughtTakes:
    """Says who films which shots; the same in every episode."""

    known: Mapping[str, Renderer] = field(default_factory=dict)

    def renderers(self, episode: int) -> Mapping[str, Renderer]:
        """Who films them."""
        del episode
        return self.known
