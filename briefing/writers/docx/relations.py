"""The relationships of one part: links out of the file and images, each with one id."""

from __future__ import annotations

import re

from briefing.writers.docx.markup import RELATIONS
from briefing.writers.docx.package import Part, Relation

# What no URI may hold (RFC 3986); one bad target and Word refuses the whole file.
_NOT_IN_URI = re.compile(r'[\x00-\x20<>"{}|\\^`\x7f]')


class Relations:
    """Ids as they are asked for; `attach` enters them into the part when it stands."""

    def __init__(self) -> None:
        self._links: dict[str, str] = {}
        self._images: dict[str, tuple[str, Part]] = {}

    def link(self, url: str) -> str:
        """The id of a web or mail address."""
        target = _NOT_IN_URI.sub(lambda found: f"%{ord(found[0]):02X}", url)
        return self._links.setdefault(target, f"rLink{len(self._links) + 1}")

    def image(self, image: Part) -> str:
        """The id of an image of the package."""
        return self._images.setdefault(image.name, (f"rImage{len(self._images) + 1}", image))[0]

    def attach(self, part: Part) -> None:
        """Give the part all that was asked for."""
        for url, number in self._links.items():
            part.relations[number] = Relation(f"{RELATIONS}/hyperlink", url, outside=True)
        for number, image in self._images.values():
            part.lead(number, f"{RELATIONS}/image", image)
