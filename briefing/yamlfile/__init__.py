"""YAML files with positions: into typed records, or into located problems, all at once.

- `read(path, shown, kind)`: the record in a file, or None, and its problems;
- `read_in_part(path, shown, kind)`: the same, read in part where there are faults (see `files.Parsed`);
- `parse(data, shown, kind)`: the same from bytes;
- `pinpoint(problems)`: problems with `field` resolved to the value's own line and column.

What a sound file holds can be kept (`kept`). How nodes become values is told in `records`; this package alone imports
yaml, and only when a file is parsed.
"""

from briefing.yamlfile.files import Parsed, read_bytes
from briefing.yamlfile.kept import Shelf, parse, pinpoint, read, read_in_part

__all__ = ["Parsed", "Shelf", "parse", "pinpoint", "read", "read_bytes", "read_in_part"]
