"""What the front of a garment needs to be drawn: canvas, body, colours, light."""

from __future__ import annotations

from dataclasses import dataclass

from reelwright.story import Look

from ...canvas import Canvas
from ...path import Path
from ..tones import Cloth, Skin
from ..torso import Stand


@dataclass(frozen=True, slots=True)
class Cutting:
    """What every front needs: canvas, body, colours, light."""

    canvas: Canvas
    stand: Stand
    look: Look
    skin: Skin
    main: Cloth
    second: Cloth
    accent: Cloth
    torso: Path
    light: int

    @property
    def s(self) -> float:
        """Scale of the body."""
        return self.stand.body.scale
