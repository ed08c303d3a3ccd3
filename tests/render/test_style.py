"""The tokens: contrast of WCAG 2.2 AA in both schemes, and no colour named anywhere else."""

from __future__ import annotations

import re

import pytest

from sunledger import resources

TOKENS = resources.folder("site", "assets", "css", "tokens.css").read_text(encoding="utf-8")
TEXT = ("ink", "faint", "seal", "b1", "b2", "b3", "b4")
SHAPES = ("rule", "edge", "band")
GROUNDS = ("paper", "leaf")


def scheme(name: str) -> dict[str, str]:
    """Return the colours of a scheme; dark gives only what differs from light."""
    light, dark = (
        dict(re.findall(r"--([a-z0-9-]+): (#[0-9a-f]{3,6})\b", part))
        for part in TOKENS.split("@media print")[0].split("@media (prefers-color-scheme: dark)")
    )
    return light if name == "light" else light | dark


def luminance(colour: str) -> float:
    """Compute relative luminance as WCAG 2.2 defines it."""
    digits = colour[1:] if len(colour) == 7 else "".join(digit * 2 for digit in colour[1:])
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Compute the contrast ratio as WCAG 2.2 defines it."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("name", ["light", "dark"])
@pytest.mark.parametrize("ground", GROUNDS)
def test_text_can_be_read(name: str, ground: str) -> None:
    """4.5:1 for text (success criterion 1.4.3)."""
    colours = scheme(name)
    ratios = {text: round(contrast(colours[text], colours[ground]), 2) for text in TEXT}
    assert min(ratios.values()) >= 4.5, ratios


@pytest.mark.parametrize("name", ["light", "dark"])
def test_text_on_the_band_can_be_read(name: str) -> None:
    """The banner that says the data are fictional is the last thing to be missed."""
    colours = scheme(name)
    assert contrast(colours["on-band"], colours["band"]) >= 4.5


@pytest.mark.parametrize("name", ["light", "dark"])
@pytest.mark.parametrize("ground", GROUNDS)
def test_shapes_can_be_told_apart(name: str, ground: str) -> None:
    """3:1 for what a shape says and for the edges of controls (success criterion 1.4.11)."""
    colours = scheme(name)
    shapes = [shape for shape in SHAPES if (name, shape) != ("dark", "band")]
    ratios = {shape: round(contrast(colours[shape], colours[ground]), 2) for shape in shapes}
    assert min(ratios.values()) >= 3, ratios


@pytest.mark.parametrize("name", ["light", "dark"])
@pytest.mark.parametrize("bucket", ["b1", "b2", "b3", "b4"])
def test_a_bar_stands_out_from_its_track(name: str, bucket: str) -> None:
    """Spent and unspent parts of a bucket's bar differ by 3:1."""
    colours = scheme(name)
    assert contrast(colours[bucket], colours[f"{bucket}-wash"]) >= 3


@pytest.mark.parametrize("sheet", ["frame", "prose"])
def test_only_the_tokens_name_colours(sheet: str) -> None:
    """A colour outside the tokens would not follow the scheme."""
    css = resources.folder("site", "assets", "css", f"{sheet}.css").read_text(encoding="utf-8")
    assert re.findall(r"(?<![\w-])(?:#[0-9a-f]{3,8}\b(?! *\{)|rgba?\(|hsla?\()", css) == []
