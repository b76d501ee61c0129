"""The house stands: imports go down only, the wings stay apart, and few rooms touch the world."""

import ast
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "briefing"

# A module is on the floor of its longest prefix here. A floor's modules may import each other within one package
# (`corpus.load` imports `corpus.records`), and modules of lower floors; `SAME_FLOOR` lists what else is allowed.
FLOORS: Mapping[str, int] = {
    "briefing": 0,
    "briefing.beside": 0,
    "briefing.problems": 0,
    "briefing.nearest": 0,
    "briefing.garbage": 0,
    "briefing.keeping": 0,
    "briefing.progress": 0,
    "briefing.yamlfile": 0,
    "briefing.corpus": 1,
    "briefing.document": 1,
    "briefing.settings": 1,
    "briefing.configuration": 2,
    "briefing.contrast": 2,
    "briefing.placing": 2,
    "briefing.schedule": 2,
    "briefing.selection": 2,
    "briefing.withholding": 2,
    "briefing.analysis": 3,
    "briefing.narrowing": 3,
    "briefing.edition": 3,
    "briefing.writers": 3,
    "briefing.sections": 4,
    "briefing.issue": 5,
    "briefing.delivery": 6,
    "briefing.making": 6,
    "briefing.schema": 6,
    "briefing.tracing": 5,
    "briefing.cli": 7,
    "briefing.commands": 7,
    "briefing.__main__": 8,
}

SAME_FLOOR = {
    ("briefing.schema", "briefing.delivery"): "a distribution list is a file with a schema, too",
    ("briefing.making", "briefing.delivery"): "a message is one of an issue's files",
    ("briefing.configuration", "briefing.contrast"): "colours that cannot be read are a fault of a style",
    ("briefing.cli", "briefing.commands"): "the entry knows the table of commands",
    ("briefing.yamlfile", "briefing.problems"): "a fault in a file is a problem",
    ("briefing.yamlfile", "briefing.nearest"): "a hint names the nearest known word",
    ("briefing.yamlfile", "briefing.garbage"): "nodes are very many",
    ("briefing.yamlfile", "briefing.keeping"): "what a file holds is kept until it changes",
    ("briefing.settings", "briefing.corpus"): "a brief's dates and marking are the corpus's",
}

# Two wings, what is known and what is said. Only the sections and what stands above them see both.
KNOWN = ("briefing.corpus", "briefing.selection", "briefing.narrowing", "briefing.withholding", "briefing.analysis")
SAID = ("briefing.document", "briefing.writers")

# Libraries and the only modules that may import them.
ONLY_IN: Mapping[str, tuple[str, ...]] = {
    "yaml": ("briefing.yamlfile",),
    "jinja2": ("briefing.sections.prose",),
    "markupsafe": ("briefing.sections.prose",),
    "markdown_it": ("briefing.sections.prose",),
    "docx": ("briefing.writers.docx",),
    "lxml": ("briefing.writers.docx",),
    "reportlab": ("briefing.writers",),
    "resvg_py": ("briefing.writers",),
    "distributed": ("briefing.making.cluster",),
    "click": ("briefing.cli", "briefing.commands"),
    "random": (),
    "uuid": (),
    "tempfile": ("briefing.writers.cjk",),
    "subprocess": ("briefing.delivery.credentials",),
    "socket": ("briefing.delivery.mail",),
    "smtplib": ("briefing.delivery.mail",),
    "sqlite3": ("briefing.delivery.journal", "briefing.delivery.dispatch", "briefing.corpus.index"),
    "urllib.request": (),
}

# What reads the clock or the environment.
CLOCK = (
    "now",
    "utcnow",
    "today",
    "time",
    "time_ns",
    "environ",
    "getenv",
    "localtime",
    "gmtime",
    "getlocale",
    "getuser",
)
CLOCK_OWNERS = ("datetime", "date", "time", "os", "locale", "getpass", "datetime.datetime", "datetime.date")

# What reads or writes files, and who may.
READS = ("open", "read_text", "read_bytes", "iterdir", "glob", "rglob")
READERS = (
    "briefing.cli",  # the null device, for a reader who has gone
    "briefing.yamlfile",
    "briefing.corpus",
    "briefing.configuration",
    "briefing.issue",
    "briefing.making",
    "briefing.commands",
    "briefing.delivery",
    "briefing.sections.prose",
    "briefing.writers.fonts",
    "briefing.writers.pdf.fontfile",
    "briefing.writers.pdf.images",
    "briefing.writers.docx.letterhead",  # the user's template
    "briefing.writers.docx.package",  # members of a zip file in memory
)
WRITES = ("write_text", "write_bytes", "mkdir", "rename", "replace_file", "unlink", "rmtree", "symlink_to", "touch")
WRITERS = (
    "briefing.corpus.index",
    "briefing.delivery",
    "briefing.keeping",
    "briefing.writers.cjk",
)

LONG_FILES: Mapping[str, str] = {
    "briefing.corpus.records": "the corpus's records are one vocabulary, read side by side",
    "briefing.document.nodes": "the closed set of nodes is one vocabulary, read side by side",
}
LONG_FUNCTIONS: Mapping[str, str] = {}


def name_of(path: Path) -> str:
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES = {name_of(path): ast.parse(path.read_text("utf-8")) for path in sorted(PACKAGE.rglob("*.py"))}


