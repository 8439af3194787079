"""Standard identifiers of content (ISCC, ISO 24138) by iscc-lib."""

from __future__ import annotations

from pathlib import Path

import iscc_lib

from reelwright.seal.errors import MediaError


class IsccCodes:
    """Computes the codes that need nothing but the file and its title.

    The content code for video is made of MPEG-7 signatures, for which no library that installs
    from a wheel has a reader; our own fingerprint finds copies, and these codes name the file.
    """

    def codes(self, media: Path, title: str) -> dict[str, str]:
        """Codes of title, data and instance, and the one code that is made of them."""
        try:
            with media.open("rb") as file:
                data = iscc_lib.gen_data_code_v0(file)
                file.seek(0)
                instance = iscc_lib.gen_instance_code_v0(file)
        except OSError as error:
            raise MediaError(f"cannot read: {error.strerror or error}", where=str(media)) from error
        meta = iscc_lib.gen_meta_code_v0(title)
        whole = iscc_lib.gen_iscc_code_v0([meta.iscc, data.iscc, instance.iscc])
        return {"meta": meta.iscc, "data": data.iscc, "instance": instance.iscc, "iscc": whole.iscc}
