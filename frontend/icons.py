"""Draws the site's own sign as pictures for a phone's first screen: squares and straight lines are all that it is made of."""

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree as ET

from PIL import Image, ImageDraw

SIZES = {"icon-192.png": 192, "icon-512.png": 512, "touch-180.png": 180}
MASKABLE = "icon-maskable-512.png"
"""A picture of which a phone may cut away the rim: the sign stands smaller, on its own paper."""
_FINER = 4
_VIEW = 32
_SAFE = 0.72
Point = tuple[float, float]
Shape = tuple[list[Point], Mapping[str, str]]
_PART = re.compile(r"([MmHhVvLlZz])|(-?(?:\d+\.\d+|\.\d+|\d+))")


class NotDrawn(Exception):  # noqa: N818 - it reads as what it is
    """The sign holds something that this does not draw."""


def draw(sign: Path, folder: Path) -> None:
    """Write the pictures of a sign (SVG, 32 units wide, paths of straight lines) into a folder."""
    shapes = list(_shapes(sign))
    for name, size in SIZES.items():
        _picture(shapes, size, 1.0).save(folder / name, optimize=True)
    _picture(shapes, 512, _SAFE).save(folder / MASKABLE, optimize=True)


def _shapes(sign: Path) -> Iterator[Shape]:
    for each in ET.fromstring(sign.read_text(encoding="utf-8")):  # noqa: S314 - the project's own file
        if not each.tag.endswith("path"):
            raise NotDrawn(each.tag)
        yield _points(each.attrib["d"]), each.attrib


def _points(path: str) -> list[Point]:
    at = (0.0, 0.0)
    points: list[Point] = []
    letter, numbers = "", []
    for word, number in _PART.findall(path):
        if word:
            letter, numbers = word, []
            if letter not in "MmHhVvLlZz":
                raise NotDrawn(path)
            continue
        numbers.append(float(number))
        if letter in "HhVv" or len(numbers) == 2:
            at = _moved(at, letter, numbers)
            points.append(at)
            numbers = []
    return points


def _moved(at: Point, letter: str, by: list[float]) -> Point:
    x, y = at if letter.islower() else (0.0, 0.0)
    match letter.lower():
        case "h":
            return x + by[0], at[1]
        case "v":
            return at[0], y + by[0]
        case _:
            return x + by[0], y + by[1]


def _picture(shapes: list[Shape], size: int, scale: float) -> Image.Image:
    fine = size * _FINER
    unit = fine * scale / _VIEW
    rim = fine * (1 - scale) / 2
    paper = next(attributes["fill"] for _, attributes in shapes)
    picture = Image.new("RGB", (fine, fine), paper)
    pen = ImageDraw.Draw(picture)
    for points, attributes in shapes:
        placed = [(rim + x * unit, rim + y * unit) for x, y in points]
        if attributes.get("fill", "none") != "none":
            pen.polygon(placed, fill=attributes["fill"])
        if "stroke" in attributes:
            width = float(attributes.get("stroke-width", "1")) * unit
            for one, other in pairwise([*placed, placed[0]]):
                _line(pen, one, other, width, attributes["stroke"])
    return picture.resize((size, size), Image.Resampling.LANCZOS)


def _line(pen: ImageDraw.ImageDraw, one: Point, other: Point, width: float, colour: str) -> None:
    """Draw a level or upright line with square ends, so that corners close."""
    half = width / 2
    (left, right), (top, bottom) = sorted((one[0], other[0])), sorted((one[1], other[1]))
    pen.rectangle((left - half, top - half, right + half - 1, bottom + half - 1), fill=colour)
