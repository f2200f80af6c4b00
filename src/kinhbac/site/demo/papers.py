"""Papers of the demo: a drawing that nobody takes for a real one, kept once for each person who sends one."""

import io
from uuid import UUID

from PIL import Image, ImageDraw

from kinhbac.site.demo.plans import Filing
from kinhbac.tools.files.actions import keep_upload
from kinhbac.tools.files.configured import limits, store


class Papers:
    """Keeps the files of applicants; whoever files again refers to the same one."""

    def __init__(self) -> None:
        self._kept: dict[UUID, str] = {}
        self._drawn = drawing()

    def of(self, filing: Filing) -> str:
        """Return the key of a file that belongs to the applicant of a filing."""
        person = filing.applicant.person
        if person not in self._kept:
            upload = io.BytesIO(self._drawn)
            upload.name = "giay-to.jpg"
            kept = keep_upload(
                upload=upload,
                owner_key=person,
                purpose=f"{filing.procedure} papers",
                now=filing.filed_at,
                store=store(),
                limits=limits(),
            )
            self._kept[person] = str(kept.id)
        return self._kept[person]


def drawing() -> bytes:
    """Draw the paper, small enough to be kept by the thousand."""
    picture = Image.new("RGB", (300, 212), "#fbf8f1")
    draw = ImageDraw.Draw(picture)
    draw.rectangle((10, 10, 290, 202), outline="#1c1b1a", width=2)
    for line, words in enumerate(("GIAY TO (MAU)", "A SAMPLE PAPER")):
        draw.text((40, 60 + 40 * line), words, fill="#1c1b1a", font_size=22)
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=60)
    return out.getvalue()
