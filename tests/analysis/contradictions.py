"""What a careful reader finds in the five articles: read and listed before the rules were tuned.

A contradiction is of fact: figure, date, status, stage, participants, denial or account. `MERE` are pairs that look
like one and are not: opinion against opinion, a plan against a practice, open against covert, then against now.
"""

from typing import NamedTuple


class Contradiction(NamedTuple):
    kind: str
    sides: tuple[tuple[str, ...], ...]
    curated: bool = False


G, S, A, M, T = "graceffo-2023", "sherrod-2024", "axis-2025", "goover-2025", "trending-2023"


def some(source: str, *numbers: int) -> tuple[str, ...]:
    return tuple(f"{source}/{n}" for n in numbers)


FOUND = (
    # how many troops: 1,500; 3,000; 3,000 to 12,000; 10,000; 12,000; a ceiling of 12,000
    Contradiction("quantity", (some(M, 4), some(A, 8), some(M, 12), some(S, 2), some(M, 1, 9))),
    Contradiction("quantity", (some(G, 63), some(G, 67))),  # one missile, missiles
    Contradiction("quantity", (some(A, 3), some(A, 34)), curated=True),  # millions, billions
    Contradiction("date", (some(S, 32), some(M, 29))),  # the treaty of June 2024 or June 2023
    Contradiction("denial", (some(T, 43), some(G, 16), some(S, 29), some(T, 48, 49))),  # arms for Wagner
    Contradiction("status", (some(S, 4), some(S, 43))),  # combat: flat, hedged
    Contradiction("status", (some(M, 19, 20, 24), some(M, 22, 25))),  # combat: engaged, support or potential
    Contradiction("status", (some(M, 20), some(S, 43))),  # combat, across sources
    Contradiction("status", (some(S, 60), some(S, 70))),  # theft: fact, may
    Contradiction("status", (some(A, 5), some(S, 13, 15, 27, 59), some(G, 24))),  # dual-use: fact, believed
    Contradiction("status", (some(S, 38), some(S, 36)), curated=True),  # small arms, only shells verified
    Contradiction("status", (some(G, 1), some(T, 7)), curated=True),  # ammunition discussed: headline, speculation
    Contradiction("status", (some(T, 57), some(T, 4)), curated=True),  # alliance: entering, possible
    Contradiction("stage", (some(T, 17, 18), some(T, 10, 11)), curated=True),  # ammunition given, wanted
    Contradiction("stage", (some(G, 60), some(T, 9, 24)), curated=True),  # satellite promised, only sought
    Contradiction("stage", (some(M, 14, 15), some(M, 19, 20, 24)), curated=True),  # training, fighting
    Contradiction("participants", (some(T, 33), some(T, 35)), curated=True),  # a Chinese part, Russia and Korea alone
    Contradiction("fact", (some(M, 23, 56), some(M, 52)), curated=True),  # no experience, experience
    Contradiction("fact", (some(M, 63), some(M, 64, 65)), curated=True),  # strained, lasting
    Contradiction("fact", (some(G, 59), some(G, 66)), curated=True),  # nuclear arms, missiles
)

MERE = (
    (f"{S}/25", f"{S}/8"),  # not openly, but covertly
    (f"{S}/25", f"{S}/26"),
    (f"{S}/16", f"{S}/13"),  # a declared measure, and exports so far
    (f"{S}/17", f"{S}/27"),
    (f"{S}/53", f"{S}/49"),  # little material cost, aid apart
    (f"{S}/64", f"{S}/65"),  # no visible cost, hidden cost
    (f"{S}/61", f"{S}/62"),  # the short term and the long
    (f"{S}/72", f"{S}/65"),
    (f"{S}/44", f"{G}/46"),  # small trade may grow
    (f"{M}/35", f"{M}/36"),  # two motives
    (f"{M}/55", f"{M}/72"),  # uncertain now, a forecast
    (f"{T}/30", f"{T}/59"),  # what China may gain and what it wants
    (f"{T}/31", f"{T}/58"),
    (f"{T}/11", f"{G}/48"),  # both sought
    (f"{S}/35", f"{G}/48"),  # sought in 2023, sold by 2024
    (f"{M}/9", f"{S}/42"),  # two plans
    (f"{M}/32", f"{S}/1"),  # two visits
    (f"{G}/5", f"{T}/6"),  # one meeting, one place
    (f"{G}/26", f"{G}/27"),  # one stayed away, another came
    (f"{S}/2", f"{S}/3"),  # Vladivostok, then Kursk
    (f"{S}/37", f"{S}/36"),  # possible, and so not verified
    (f"{A}/16", f"{M}/92"),
    (f"{M}/26", f"{M}/25"),  # munitions first, then troops
    (f"{T}/47", f"{T}/63"),  # backed resolutions then, may break them now
)
