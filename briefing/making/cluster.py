"""Orders carried out on a Dask cluster: the corpora travel once to each worker, the issues come back as bytes.

A worker that is lost costs its orders a retry. Workers need the same version of Briefing, and the folder with the
briefs, their styles and their wording under the same path (a network drive); they need no corpus.
"""

from __future__ import annotations

import contextlib
import pickle
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from distributed import Client, Future, as_completed
from distributed.scheduler import KilledWorker

from briefing.corpus.records import Corpus
from briefing.keeping import key_of, makers
from briefing.making.corpora import Corpora
from briefing.making.order import Made, Order
from briefing.making.pool import lost
from briefing.making.work import attempt
from briefing.problems import Location, Problem

PATIENCE = 10  # seconds until a scheduler must have answered
TRIES = 3
_one_at_a_time = threading.Lock()  # an order reads relative paths, and a process has one current folder
_unpacked: dict[bytes, Corpora] = {}


def connect(address: str) -> Client:
    """A connection to a scheduler; OSError or ValueError where none answers."""
    return Client(address, timeout=PATIENCE)


def run(orders: Sequence[Order], corpora: Corpora, client: Client) -> Iterator[Made]:
    """What came of each order, in no order; ends the connection."""
    parcel = _packed(corpora)
    with client:
        (sent,) = client.scatter([parcel], broadcast=True)
        here, code = str(Path.cwd()), makers("")
        futures: dict[Future, Order] = {
            client.submit(_carry_out, order, sent, key_of(parcel), here, code, pure=False, retries=TRIES): order
            for order in orders
        }
        for future in as_completed(list(futures)):
            try:
                yield future.result()
            except KilledWorker:
                yield lost(futures[future])
            future.release()


def _packed(corpora: Corpora) -> bytes:
    """The corpora that were read, to be sent."""
    plain: dict[str, tuple[dict[str, Any] | None, list[Problem]]] = {}
    for place, (corpus, problems) in corpora.known.items():
        fields = {name: getattr(corpus, name) for name in Corpus.__struct_fields__} if corpus else None
        plain[place] = ({name: _plain(value) for name, value in fields.items()} if fields else None, problems)
    return pickle.dumps(plain, 5)


def _plain(value: Any) -> Any:  # noqa: ANN401 - a field of a corpus
    """A field as it can be pickled: a read-only view cannot."""
    return dict(value) if hasattr(value, "items") else value


def _carry_out(order: Order, parcel: bytes, name: bytes, folder: str, code: bytes) -> Made:
    """On a worker: the order carried out in its folder, of the corpora in the parcel, which is opened once."""
    if makers("") != code:
        return _refused(order, "a worker has another version of Briefing")
    if not Path(folder).is_dir():
        return _refused(order, f"a worker has no folder {folder}")
    with _one_at_a_time, contextlib.chdir(folder):
        if name not in _unpacked:
            _unpacked.clear()
            corpora = Corpora()
            for place, (fields, problems) in pickle.loads(parcel).items():  # noqa: S301 - from our own client
                corpora.known[place] = (Corpus(**fields) if fields else None, problems)
            _unpacked[name] = corpora
        return attempt(order, _unpacked[name])


def _refused(order: Order, message: str) -> Made:
    hint = "give all workers the same version, and the briefs' folder under the same path"
    problem = Problem(code="cluster-worker", message=message, location=Location(str(order.brief)), hint=hint)
    return Made(order=order, problems=(problem,))
