"""YAML files with positions: into typed records, or into located problems, all at once.

- `read(path, shown, kind)`: the record in a file, or None, and its problems;
- `parse(data, shown, kind)`: the same from bytes, read in part where there are faults (see `records.Parsed`);
- `pinpoint(problems)`: problems with `field` resolved to the value's own line and column.

How nodes become values is told in `records`; this package alone imports yaml.
"""

from briefing.yamlfile.nodes import compose, pinpoint, read_bytes
from briefing.yamlfile.records import Parsed, parse, read

__all__ = ["Parsed", "compose", "parse", "pinpoint", "read", "read_bytes"]
