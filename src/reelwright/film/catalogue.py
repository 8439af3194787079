"""The names of what can be worn, drawn, held and visited.

Cards are checked against these names, every renderer must know them all (a test holds the drawn
renderer to that), and the reference documentation is made from them.
"""

from __future__ import annotations

from typing import Final

AGES: Final = ("child", "teen", "adult", "elder")
BUILDS: Final = ("slim", "average", "broad")
FACE_SHAPES: Final = ("oval", "round", "square", "long", "heart")

HAIR_STYLES: Final = (
    "bald", "buzz", "crop", "side_part", "slick_back", "quiff", "curtains", "spiky",
    "undercut", "messy", "bowl", "afro", "curls_short", "curls_long", "bob", "lob",
    "long_straight", "long_wavy", "fringe_long", "ponytail", "high_bun", "low_bun", "twin_tails", "braid",
    "pixie", "receding", "topknot",
)  # fmt: skip

GLASSES: Final = ("none", "round", "square", "half_rim", "sunglasses")
BEARDS: Final = ("none", "stubble", "moustache", "goatee", "full", "long")
EARRINGS: Final = ("none", "stud", "drop", "hoop")
HATS: Final = ("none", "cap", "beanie", "fedora", "chef", "beret", "helmet", "straw", "crown")

GARMENTS: Final = (
    "suit", "blazer", "shirt", "tshirt", "hoodie", "sweater", "turtleneck", "dress", "blouse", "coat",
    "trench_coat", "leather_jacket", "apron", "uniform", "lab_coat", "hanfu", "qipao", "tracksuit", "vest", "pyjamas",
)  # fmt: skip
PATTERNS: Final = ("plain", "stripes", "pinstripes", "checks", "dots", "floral", "badge")
NECKWEAR: Final = ("none", "tie", "bow_tie", "scarf", "necklace", "lanyard")

PLACE_KINDS: Final = (
    "street", "alley", "cafe", "restaurant_kitchen", "noodle_shop", "office", "boardroom", "hospital_corridor",
    "ward", "classroom", "living_room", "bedroom", "rooftop", "park", "forest", "beach", "station",
    "car_interior", "courtroom", "palace_hall", "prison_cell", "shop", "stage", "lift", "stairwell", "lobby",
    "restaurant",
)  # fmt: skip
OUTDOOR_KINDS: Final = frozenset({"street", "alley", "rooftop", "park", "forest", "beach"})
"""Places with open sky, where weather falls."""
SEATED_KINDS: Final = frozenset({"car_interior"})
"""Places in which nobody can stand."""
TABLED_KINDS: Final = frozenset(
    {"cafe", "restaurant_kitchen", "noodle_shop", "office", "boardroom", "classroom", "courtroom", "palace_hall",
     "shop", "restaurant"}
)  # fmt: skip
"""Places where whoever sits has a table before them."""
WINDOWED_KINDS: Final = frozenset(
    {"cafe", "noodle_shop", "office", "boardroom", "ward", "classroom", "living_room", "bedroom",
     "station", "car_interior", "shop", "lobby", "restaurant_kitchen", "hospital_corridor", "restaurant"}
)  # fmt: skip
"""Places where the sky and weather are seen through a window."""

PROP_KINDS: Final = (
    "phone", "letter", "envelope", "ring", "key", "knife", "cup", "bag", "photo", "document", "flowers", "umbrella",
    "book", "bowl", "chopsticks", "watch", "necklace", "card", "box", "bottle", "wine_glass", "laptop", "money",
    "usb_stick", "pen", "candle", "torch", "medicine", "ticket", "toy",
)  # fmt: skip

SOUND_KINDS: Final = (
    "door", "door_slam", "knock", "steps", "run", "glass", "glass_break", "phone_buzz", "phone_ring", "slap",
    "thunder", "car", "horn", "lift_bell", "paper", "keys", "switch", "cloth", "thud", "sizzle", "pour", "bell",
    "heartbeat", "whoosh", "hit", "camera", "keyboard", "crowd", "cutlery", "wipe", "write",
    "set_down", "taps",
)  # fmt: skip
