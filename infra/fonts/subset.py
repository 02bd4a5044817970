#!/usr/bin/env python3
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Makes the small typefaces of functions/Pages/Assets. Only for whoever changes them: build and tests use the files as they are.

    python3 infra/fonts/subset.py FROM TO

FROM holds Spectral as it is published for the web (spectral-{latin,latin-ext,cyrillic}{,-italic,-bold}.woff2). Needs fonttools and brotli.

What signatories wait for is what counts, so: no hinting (screens that need it are gone), no fractions, and each block holds what a page in
its languages needs; what is rare is together in "ext". Cyrillic brings spaces, digits and punctuation of its own, so that a Russian page loads Latin italics and bold only
when it has such words.
"""
import sys
import tempfile
from pathlib import Path

from fontTools import subset
from fontTools.merge import Merger
from fontTools.ttLib import TTFont

FEATURES = ["ccmp", "locl", "liga", "tnum", "pnum", "kern", "mark", "mkmk"]
NAMES = [0, 1, 2]  # copyright, family, face

SHARED = "20-22,25,27-29,2B-3B,3F,40,A0,AB,B7,BB,2013,2014,2018-201A,201C-201E,2026,2212,2BC"
CYRILLIC = "301,401,404,406,407,40E,410-44F,451,454,456,457,45E,490,491,2116"  # Russian, Ukrainian, Belarusian, Bulgarian
LATIN = "20-7E,A0,A1,A3,A7,A9,AA,AB,B0,B4,B7,BA,BB,BF-FF,152,153,2010-2015,2018-201E,2022,2026,202F,2212,20AC,2039,203A"


def points(text):
    for part in text.split(","):
        first, _, last = part.partition("-")
        yield from range(int(first, 16), int(last or first, 16) + 1)


def cut(font, wanted):
    options = subset.Options(layout_features=FEATURES, hinting=False, name_IDs=NAMES, notdef_outline=True, glyph_names=True)
    options.drop_tables += ["gasp"]
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=[point for point in font.getBestCmap() if wanted(point)])
    cutter.subset(font)
    return font


def join(fonts):
    with tempfile.TemporaryDirectory() as folder:
        paths = []
        for number, font in enumerate(fonts):
            font.flavor = None
            paths.append(str(Path(folder, f"{number}.ttf")))
            font.save(paths[-1])
        return Merger().merge(paths)


def save(font, path):
    options = subset.Options(layout_features=FEATURES, hinting=False, name_IDs=NAMES, notdef_outline=True)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=list(font.getBestCmap()))
    cutter.subset(font)
    font.flavor = "woff2"
    font.save(path)
    print(path.name, path.stat().st_size)


def main(source, target):
    latin, shared, cyrillic = (set(points(text)) for text in (LATIN, SHARED, CYRILLIC))
    for face in ("", "-italic", "-bold"):
        def load(block):
            return TTFont(source / f"spectral-{block}{face}.woff2")

        extended = set(load("latin-ext").getBestCmap())
        save(cut(load("latin"), lambda point: point in latin), target / f"spectral-latin{face}.woff2")
        rest = [cut(load("latin-ext"), lambda _: True), cut(load("latin"), lambda point: point not in latin | extended), cut(load("cyrillic"), lambda point: point not in cyrillic)]
        save(join(rest), target / f"spectral-ext{face}.woff2")
        save(join([cut(load("cyrillic"), lambda point: point in cyrillic), cut(load("latin"), lambda point: point in shared)]), target / f"spectral-cyrillic{face}.woff2")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
