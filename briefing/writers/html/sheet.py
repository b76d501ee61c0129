"""The style sheet of the page, from the paper's style: on the screen, in the dark, and in print.

Sizes are in rem, so that a reader's own size of text counts; in print one rem is the size of the paper's text.
"""

from __future__ import annotations

from briefing.document.labels import pieces
from briefing.document.nodes import Properties
from briefing.settings import Style
from briefing.writers.style import TLP_BACKGROUND, TLP_COLOURS, text_styles


def sheet(style: Style, properties: Properties) -> str:
    """The rules."""
    return "".join((_colours(style), _texts(style), _RULES, _tlp(), _DARK, _print(style, properties)))


def _colours(style: Style) -> str:
    colours = style.colours
    names = ("ink", "accent", "rule", "tint", "muted", "alert")
    variables = "".join(f"--{name}:{getattr(colours, name)};" for name in names)
    serif, sans = (_quoted(name) for name in (style.fonts.word_serif, style.fonts.word_sans))
    fonts = f"--serif:'Source Serif 4','Source Serif Pro',{serif},Georgia,serif;"
    fonts += f"--sans:'Source Sans 3','Source Sans Pro',{sans},Arial,sans-serif;"
    return f":root{{color-scheme:light dark;--paper:#FFFFFF;{variables}{fonts}}}\n"


def _texts(style: Style) -> str:
    """The sizes of texts, all in terms of the body's."""
    texts = text_styles(style)
    places = {
        "h2": "h1",
        "h3": "h2",
        "h4,h5,h6": "h3",
        ".title": "masthead-title",
        ".lead,.bottom-line p:not(.box-title)": "lead",
        ".judgment": "judgment",
        ".small,table,caption,figcaption,.notes,header,footer": "small",
        ".label": "label",
        ".box-title": "callout-title",
    }
    rules = []
    for selector, name in places.items():
        text = texts[name]
        weight = "700" if text.bold else "400"
        size, line = text.size / style.body_size, text.leading / text.size
        rules.append(f"{selector}{{font:{weight} {size:.3g}rem/{line:.3g} var(--{text.family})}}\n")
    line = style.body_leading / style.body_size
    return f"body{{font:400 1rem/{line:.3g} var(--serif)}}\n" + "".join(rules)


_RULES = """body{max-width:46rem;margin:0 auto;padding:1rem;color:var(--ink);background:var(--paper);
overflow-wrap:break-word}
h2,.box-title,.label,a{color:var(--accent)}
h2,h3,h4,h5,h6{margin:1.6em 0 .5em;break-after:avoid}
p,ul,ol,dl,figure,blockquote{margin:0 0 .7em}
li p,dd p,td p,th p{margin:0 0 .2em}
.notes,table,caption,figcaption,.facts{font-family:var(--sans)}
.notes{font-family:var(--serif);padding-left:2.2em}
a{text-underline-offset:.15em}
.skip{position:absolute;left:-99rem}
.skip:focus{left:1rem;top:.5rem;padding:.3rem .6rem;background:var(--paper)}
header{border-top:2px solid var(--accent);border-bottom:1px solid var(--rule);padding:.5rem 0;margin-bottom:1.2rem}
.series{color:var(--accent);font-weight:700;display:flex;flex-wrap:wrap;justify-content:space-between;gap:0 1rem;
margin:0}
.issue{color:var(--muted);font-weight:400}
.title{margin:.2em 0 .3em}
.facts{display:flex;flex-wrap:wrap;gap:.1rem 1.4rem;margin:0}
.facts dt,.facts dd{display:inline;margin:0;font:inherit;font-weight:400}
.facts dt{color:var(--muted)}
.marking{text-align:right;margin:0 0 .4rem}
.draft{color:var(--alert);font-weight:700;font-size:1.2rem;margin-right:.8em}
.tlp{font:700 1.2rem/1.3 var(--sans);padding:0 .4em;margin-left:.8em;background:TLP_GROUND;display:inline-block}
footer{border-top:1px solid var(--rule);margin-top:2rem;padding-top:.5rem;color:var(--muted)}
.box{background:var(--tint);border-left:4px solid var(--muted);padding:.7em 1em;margin:0 0 1em;break-inside:avoid}
.box> :last-child{margin-bottom:0}
.box-title{margin:0 0 .3em}
.bottom-line{border-color:var(--accent)}
.warning,.draft.box{border-color:var(--alert)}
.warning .box-title,.draft .box-title{color:var(--alert)}
.judgment{margin-top:1.1em;break-after:avoid}
.label{margin:.6em 0 .2em}
blockquote{font-style:italic;margin-left:1.5em;margin-right:1.5em}
dt{font:700 1rem/1.4 var(--sans);break-after:avoid}
dd{margin:0 0 .5em 1.4em}
nav ul{list-style:none;padding-left:0;font-family:var(--sans)}
nav ul ul{padding-left:1.2em}
.scroll{overflow-x:auto;margin:0 0 1.2em}
table{border-collapse:collapse;width:100%;border-top:1px solid var(--ink);border-bottom:1px solid var(--ink)}
caption{text-align:left;padding:.4em 0;caption-side:top}
.caption-label{font-weight:700}
th,td{text-align:left;vertical-align:top;padding:.3em .5em;border-bottom:1px solid var(--rule);overflow-wrap:normal}
th{font-weight:700}
td .judgment,td .lead{font-size:inherit}
thead th,thead td{background:var(--tint);border-bottom-color:var(--ink)}
th.right,td.right{text-align:right}
th.center,td.center{text-align:center}
td.disputed{border:1px solid var(--alert)}
td.tentative{border:1px dashed var(--muted);font-style:italic}
td.empty{color:var(--muted)}
tr{break-inside:avoid}
figure svg{max-width:100%;height:auto;display:block;overflow:visible}
.mark{width:.8em;height:.8em;vertical-align:-.05em}
.noteref{font:400 .72em/1 var(--sans);vertical-align:super}
.noteref a{text-decoration:none}
.crowded::after{content:",\\2009"}
.back a{padding:0 .15em}
""".replace("TLP_GROUND", TLP_BACKGROUND)

