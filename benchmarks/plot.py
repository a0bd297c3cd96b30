"""The reliability diagram as SVG, in the colours of the page that it stands in, light or dark."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import sqrt
from typing import Any

SIDE = 320  # pixels of the square
LEFT, TOP = 56, 16
STRIP = 64  # pixels of the counts below the square
GAP = 14
BELOW = 58  # pixels for what stands below the counts
WIDEST = 15  # radius of the dot of the fullest bin, in pixels
ACCENT = "var(--color-brand-primary, #0a4bff)"
TICKS = (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)


def reliability(bins: Sequence[Any], error: float) -> str:
    """Share of right lines over confidence, a dot a bin, and below it how many lines each bin has."""
    width, height = LEFT + SIDE + 24, TOP + SIDE + GAP + STRIP + BELOW
    said = f"Of the lines in each bin of confidence, the share that is right; expected calibration error {error:.3f}"
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" '
        f'role="img" aria-label="{said}" style="display: block; margin: 0 auto; max-width: 100%; height: auto" '
        'font-family="inherit" font-size="12" fill="currentColor">',
        *frame(),
        *dots(bins),
        *counts(bins),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def x(value: float) -> float:
    return round(LEFT + value * SIDE, 1)


def y(value: float) -> float:
    return round(TOP + (1 - value) * SIDE, 1)


def frame() -> Iterator[str]:
    """Axes, their names, and the line on which confidence and share are the same."""
    bottom = TOP + SIDE + GAP + STRIP
    for tick in TICKS:
        light = 'stroke="currentColor" stroke-opacity="0.15"'
        yield f'<path d="M{LEFT} {y(tick)}H{LEFT + SIDE}M{x(tick)} {TOP}V{TOP + SIDE}" fill="none" {light}/>'
        yield f'<text x="{LEFT - 8}" y="{y(tick) + 4}" text-anchor="end">{tick:.1f}</text>'
        yield f'<text x="{x(tick)}" y="{bottom + 18}" text-anchor="middle">{tick:.1f}</text>'
    dashed = 'stroke="currentColor" stroke-opacity="0.6" stroke-dasharray="5 4"'
    yield f'<path d="M{x(0)} {y(0)}L{x(1)} {y(1)}" fill="none" {dashed}/>'
    yield f'<path d="M{LEFT} {bottom}H{LEFT + SIDE}" stroke="currentColor" stroke-opacity="0.4"/>'
    middle = TOP + SIDE / 2
    yield f'<text transform="translate(14 {middle}) rotate(-90)" text-anchor="middle">share of right lines</text>'
    low = bottom - STRIP / 2
    yield f'<text transform="translate(14 {low}) rotate(-90)" text-anchor="middle">lines</text>'
    yield f'<text x="{x(0.5)}" y="{bottom + 42}" text-anchor="middle">confidence</text>'


def dots(bins: Sequence[Any]) -> Iterator[str]:
    """A dot a bin, with a stem to where it would stand if the confidence were true."""
    most = max(one.lines for one in bins)
    for one in bins:
        if one.lines:
            at, radius = x(one.confidence), max(3.0, round(WIDEST * sqrt(one.lines / most), 1))
            stem = f'stroke="{ACCENT}" stroke-width="2"'
            yield f'<path d="M{at} {y(one.confidence)}V{y(one.right)}" fill="none" {stem}/>'
            said = f"{one.lines} lines, confidence {one.confidence:.2f}, right {one.right:.2f}"
            yield f'<circle cx="{at}" cy="{y(one.right)}" r="{radius}" fill="{ACCENT}" fill-opacity="0.75">'
            yield f"<title>{said}</title></circle>"


def counts(bins: Sequence[Any]) -> Iterator[str]:
    """A bar a bin, as high as its share of the lines, with their number."""
    most, bottom = max(one.lines for one in bins), TOP + SIDE + GAP + STRIP
    for one in bins:
        if one.lines:
            high = round(max(1.0, (STRIP - 16) * one.lines / most), 1)
            left, wide = x(one.low) + 2, round(SIDE * (one.high - one.low) - 4, 1)
            box = f'x="{left}" y="{bottom - high}" width="{wide}" height="{high}"'
            yield f'<rect {box} fill="{ACCENT}" fill-opacity="0.4"/>'
            middle = left + wide / 2
            yield f'<text x="{middle:.1f}" y="{bottom - high - 3}" text-anchor="middle" font-size="10">{one.lines}</text>'
