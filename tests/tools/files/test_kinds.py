"""A file is told from its bytes, and a wrong one is named."""

import pytest

from kinhbac.tools.files.kinds import HEAD, kind_of
from kinhbac.tools.files.types import Kind, UploadRefused
from tests.tools.files.papers import PDF, written

pytestmark = pytest.mark.pure


def iso_media(brand, *compatible):
    length = (16 + 4 * len(compatible)).to_bytes(4, "big")
    return length + b"ftyp" + brand + b"\x00\x00\x00\x00" + b"".join(compatible) + b"\x00\x00\x00\x08mdat"


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (written("JPEG"), Kind.JPEG),
        (written("PNG"), Kind.PNG),
        (written("WEBP"), Kind.WEBP),
        (written("WEBP", lossless=True), Kind.WEBP),
        (written("HEIF"), Kind.HEIC),
        (iso_media(b"mif1", b"mif1", b"heic"), Kind.HEIC),
        (iso_media(b"heix"), Kind.HEIC),
        (PDF, Kind.PDF),
    ],
)
def test_what_is_accepted(content, kind):
    assert kind_of(content[:HEAD]) is kind


@pytest.mark.parametrize(
    ("content", "vi", "en"),
    [
        (b"", "trống", "empty"),
        (b"PK\x03\x04" + bytes(26) + b"word/document.xml", "Word", "Word"),
        (b"PK\x03\x04" + bytes(26) + b"xl/workbook.xml", "Excel", "Excel"),
        (b"PK\x03\x04" + bytes(26) + b"photos/1.jpg", "ZIP", "ZIP"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "đời cũ", "old Word"),
        (b"MZ\x90\x00\x03", "chương trình", "program"),
        (b"\x7fELF\x02", "chương trình", "program"),
        (b"#!/bin/sh\n", "chương trình", "program"),
        (b"\xef\xbb\xbf\n <!DOCTYPE HTML>", "HTML", "HTML"),
        (b"<svg onload=x()>", "SVG", "SVG"),
        (b"<?xml version='1.0'?>", "XML", "XML"),
        (b"GIF89a", "GIF", "GIF"),
        (b"BM\x00\x00", "BMP", "BMP"),
        (b"II*\x00", "TIFF", "TIFF"),
        (b"Rar!\x1a\x07", "RAR", "RAR"),
        (iso_media(b"avif", b"mif1"), "AVIF", "AVIF"),
        (iso_media(b"mif1", b"avif"), "AVIF", "AVIF"),
        (iso_media(b"mp42", b"isom"), "phim", "video"),
        (b"RIFF\x00\x00\x00\x00WAVE", "không phải ảnh", "not a picture"),
        (b"just words", "không phải ảnh", "not a picture"),
    ],
)
def test_what_is_refused_is_named(content, vi, en):
    with pytest.raises(UploadRefused) as refused:
        kind_of(content)
    assert vi in refused.value.text.vi
    assert en in refused.value.text.en


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "HEIF"])
def test_a_signature_cut_short_is_no_signature(kind):
    with pytest.raises(UploadRefused):
        kind_of(written(kind)[:2])
