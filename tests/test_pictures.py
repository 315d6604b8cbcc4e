"""Pictures: nothing hidden is published, and a browser takes the size that it needs."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import pytest
from PIL import Image, PngImagePlugin

from pipeline import config, pictures
from pipeline import site as sites
from pipeline.build import build, plan_site
from pipeline.errors import BuildError, SourceError
from pipeline.files import Files
from pipeline.pictures import chunks, encode
from tests import folders
from tests.fixture_site import every, one, tree

if TYPE_CHECKING:
    from pathlib import Path

SECRET = b"SECRET-PHONE"
GPS, ORIENTATION, MODEL = 0x8825, 0x0112, 0x0110


def drawn(width: int, height: int, mode: str = "RGB") -> Image.Image:
    """Return a picture that is red in its upper left quarter and blue elsewhere."""
    image = Image.new("RGB", (width, height), (20, 40, 200))
    image.paste((220, 30, 30), (0, 0, width // 2, height // 2))
    return image.convert(mode)


def saved(image: Image.Image, kind: str, **options: Any) -> bytes:
    """Return the bytes of a file with everything hidden in it that the kind can hold."""
    exif = Image.Exif()
    exif[MODEL] = SECRET.decode()
    exif[ORIENTATION] = options.pop("orientation", 1)
    exif.get_ifd(GPS)[1] = "N"
    if kind == "PNG":
        info = PngImagePlugin.PngInfo()
        info.add_text("Author", SECRET.decode())
        options["pnginfo"] = info
    if kind in ("JPEG", "GIF"):
        options["comment"] = SECRET
    if kind in ("JPEG", "WEBP"):
        options["xmp"] = b"<x:xmpmeta>" + SECRET + b"</x:xmpmeta>"
    target = io.BytesIO()
    image.save(target, kind, **({} if kind == "GIF" else {"exif": exif}), **options)
    assert SECRET in target.getvalue()
    return target.getvalue()


def shown(data: bytes) -> Image.Image:
    """Return what a browser shows."""
    return Image.open(io.BytesIO(data))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF"])
def test_nothing_but_pixels_is_published(kind: str) -> None:
    """Neither the phone nor the place nor a comment: no text of the original is in any of the files."""
    _, files = encode("content/a.x", saved(drawn(1000, 600, "P" if kind == "GIF" else "RGB"), kind))
    for data in files:
        assert SECRET not in data
        image = shown(data)
        assert not image.getexif()
        assert not {"exif", "xmp", "icc_profile", "comment"} & image.info.keys()
        assert set(chunks(data)) <= {b"VP8 ", b"VP8L", b"VP8X", b"ALPH"}


def test_hidden_data_in_a_result_stops_the_build() -> None:
    """If the library ever kept something, it would be noticed before it is published."""
    target = io.BytesIO()
    drawn(10, 10).save(target, "WEBP", exif=Image.Exif().tobytes() or b"Exif\0\0II*\0", xmp=b"<x/>")
    with pytest.raises(BuildError, match="hidden data"):
        pictures._checked("content/a.png", target.getvalue())


@pytest.mark.parametrize(("orientation", "corner"), [(1, (0, 0)), (3, (1, 1)), (6, (1, 0)), (8, (0, 1))])
def test_a_photograph_stands_upright(orientation: int, corner: tuple[int, int]) -> None:
    """A phone writes how it was held into the data that is thrown away; the pixels are turned instead."""
    picture, files = encode("content/a.jpg", saved(drawn(400, 200), "JPEG", orientation=orientation))
    image = shown(files[-1]).convert("RGB")
    assert (picture.best.width, picture.best.height) == image.size == ((400, 200) if orientation < 5 else (200, 400))
    width, height = image.size
    reds = image.getchannel("R").tobytes()
    places = {
        (x, y): (height // 4 + y * height // 2) * width + width // 4 + x * width // 2 for x in (0, 1) for y in (0, 1)
    }
    red = {place: reds[index] > 150 for place, index in places.items()}
    assert [place for place, is_red in red.items() if is_red] == [corner]


@pytest.mark.parametrize(
    ("width", "widths"),
    [(200, [200]), (480, [480]), (600, [480, 600]), (1700, [480, 960, 1600]), (5000, [480, 960, 1600])],
)
def test_sizes(width: int, widths: list[int]) -> None:
    """None is larger than the original, and the shape stays."""
    picture, files = encode("content/news/a.png", saved(drawn(width, width // 2), "PNG"))
    assert [each.width for each in picture.variants] == widths
    assert [shown(data).size for data in files] == [(each.width, each.height) for each in picture.variants]
    assert all(abs(each.height * 2 - each.width) <= 2 for each in picture.variants)
    assert [each.path for each in picture.variants] == [f"pictures/news/a.png-{each}.webp" for each in widths]


@pytest.mark.parametrize("mode", ["L", "LA", "P", "RGBA", "CMYK", "1", "I;16"])
def test_every_kind_of_pixels(mode: str) -> None:
    """What is transparent stays so; the rest is shown as it was."""
    image = drawn(64, 64, "L") if mode == "I;16" else drawn(64, 64, mode)
    if mode == "I;16":
        image = image.convert("I").point(lambda value: value * 257).convert("I;16")
    if mode == "RGBA":
        image.putpixel((0, 0), (0, 0, 0, 0))
    target = io.BytesIO()
    image.save(target, "TIFF" if mode == "CMYK" else "PNG")
    _, files = encode("content/a.png", target.getvalue())
    result = shown(files[0]).convert("RGBA")
    wanted, got = (each.convert("L").tobytes()[50 * 64 + 50] for each in (drawn(64, 64), result))
    assert mode == "1" or abs(wanted - got) < 25
    assert result.getchannel("A").tobytes()[0] == (0 if mode == "RGBA" else 255)


def test_a_moving_picture_moves() -> None:
    """Each of its frames is cleaned."""
    frames = [drawn(20, 20).rotate(90 * turn).convert("P") for turn in range(3)]
    target = io.BytesIO()
    frames[0].save(target, "GIF", save_all=True, append_images=frames[1:], duration=40, comment=SECRET)
    _, files = encode("content/a.gif", target.getvalue())
    assert getattr(shown(files[0]), "n_frames", 1) == 3
    assert SECRET not in files[0]


@pytest.mark.parametrize("data", [b"", b"not a picture", saved(drawn(50, 50), "JPEG")[:200]])
def test_what_is_no_picture_is_named(data: bytes) -> None:
    """One line with the file, not a traceback."""
    with pytest.raises(BuildError, match=r"^content/a\.jpg: is no picture that can be read"):
        encode("content/a.jpg", data)


def test_same_bytes_each_time() -> None:
    """A build can be repeated."""
    data = saved(drawn(700, 300), "JPEG")
    assert encode("content/a.jpg", data) == encode("content/a.jpg", data)


ENTRY = "---\ntitle: T\n---\n\n![A map](map.png) and [the same](map.png)\n\n<img src='map.png' alt='b' width='9'>\n"


def site(root: Path, entry: str = ENTRY) -> sites.Site:
    """Return a site with one entry and a picture beside it."""
    folders.make(root, {"content/news/x.md": entry, "content/news/map.png": saved(drawn(1000, 500), "PNG")})
    return sites.load(config.load(root), Files(root))


def test_a_page_shows_the_sizes_and_none_of_the_original(tmp_path: Path) -> None:
    """A phone takes the small one; the place is kept while it loads; a link leads to the large one."""
    build(site(tmp_path))
    page = tree((tmp_path / "build/be/news/x.html").read_text())
    first, second = every(one(page, "main"), "img")
    assert {name: value for name, value in first.attrib.items() if name != "lang"} == {
        "alt": "A map", "src": "../../pictures/news/map.png-1000.webp", "width": "1000", "height": "500",
        "srcset": "../../pictures/news/map.png-480.webp 480w, ../../pictures/news/map.png-1000.webp 1000w",
        "sizes": "(min-width: 43rem) 40rem, 100vw", "loading": "lazy", "decoding": "async",
    }  # fmt: skip
    assert (second.get("src"), second.get("width")) == ("../../pictures/news/map.png-1000.webp", "9")
    assert [each.get("href") for each in every(one(page, "main"), "a") if "map" in each.get("href", "")] == [
        "../../pictures/news/map.png-1000.webp"
    ]
    assert sorted(path.name for path in (tmp_path / "build").rglob("*map*")) == [
        "map.png-1000.webp",
        "map.png-480.webp",
    ]
    assert not (tmp_path / "build" / "files").exists()


def test_a_broken_picture_stops_the_build_and_is_named(tmp_path: Path) -> None:
    """All of them at once."""
    found = site(tmp_path)
    (tmp_path / "content/news/map.png").write_bytes(b"x")
    with pytest.raises(BuildError, match=r"content/news/map\.png"):
        build(found)


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("![](map.png)", "says nothing to those who do not see it"),
        ("![ ](map.png)", "says nothing"),
        ("![a](https://example.org/a.png)", "fetches 'https://example.org/a.png' from elsewhere"),
        ("a <img src='//example.org/a.png' alt='a'>", "from elsewhere"),
        ("<video poster='https://example.org/a.png' src='map.png'></video>", "from elsewhere"),
        ("a <img src='map.png' srcset='https://example.org/a.png 2x' alt='a'>", "'srcset'"),
        ("![a][ref]\n\n[ref]: https://example.org/a.png", "from elsewhere"),
        ("<iframe src='https://example.org/'></iframe>", "from elsewhere"),
    ],
)
def test_a_page_asks_nobody_else(tmp_path: Path, body: str, said: str) -> None:
    """What a browser would fetch from elsewhere, and a picture without a description, stop the build."""
    with pytest.raises(SourceError, match=said) as error:
        plan_site(site(tmp_path, f"---\ntitle: T\n---\n\nText.\n\n{body}\n"))
    assert next(problem.line for problem in error.value.problems if said in problem.text) >= 6


@pytest.mark.parametrize(
    "body",
    ["![a map](map.png)", '<p><img src="map.png" alt="" role="presentation"></p>', "[a](https://example.org/a.png)"],
)
def test_what_may_stand_on_a_page(tmp_path: Path, body: str) -> None:
    """A link is no request, and what only decorates needs no words."""
    plan_site(site(tmp_path, f"---\ntitle: T\n---\n\n{body}\n"))


def test_an_svg_is_refused(tmp_path: Path) -> None:
    """Tor Browser's safest level removes it; the reader would see a hole."""
    folders.make(tmp_path, {"content/news/a.svg": "<svg xmlns='http://www.w3.org/2000/svg'/>"})
    with pytest.raises(SourceError, match="is an SVG"):
        plan_site(site(tmp_path, "---\ntitle: T\n---\n\n![a](a.svg)\n"))
