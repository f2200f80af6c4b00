"""Photographs and papers made for the tests, never taken from anyone."""

import io
import struct
import zlib

import pillow_heif
from PIL import ExifTags, Image

pillow_heif.register_heif_opener()

PDF = (
    b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n"
    b"2 0 obj\n<< /Type /Pages /Kids [] /Count 0 >>\nendobj\n"
    b"xref\n0 3\ntrailer\n<< /Root 1 0 R /Size 3 >>\nstartxref\n110\n%%EOF\n"
)


def pdf_with(words: bytes) -> bytes:
    return PDF.replace(b"/Count 0", b"/Count 0 " + words)


def photograph(width=80, height=40, mode="RGB"):
    """White, with a red left half: one can see which way it is turned."""
    image = Image.new(mode, (width, height), "white")
    image.paste("red", (0, 0, width // 2, height))
    return image


def exif(orientation=1):
    marks = Image.Exif()
    marks[ExifTags.Base.Orientation] = orientation
    marks[ExifTags.Base.Make] = "Dien thoai cua Lan"
    marks.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSLatitude] = (21.0, 11.0, 3.0)
    return marks.tobytes()


def written(image_format, *, image=None, **options):
    made = io.BytesIO()
    (image or photograph()).save(made, image_format, **options)
    return made.getvalue()


def png_declaring(width, height):
    """A few bytes that say they are a vast picture."""

    def chunk(name, content):
        return (
            struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))
        )

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(bytes(1000)))
        + chunk(b"IEND", b"")
    )


def webp_declaring(width, height):
    canvas = (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    extended = b"VP8X" + struct.pack("<I", 10) + b"\x00\x00\x00\x00" + canvas
    return b"RIFF" + struct.pack("<I", 4 + len(extended)) + b"WEBP" + extended
