"""Time stamps by an authority that speaks RFC 3161 over HTTP.

Tried against an authority on the loopback, honest and not; no public one was asked.
"""

from __future__ import annotations

import hashlib
import time
from dataclasses import dataclass
from typing import Final

import httpx
from rfc3161_client import (
    HashAlgorithm,
    TimestampRequestBuilder,
    TimeStampResponse,
    decode_timestamp_response,
)

from reelwright.seal.errors import TimeStampError

_MOST: Final = 1 << 20
_GRANTED: Final = {0, 1}  # RFC 3161 §2.4.2: granted, granted with changes


@dataclass(frozen=True, slots=True)
class Rfc3161Stamper:
    """Asks one authority.

    Args:
        url: where it listens.
        seconds: how long it may take.
    """

    url: str
    seconds: float = 20.0

    def stamp(self, content: bytes) -> bytes:
        """The authority's whole response in DER, about the SHA-256 of some content."""
        request = TimestampRequestBuilder().data(content).hash_algorithm(HashAlgorithm.SHA256).build()
        answer = self.answer(request.as_bytes())
        response = self._read(answer)
        info = response.tst_info
        if info.message_imprint.message != hashlib.sha256(content).digest() or info.nonce != request.nonce:
            raise self._error("stamped something else than what it was asked for")
        return answer

    def answer(self, request: bytes) -> bytes:
        """What the authority answers to a request in DER, as it comes.

        Raises:
            TimeStampError: it gave nothing, or too much, or took too long.
        """
        heads = {"Content-Type": "application/timestamp-query"}
        ends = time.monotonic() + self.seconds  # of the whole, because one that drips is never late with a byte
        content = b""
        try:
            with httpx.stream(
                "POST", self.url, content=request, headers=heads, timeout=self.seconds, trust_env=False
            ) as answer:
                answer.raise_for_status()
                for piece in answer.iter_bytes():
                    content += piece
                    if len(content) > _MOST:
                        raise self._error("gave more than a time stamp")
                    if time.monotonic() > ends:
                        raise self._error(f"took more than {self.seconds:g} s")
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise self._error(f"gave no answer: {error}") from error
        return content

    def _read(self, answer: bytes) -> TimeStampResponse:
        try:
            response = decode_timestamp_response(answer)
        except ValueError as error:
            raise self._error(f"gave something that is no time stamp: {error}") from error
        if response.status not in _GRANTED:
            raise self._error(f"refused, status {response.status}")
        return response

    def _error(self, what: str) -> TimeStampError:
        mend = "seal again later, with another authority, or without one"
        return TimeStampError(f"the time-stamping authority {what}", where=self.url, mend=mend)
