"""Pictures for the web: turned upright, in a few sizes, as WebP, and with nothing in them but what one sees.

A photograph says where, when and with which phone it was taken. So no byte of the original file is published: its
pixels are encoded anew, and what comes out is looked at.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.entry import CONTENT
from pipeline.errors import BuildError, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PIL.Image import Image

ENDINGS = (".jpg", ".jpeg", ".png", ".webp", ".gif")
FOLDER = "pictures"
WIDTHS = (480, 960, 1600)
"""Widths in pixels in which a picture is published, as far as it has them: a phone's, a text column's, a large one."""

_QUALITY = 80
_KNOWN_CHUNKS = frozenset({b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF"})
"""The parts of a WebP file that hold pixels; EXIF, XMP and ICCP are the others that the format has."""


@dataclass(frozen=True, slots=True)
class Variant:
    """One file of a picture: where it is in the output, and its size in pixels."""

    path: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture beside the entries, and its files from small to large."""

    source: str
    variants: tuple[Variant, ...]

    @property
    def best(self) -> Variant:
        """Return the largest file."""
        return self.variants[-1]


def is_picture(path: str) -> bool:
    """Tell by its ending whether a file is a picture that is published in this way."""
    return path.lower().endswith(ENDINGS)


def encode(source: str, data: bytes) -> tuple[Picture, tuple[bytes, ...]]:
    """Return a picture and the bytes of each of its files. Raise BuildError where the data is no picture."""
    from PIL import Image, UnidentifiedImageError

    try:
        with Image.open(io.BytesIO(data)) as opened:
            return _encoded(source, opened)
    except (UnidentifiedImageError, OSError, ValueError, Image.DecompressionBombError) as error:
        message = f"is no picture that can be read: {error}. Save it anew as PNG, JPEG or WebP."
        raise BuildError(Problem(source, 0, message)) from error


def _encoded(source: str, opened: Image) -> tuple[Picture, tuple[bytes, ...]]:
    photograph = opened.format == "JPEG"
    frames = tuple(_upright(frame) for frame in _frames(opened))
    durations = [int(opened.info.get("duration", 0)) or 100] * len(frames)
    width, height = frames[0].size
    variants, files = [], []
    for wanted in _widths(width):
        size = wanted, max(1, round(height * wanted / width))
        made = _webp([frame if frame.size == size else frame.resize(size) for frame in frames], durations, photograph)
        variants.append(Variant(_path(source, wanted), *size))
        files.append(_checked(source, made))
    return Picture(source, tuple(variants)), tuple(files)


def _frames(opened: Image) -> Iterator[Image]:
    for number in range(getattr(opened, "n_frames", 1)):
        opened.seek(number)
        yield opened.copy()


def _upright(frame: Image) -> Image:
    """Return the pixels alone: turned as EXIF says, in sRGB, eight bits a channel."""
    from PIL import ImageOps

    turned = _in_srgb(ImageOps.exif_transpose(frame))
    mode = "RGBA" if "A" in turned.getbands() or "transparency" in turned.info else "RGB"
    if turned.mode.startswith("I;16"):
        turned = turned.point(lambda value: value / 256).convert("L")
    bare = turned.convert(mode)
    bare.info.clear()
    return bare


def _in_srgb(frame: Image) -> Image:
    """Return a picture with the colours of its profile, which is not published, turned into those of the web."""
    from PIL import ImageCms

    profile = frame.info.get("icc_profile")
    if not profile or frame.mode not in ("RGB", "RGBA", "CMYK", "L"):
        return frame
    try:
        own = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        mode = "RGBA" if frame.mode == "RGBA" else "RGB"
        return ImageCms.profileToProfile(frame, own, ImageCms.createProfile("sRGB"), outputMode=mode) or frame
    except (ImageCms.PyCMSError, OSError):
        return frame


def _widths(width: int) -> list[int]:
    """Return the widths to publish: those that the picture has, and its own if it is between them.

    >>> _widths(300), _widths(1000), _widths(4000)
    ([300], [480, 1000], [480, 960, 1600])
    """
    smaller = [each for each in WIDTHS if each < width * 0.9]
    return [*smaller, width] if width <= WIDTHS[-1] else list(WIDTHS)


def _path(source: str, width: int) -> str:
    return f"{FOLDER}/{source.removeprefix(f'{CONTENT}/')}-{width}.webp"


def _webp(frames: list[Image], durations: list[int], photograph: bool) -> bytes:
    target = io.BytesIO()
    moving = {"save_all": True, "append_images": frames[1:], "duration": durations, "loop": 0}
    frames[0].save(
        target, "WEBP", lossless=not photograph, quality=_QUALITY, method=4, exif=b"", xmp=b"", icc_profile=b"",
        **(moving if len(frames) > 1 else {}),
    )  # fmt: skip
    return target.getvalue()


def _checked(source: str, data: bytes) -> bytes:
    """Return a WebP file that holds pixels and nothing else; raise BuildError for any other."""
    if strange := sorted({chunk for chunk in chunks(data) if chunk not in _KNOWN_CHUNKS}):
        name = ", ".join(chunk.decode("latin-1").strip() for chunk in strange)
        raise BuildError(Problem(source, 0, f"would be published with hidden data ({name}). Report this as a mistake."))
    return data


def chunks(data: bytes) -> Iterator[bytes]:
    """Return the names of the parts of a WebP file: https://developers.google.com/speed/webp/docs/riff_container."""
    place = 12
    while place + 8 <= len(data):
        yield data[place : place + 4]
        size = int.from_bytes(data[place + 4 : place + 8], "little")
        place += 8 + size + size % 2
