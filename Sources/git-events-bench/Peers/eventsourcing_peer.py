"""The Python library eventsourcing as a peer: batch, one at a time, and replay, on its SQLite recorder.

usage: eventsourcing_peer.py DATABASE version
       eventsourcing_peer.py DATABASE batch EVENTS.jsonl
       eventsourcing_peer.py DATABASE single EVENTS.jsonl COUNT SECONDS
       eventsourcing_peer.py DATABASE replay

Prints one line: how many events, and how many seconds they took; the start of Python does not count.
"""
import json
import sys
import time
from importlib.metadata import version
from uuid import NAMESPACE_URL, uuid5

from eventsourcing.persistence import StoredEvent
from eventsourcing.sqlite import SQLiteApplicationRecorder, SQLiteDatastore

CHUNK = 5000


def stored(lines, versions, ids):
    """Makes what the recorder takes of rows: version by version, the state as JSON."""
    for line in lines:
        row = json.loads(line)
        stream = row["stream"]
        number = versions.get(stream, 0) + 1
        versions[stream] = number
        if stream not in ids:
            ids[stream] = uuid5(NAMESPACE_URL, stream)
        state = {name: row[name] for name in ("id", "correlation", "data", "metadata")}
        yield StoredEvent(
            originator_id=ids[stream], originator_version=number, topic=row["type"],
            state=json.dumps(state, separators=(",", ":")).encode())


def batch(recorder, path):
    """Inserts all rows, a transaction for each chunk."""
    versions, ids, chunk, count = {}, {}, [], 0
    started = time.perf_counter()
    with open(path, encoding="utf-8") as rows:
        for event in stored(rows, versions, ids):
            chunk.append(event)
            count += 1
            if len(chunk) == CHUNK:
                recorder.insert_events(chunk)
                chunk = []
    if chunk:
        recorder.insert_events(chunk)
    return count, time.perf_counter() - started


def single(recorder, path, limit, seconds):
    """Inserts rows that were made ready, each in a transaction of its own."""
    versions = {}
    with recorder.datastore.transaction(commit=False) as cursor:
        cursor.execute(
            "SELECT originator_id, MAX(originator_version) FROM stored_events GROUP BY 1", ())
        newest = {row[0]: row[1] for row in cursor.fetchall()}
    with open(path, encoding="utf-8") as rows:
        lines = [line for _, line in zip(range(limit), rows)]
    for line in lines:
        stream = json.loads(line)["stream"]
        versions.setdefault(stream, newest.get(uuid5(NAMESPACE_URL, stream).hex, 0))
    events = list(stored(lines, versions, {}))
    count = 0
    started = time.perf_counter()
    end = started + seconds
    for event in events:
        recorder.insert_events([event])
        count += 1
        if time.perf_counter() >= end:
            break
    return count, time.perf_counter() - started


def replay(recorder):
    """Reads every stream in order and decodes each state."""
    with recorder.datastore.transaction(commit=False) as cursor:
        cursor.execute("SELECT DISTINCT originator_id FROM stored_events", ())
        ids = [recorder.convert_originator_id(row[0]) for row in cursor.fetchall()]
    count = 0
    started = time.perf_counter()
    for originator in ids:
        for event in recorder.select_events(originator):
            json.loads(event.state)
            count += 1
    return count, time.perf_counter() - started


def main():
    """Does what the arguments say."""
    database, mode, *rest = sys.argv[1:]
    if mode == "version":
        print(version("eventsourcing"))
        return
    recorder = SQLiteApplicationRecorder(SQLiteDatastore(db_name=database))
    recorder.create_table()
    if mode == "batch":
        count, seconds = batch(recorder, rest[0])
    elif mode == "single":
        count, seconds = single(recorder, rest[0], int(rest[1]), float(rest[2]))
    else:
        count, seconds = replay(recorder)
    print(count, f"{seconds:.9f}")


main()
