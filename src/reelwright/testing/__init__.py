"""Testing: fakes of the ports, for us and for authors of plug-ins."""

from .brought import FakeBroughtTakes, FakeFootage
from .chats import (
    ChatServerDouble,
    FakeChat,
    refusal,
)
from .craft import (
    FakeCraft,
)
from .crews import (
    InlineCrew,
)
from .cutters import (
    FakeCutter,
)
from .faults import (
    DROPPED_EVENTS,
    STATE_FAULTS,
    Fault,
)
from .ledgers import (
    ChainOfLogs,
    tally_code,
)
from .lives import (
    Life,
    LivedLine,
)
from .loopback import (
    Answer,
    Asked,
    LoopbackServer,
)
from .media import (
    FakeFilm,
    FakeMediaReader,
)
from .nodes import (
    Lies,
    NodeDouble,
)
from .registrars import (
    FakeRegistrar,
)
from .renderers import (
    FakeRenderer,
)
from .sealers import (
    FakeFilmRegister,
    FakeLooker,
    FakeSealer,
)
from .seals import (
    FakeChance,
    FakeClock,
    FakeCoder,
    FakeCopySearch,
    FakeCredentials,
    FakeDescriber,
    FakeKnown,
    FakeLabeller,
    FakeSigner,
    FakeStamper,
    FakeWatermark,
    FakeWitness,
    MemoryMakingLog,
)
from .shelves import (
    MemoryShelf,
    MemoryStems,
)
from .timelines import (
    FakeTimeline,
)
from .translators import (
    FakeTranslator,
)
from .typefaces import (
    FakeTypeface,
)
from .voices import (
    FakeVoice,
)
from .writers import (
    FakeWriter,
)

__all__ = [
    "DROPPED_EVENTS",
    "STATE_FAULTS",
    "Answer",
    "Asked",
    "ChainOfLogs",
    "ChatServerDouble",
    "FakeBroughtTakes",
    "FakeChance",
    "FakeChat",
    "FakeClock",
    "FakeCoder",
    "FakeCopySearch",
    "FakeCraft",
    "FakeCredentials",
    "FakeCutter",
    "FakeDescriber",
    "FakeFilm",
    "FakeFilmRegister",
    "FakeFootage",
    "FakeKnown",
    "FakeLabeller",
    "FakeLooker",
    "FakeMediaReader",
    "FakeRegistrar",
    "FakeRenderer",
    "FakeSealer",
    "FakeSigner",
    "FakeStamper",
    "FakeTimeline",
    "FakeTranslator",
    "FakeTypeface",
    "FakeVoice",
    "FakeWatermark",
    "FakeWitness",
    "FakeWriter",
    "Fault",
    "InlineCrew",
    "Lies",
    "Life",
    "LivedLine",
    "LoopbackServer",
    "MemoryMakingLog",
    "MemoryShelf",
    "MemoryStems",
    "NodeDouble",
    "refusal",
    "tally_code",
]