_DARK = """@media screen and (prefers-color-scheme:dark){
:root{--paper:#16181B;--ink:#E4E6EA;--accent:#9DC1F2;--rule:#4A5058;--tint:#22262B;--muted:#A9B0BA;--alert:#FF9A8C}
figure svg,.mark{background:#FFFFFF;border-radius:2px}
.mark{padding:1px}
}
"""


def _tlp() -> str:
    """Each label of the Traffic Light Protocol in its colour."""
    return "".join(
        f".{label.lower().replace(':', '-').replace('+', '-')}{{color:{ink}}}\n" for label, ink in TLP_COLOURS.items()
    )


def _print(style: Style, properties: Properties) -> str:
    """In print: the paper's page, wide tables across it, the marking on each page where the browser can."""
    sides = style.margins
    left = " \u00b7 ".join(part for part in (properties.labels.draft * properties.draft, properties.handling) if part)
    face = "font:9pt Arial,sans-serif"
    boxes = (
        f"@top-left{{content:{_quoted(left)};{face}}}"
        f"@top-right{{content:{_quoted(properties.marking)};{face};font-weight:700}}"
        f"@bottom-left{{content:{_quoted(properties.footer)};{face}}}"
        f"@bottom-right{{content:{_count(properties.labels.page)};{face}}}"
    )
    margins = f"margin:{sides.top:g}mm {sides.right:g}mm {sides.bottom:g}mm {sides.left:g}mm"
    return (
        f"@page{{size:{style.page};{margins};{boxes}}}\n@page wide{{size:{style.page} landscape}}\n"
        f"@media print{{html{{font-size:{style.body_size:g}pt}}body{{max-width:none;padding:0}}"
        ".wide{page:wide}.page-break{break-before:page}.skip,.back{display:none}.scroll{overflow:visible}"
        "a{color:inherit}.tlp,.box,thead th{print-color-adjust:exact;-webkit-print-color-adjust:exact}}\n"
    )


def _count(pattern: str) -> str:
    """The page's number and how many there are, as the content of a box in print."""
    parts = ((_quoted(words) if words else "", name and f"counter({name})") for words, name in pieces(pattern))
    return " ".join(part for pair in parts for part in pair if part)


def _quoted(text: str) -> str:
    """A text as a CSS string (CSS Syntax 3, 4.3.5); nothing in it can end the string or the style element."""
    return '"' + "".join(c if c.isalnum() or c in " .,:-+" else f"\\{ord(c):x} " for c in text) + '"'
