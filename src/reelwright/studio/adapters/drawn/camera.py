"""The camera: where it is at each frame of a shot.

Knows moves as curves of time. A view is a zoom about the frame's middle and a shift in stage units.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from reelwright.film import Camera, CameraMove


@dataclass(frozen=True, slots=True)
class View:
    """What the camera sees at one frame.

    Args:
        zoom: 1 is the framing itself, above 1 is closer.
        x: shift of the camera to the right, in stage units at the figures' depth.
        y: shift down.
        focus: 0 on the background, 1 on the figures.
        smear: length of motion blur across, in stage units.
    """

    zoom: float = 1.0
    x: float = 0.0
    y: float = 0.0
    focus: float = 1.0
    smear: float = 0.0


def ease(share: float) -> float:
    """Slow at both ends (smoothstep)."""
    share = min(1.0, max(0.0, share))
    return share * share * (3 - 2 * share)


def moves_in_depth(camera: Camera) -> bool:
    """Whether near and far part visibly in this move."""
    return camera.move in {
        CameraMove.PUSH, CameraMove.PULL, CameraMove.PAN_LEFT, CameraMove.PAN_RIGHT, CameraMove.TILT_UP,
        CameraMove.TILT_DOWN, CameraMove.SHOCK,
    }  # fmt: skip


def view_at(camera: Camera, share: float, seconds: float, *, phase: float) -> View:  # noqa: PLR0911 - one a move
    """Where the camera is.

    Args:
        camera: the move and its strength.
        share: of the shot that has passed, 0 to 1.
        seconds: that have passed.
        phase: makes the hand-held sway of two shots differ.
    """
    k = 0.4 + camera.strength * 1.2
    sway_x = 5 * math.sin(seconds * 1.1 + phase) + 2.5 * math.sin(seconds * 2.3 + phase * 2)
    sway_y = 4 * math.sin(seconds * 0.9 + 2 + phase) + 2 * math.sin(seconds * 2.9 + phase)
    eased = ease(share)
    match camera.move:
        case CameraMove.STATIC:
            return View()
        case CameraMove.PUSH:
            return View(1.0 + 0.085 * k * eased, 0, -10 * eased)
        case CameraMove.PULL:
            return View(1.0 + 0.085 * k * (1 - eased), 0, 0)
        case CameraMove.PAN_LEFT | CameraMove.PAN_RIGHT:
            way = -1 if camera.move is CameraMove.PAN_LEFT else 1
            return View(1.0, way * 62 * k * (eased - 0.5), 0)
        case CameraMove.TILT_UP | CameraMove.TILT_DOWN:
            way = -1 if camera.move is CameraMove.TILT_UP else 1
            return View(1.0, 0, way * 90 * k * (eased - 0.5))
        case CameraMove.WHIP:
            left = 1 - ease(min(1.0, seconds / 0.3))
            return View(1.0, 70 * left, 0, smear=260 * left * left)
        case CameraMove.SHOCK:
            jump = 1 - math.exp(-11 * seconds)
            shake = math.exp(-5 * seconds)
            return View(1.0 + 0.13 * jump, 9 * shake * math.sin(seconds * 41), 9 * shake * math.cos(seconds * 37))
        case CameraMove.RACK:
            return View(1.0, 0.5 * sway_x, 0.5 * sway_y, focus=ease((seconds - 0.25) / 0.6))
        case _:
            amount = 0.5 + camera.strength
            return View(1.0, sway_x * amount, sway_y * amount)