def within(name: str, places: tuple[str, ...] | list[str]) -> bool:
    return any(name == place or name.startswith(place + ".") for place in places)


def home(module: str) -> str:
    """The entry of FLOORS that a module belongs to."""
    return max((entry for entry in FLOORS if within(module, (entry,))), key=len)


def imported(module: str) -> Iterator[tuple[str, int]]:
    """Full names of what a module imports, with the line; a name imported from a package may be its module."""
    for node in ast.walk(MODULES[module]):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{module}:{node.lineno}: a relative import"
            for alias in node.names:
                whole = f"{node.module}.{alias.name}"
                yield (whole if whole in MODULES else node.module or "", node.lineno)


def for_types_only(module: str) -> set[int]:
    """The lines under `if TYPE_CHECKING:`: what stands there is never imported when the program runs."""
    blocks = (node for node in ast.walk(MODULES[module]) if isinstance(node, ast.If))
    typing = (node for node in blocks if ast.unparse(node.test) == "TYPE_CHECKING")
    return {line for node in typing for line in range(node.lineno, (node.end_lineno or 0) + 1)}


OURS = [
    (module, target, line) for module in MODULES for target, line in imported(module) if within(target, ("briefing",))
]


def test_every_module_has_a_floor() -> None:
    assert [module for module in MODULES if home(module) == "briefing" and module != "briefing"] == []


def test_imports_go_down() -> None:
    wrong = [
        f"{module}:{line} imports {target}"
        for module, target, line in OURS
        if FLOORS[home(target)] >= FLOORS[home(module)]
        and home(target) != home(module)
        and target != "briefing"
        and (home(module), home(target)) not in SAME_FLOOR
    ]
    assert wrong == []


def test_the_wings_do_not_know_each_other() -> None:
    wrong = [
        f"{module}:{line} imports {target}"
        for module, target, line in OURS
        if (within(module, KNOWN) and within(target, SAID)) or (within(module, SAID) and within(target, KNOWN))
    ]
    assert wrong == []


def test_no_import_leads_back() -> None:
    onward = {
        module: {target for target, line in imported(module) if line not in for_types_only(module) and target != module}
        & set(MODULES)
        for module in MODULES
    }
    path: list[str] = []
    done: set[str] = set()

    def visit(module: str) -> None:
        assert module not in path, " -> ".join([*path[path.index(module) :], module])
        if module in done:
            return
        path.append(module)
        for target in sorted(onward.get(module, ())):
            visit(target)
        path.pop()
        done.add(module)

    for module in MODULES:
        visit(module)


def test_libraries_stay_in_their_rooms() -> None:
    wrong = [
        f"{module}:{line} imports {target}"
        for module in MODULES
        for target, line in imported(module)
        for library, places in ONLY_IN.items()
        if within(target, (library,)) and not within(module, places)
    ]
    assert wrong == []


def attributes(module: str) -> Iterator[tuple[str, str, int]]:
    """Owner and name of each attribute a module looks up, and names called plainly with an empty owner."""
    for node in ast.walk(MODULES[module]):
        if isinstance(node, ast.Attribute):
            yield ast.unparse(node.value), node.attr, node.lineno
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            yield "", node.func.id, node.lineno


def test_only_the_command_line_reads_clock_and_environment() -> None:
    wrong = [
        f"{module}:{line}: {owner}.{name}"
        for module in MODULES
        if module != "briefing.cli"
        for owner, name, line in attributes(module)
        if name in CLOCK and owner in CLOCK_OWNERS
    ]
    assert wrong == []


def test_only_a_few_rooms_touch_the_disk() -> None:
    wrong = [
        f"{module}:{line}: {name}"
        for module in MODULES
        for owner, name, line in attributes(module)
        if (name in WRITES and not within(module, WRITERS))
        or (name in READS and owner != "re" and not within(module, (*READERS, *WRITERS)))
    ]
    assert wrong == []


def functions(module: str) -> Iterator[tuple[str, int]]:
    """Each function's name and its number of lines without the docstring."""
    for node in ast.walk(MODULES[module]):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            first = node.body[0]
            described = ast.get_docstring(node) is not None
            lines = (node.end_lineno or 0) - node.lineno + 1
            yield f"{module}.{node.name}", lines - ((first.end_lineno or 0) - first.lineno + 1 if described else 0)


def test_functions_are_short() -> None:
    long = {name: lines for module in MODULES for name, lines in functions(module) if lines > 40}
    assert {name: lines for name, lines in long.items() if name not in LONG_FUNCTIONS} == {}
    assert set(LONG_FUNCTIONS) <= set(long), "an exception that is no longer needed"


def test_files_are_short() -> None:
    lengths = {name_of(path): len(path.read_text("utf-8").splitlines()) for path in PACKAGE.rglob("*.py")}
    long = {name: lines for name, lines in lengths.items() if lines > 300}
    assert {name: lines for name, lines in long.items() if name not in LONG_FILES} == {}
    assert set(LONG_FILES) <= set(long), "an exception that is no longer needed"


@pytest.mark.parametrize("word", ["utils", "helpers", "misc", "manager", "base", "common"])
def test_modules_have_names_of_the_field(word: str) -> None:
    assert [module for module in MODULES if word in module.split(".")] == []
