"""What people can feel and do on screen: words that story, studio and the renderers share.

Plain enumerations, so that a typo is an error where it is written and not a neutral face later.
"""

from __future__ import annotations

from enum import StrEnum


class Emotion(StrEnum):
    """The twelve emotions that a face can carry, each with an intensity from 0 to 1."""

    NEUTRAL = "neutral"
    HAPPY = "happy"
    TENDER = "tender"
    SMUG = "smug"
    SAD = "sad"
    ANGRY = "angry"
    AFRAID = "afraid"
    SURPRISED = "surprised"
    DISGUSTED = "disgusted"
    ASHAMED = "ashamed"
    DETERMINED = "determined"
    TIRED = "tired"


class Manner(StrEnum):
    """How a line is said; voices and subtitles follow it."""

    PLAIN = "plain"
    WHISPER = "whisper"
    SHOUT = "shout"
    SOFT = "soft"
    FAST = "fast"
    SLOW = "slow"
    LAUGHING = "laughing"
    CRYING = "crying"
    PHONE = "phone"  # heard through a telephone
    THOUGHT = "thought"  # heard inside a head


class Gesture(StrEnum):
    """What arms and hands do."""

    REST = "rest"
    HOLD = "hold"  # holds a prop at chest height
    OFFER = "offer"  # reaches a prop or a hand towards the other person
    POINT = "point"
    COVER_MOUTH = "cover_mouth"
    CROSS_ARMS = "cross_arms"
    HAND_ON_CHEST = "hand_on_chest"
    HANDS_ON_HIPS = "hands_on_hips"
    SHRUG = "shrug"
    WAVE = "wave"
    PHONE_TO_EAR = "phone_to_ear"
    THINK = "think"  # hand at the chin
    CLENCH = "clench"  # a raised fist
    PRAY = "pray"  # palms together
    SLAP = "slap"
    TURN_AWAY = "turn_away"
    EAT = "eat"  # from a bowl in the other hand, again and again
    DRINK = "drink"  # a cup or glass goes to the mouth and down again
    PUT_DOWN = "put_down"  # what is held lies on the table from then on
    PICK_UP = "pick_up"  # what lies on the table is held from then on
    HAND_OVER = "hand_over"  # what is held goes into another's hand
    RECEIVE = "receive"  # what another hands over is held from then on
    DANCE = "dance"  # the whole body, to a beat
    WIPE = "wipe"  # a cloth goes to and fro over a table
    KNOCK = "knock"  # a fist raps three times
    POUR = "pour"  # what is held flows into a cup in the other hand
    HUG = "hug"  # both arms around another
    READ = "read"  # what is held is read, with the eyes down
    TYPE = "type"  # both hands on what is held, or on a laptop that lies there
    WRITE = "write"  # a pen goes over a table
    BOW = "bow"  # head and shoulders go down and come up again
    WEEP = "weep"  # a hand over the eyes


class Posture(StrEnum):
    """How a body is carried."""

    STAND = "stand"
    SIT = "sit"
    KNEEL = "kneel"  # on both knees


class Way(StrEnum):
    """Where somebody walks in from, or off to."""

    STAY = "stay"  # nowhere
    LEFT = "left"  # the frame's left edge
    RIGHT = "right"
    AFAR = "afar"  # the depth of the place
    THIN = "thin"  # thin air, as ghosts do: only off to


class View(StrEnum):
    """How a person is turned to the camera."""

    FACE = "face"  # frontal to three-quarter; ``turn`` says how far
    PROFILE = "profile"
    BACK = "back"


class Mark(StrEnum):
    """What shows on a skin for a while."""

    TEARS = "tears"
    BLUSH = "blush"
    SWEAT = "sweat"
    CUT = "cut"
    BRUISE = "bruise"
    PLASTER = "plaster"
    WET = "wet"
    DIRT = "dirt"


class ShotSize(StrEnum):
    """How much of a person or place the frame holds, widest first."""

    ELS = "ELS"
    LS = "LS"
    MLS = "MLS"
    MS = "MS"
    MCU = "MCU"
    CU = "CU"
    ECU = "ECU"


class ShotKind(StrEnum):
    """What a shot is for."""

    TITLE = "title"
    ESTABLISHING = "establishing"
    GROUP = "group"  # two or more people, all faces seen
    OVER_SHOULDER = "over_shoulder"
    SINGLE = "single"
    REACTION = "reaction"
    INSERT = "insert"  # a prop or a screen fills the frame
    NEXT_TIME = "next_time"


class CameraMove(StrEnum):
    """What the camera does during a shot."""

    STATIC = "static"
    SWAY = "sway"  # hand-held
    PUSH = "push"
    PULL = "pull"
    PAN_LEFT = "pan_left"
    PAN_RIGHT = "pan_right"
    TILT_UP = "tilt_up"
    TILT_DOWN = "tilt_down"
    WHIP = "whip"
    SHOCK = "shock"  # shock zoom
    RACK = "rack"  # rack focus from the background to the person


class Transition(StrEnum):
    """How a shot takes over from the one before it."""

    CUT = "cut"
    DISSOLVE = "dissolve"
    FADE = "fade"  # through black
    FLASH = "flash"  # through white
    WIPE = "wipe"
    MATCH = "match"  # a cut that keeps the figure in place


class TimeOfDay(StrEnum):
    """The light outside."""

    DAWN = "dawn"
    DAY = "day"
    DUSK = "dusk"
    NIGHT = "night"


class Weather(StrEnum):
    """What falls from or hangs in the sky."""

    CLEAR = "clear"
    CLOUD = "cloud"
    RAIN = "rain"
    STORM = "storm"
    SNOW = "snow"
    FOG = "fog"


class Mood(StrEnum):
    """What a scene feels like; score, grade and light follow it."""

    CALM = "calm"
    WARM = "warm"
    ROMANTIC = "romantic"
    PLAYFUL = "playful"
    COMIC = "comic"
    SAD = "sad"
    TENSE = "tense"
    ANGRY = "angry"
    FEARFUL = "fearful"
    MYSTERIOUS = "mysterious"
    TRIUMPHANT = "triumphant"
    SHOCK = "shock"
