"""Printed pages: a PDF's sheets as pictures, their size, and the text on them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pypdfium2
from PIL import Image, ImageChops

A4 = (595, 842)
"""Points, to the next whole one."""
_POINTS = 72


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of paper with what is printed on it."""

    size: tuple[int, int]
    """Width and height in points."""
    text: str
    ink: tuple[int, int, int, int]
    """Left, upper, right and lower edge of what is printed, in points from the left upper corner."""


def sheets(pdf: Path, dpi: int = 110) -> list[Image.Image]:
    """Return each sheet as a picture."""
    document = pypdfium2.PdfDocument(pdf)
    pictures = [page.render(scale=dpi / _POINTS).to_pil() for page in document]
    document.close()
    return pictures


def read(pdf: Path) -> list[Sheet]:
    """Return what stands on each sheet."""
    document = pypdfium2.PdfDocument(pdf)
    found = []
    for page in document:
        text = page.get_textpage()
        words = text.get_text_bounded()
        picture = page.render(scale=1).to_pil().convert("L")
        ink = ImageChops.invert(picture).getbbox() or (0, 0, 0, 0)
        found.append(
            Sheet(
                size=(round(page.get_width()), round(page.get_height())),
                text=words,
                ink=ink,
            )
        )
    document.close()
    return found
