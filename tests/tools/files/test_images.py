"""Photographs: what is refused before it is decoded, and what is left of one that is kept."""

import io

import pytest
from PIL import ExifTags, Image, ImageFile, PngImagePlugin

from kinhbac.tools.files import images
from kinhbac.tools.files.images import plain_picture
from kinhbac.tools.files.types import Kind, Limits, UploadRefused
from tests.tools.files.papers import exif, photograph, png_declaring, webp_declaring, written

pytestmark = pytest.mark.pure
LIMITS = Limits()
RED, WHITE = (254, 0, 0), (255, 255, 255)


def made_plain(content, kind, limits=LIMITS):
    picture = plain_picture(io.BytesIO(content), kind, limits)
    image = Image.open(io.BytesIO(picture.jpeg))
    image.load()
    assert image.format == "JPEG"
    assert image.size == (picture.width, picture.height)
    return image


def close_to(pixel, colour):
    return all(abs(a - b) < 12 for a, b in zip(pixel, colour, strict=True))


@pytest.mark.parametrize(
    ("image_format", "kind"),
    [("JPEG", Kind.JPEG), ("PNG", Kind.PNG), ("WEBP", Kind.WEBP), ("HEIF", Kind.HEIC)],
)
def test_every_kind_becomes_an_upright_jpeg_without_a_trace(image_format, kind):
    content = written(image_format, exif=exif(orientation=6))
    assert b"Dien thoai cua Lan" in content
    image = made_plain(content, kind)
    assert image.size == (40, 80)  # a quarter turn to the right: the red left half is above
    assert close_to(image.getpixel((20, 10)), RED)
    assert close_to(image.getpixel((20, 70)), WHITE)
    assert not dict(image.getexif())
    assert not image.getexif().get_ifd(ExifTags.IFD.GPSInfo)
    assert set(image.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}


@pytest.mark.parametrize("orientation", range(1, 9))
def test_every_orientation_is_applied(orientation):
    content = written("JPEG", image=photograph(160, 80), exif=exif(orientation))
    image = made_plain(content, Kind.JPEG)
    red = {
        1: (10, 40),
        2: (150, 40),
        3: (150, 40),
        4: (10, 40),
        5: (40, 10),
        6: (40, 10),
        7: (40, 150),
        8: (40, 150),
    }
    assert image.size == ((160, 80) if orientation < 5 else (80, 160))
    assert close_to(image.getpixel(red[orientation]), RED)


def test_comment_xmp_colour_profile_and_written_words_are_dropped():
    words = PngImagePlugin.PngInfo()
    words.add_text("Author", "Lan of Kinh Bac")
    for content, kind in [
        (
            written("JPEG", comment=b"Lan of Kinh Bac", xmp=b"Lan of Kinh Bac", icc_profile=b"Lan" * 100),
            Kind.JPEG,
        ),
        (written("PNG", pnginfo=words), Kind.PNG),
    ]:
        picture = plain_picture(io.BytesIO(content), kind, LIMITS)
        assert b"Lan" in content
        assert b"Lan" not in picture.jpeg


@pytest.mark.parametrize("size", [(4000, 1000), (1000, 4000)])
def test_a_large_photograph_is_made_smaller(size):
    image = made_plain(written("JPEG", image=photograph(*size)), Kind.JPEG)
    assert sorted(image.size) == [600, 2400]


def test_a_small_photograph_keeps_its_size():
    assert made_plain(written("PNG"), Kind.PNG).size == (80, 40)


@pytest.mark.parametrize("mode", ["L", "P", "RGBA", "LA", "CMYK", "1"])
def test_every_way_of_colour_is_read(mode):
    image_format = "JPEG" if mode == "CMYK" else "PNG"
    image = made_plain(written(image_format, image=photograph().convert(mode)), Kind[image_format])
    assert image.mode == "RGB"
    assert close_to(image.getpixel((70, 20)), WHITE)


def test_what_is_seen_through_becomes_white_paper():
    clear = Image.new("RGBA", (20, 20), (0, 0, 0, 0))
    assert close_to(made_plain(written("PNG", image=clear), Kind.PNG).getpixel((5, 5)), WHITE)


def test_sixteen_bits_of_grey_are_not_washed_out():
    grey = Image.new("I;16", (20, 20), 32_768)
    assert close_to(made_plain(written("PNG", image=grey), Kind.PNG).getpixel((5, 5)), (128, 128, 128))


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (png_declaring(50_000, 50_000), Kind.PNG),
        (png_declaring(10_000, 5_001), Kind.PNG),
        (webp_declaring(16_000, 16_000), Kind.WEBP),
        (webp_declaring(10_000, 5_001), Kind.WEBP),
    ],
)
def test_a_picture_bomb_is_refused_without_decoding(monkeypatch, content, kind):
    def load(self):
        raise AssertionError("decoded")

    monkeypatch.setattr(ImageFile.ImageFile, "load", load)
    with pytest.raises(UploadRefused) as refused:
        plain_picture(io.BytesIO(content), kind, LIMITS)
    assert "50 triệu điểm ảnh" in refused.value.text.vi


def test_the_limit_of_pixels_itself_is_taken():
    content = written("PNG")
    assert made_plain(content, Kind.PNG, Limits(pixels=3200)).size == (80, 40)
    with pytest.raises(UploadRefused):
        plain_picture(io.BytesIO(content), Kind.PNG, Limits(pixels=3199))


@pytest.mark.parametrize(
    ("image_format", "kind", "options"),
    [
        ("JPEG", Kind.JPEG, {}),
        ("JPEG", Kind.JPEG, {"progressive": True}),
        ("PNG", Kind.PNG, {}),
        ("WEBP", Kind.WEBP, {}),
        ("HEIF", Kind.HEIC, {}),
    ],
)
@pytest.mark.parametrize("part", [0.1, 0.5, 0.9])
def test_a_picture_cut_short_is_refused(image_format, kind, options, part):
    whole = written(image_format, image=Image.effect_noise((200, 200), 80).convert("RGB"), **options)
    with pytest.raises(UploadRefused) as refused:
        plain_picture(io.BytesIO(whole[: int(len(whole) * part)]), kind, LIMITS)
    assert refused.value.text == images.BROKEN


def test_only_the_decoder_of_its_kind_is_tried():
    with pytest.raises(UploadRefused) as refused:
        plain_picture(io.BytesIO(written("GIF")), Kind.PNG, LIMITS)
    assert refused.value.text == images.BROKEN
