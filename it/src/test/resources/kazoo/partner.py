"""A kazoo client that does what it is told, line by line, and says what came of it."""

import logging
import sys
from datetime import timedelta

from kazoo.client import KazooClient

logging.basicConfig(level=logging.ERROR)

SECONDS = 30
client = KazooClient(hosts=sys.argv[1], timeout=10.0)
client.start(SECONDS)
held = {}


def say(*words):
    print(*words, flush=True)


def acquire(kind, path, *options):
    make = {
        "lock": lambda: client.Lock(path, "python"),
        "read": lambda: client.ReadLock(path, "python"),
        "write": lambda: client.WriteLock(path, "python"),
        "semaphore": lambda: client.Semaphore(path, "python", max_leases=int(options[0])),
    }
    held[path] = make[kind]()
    say("acquired", held[path].acquire(timeout=SECONDS))


def release(path):
    say("released", held.pop(path).release())


def contend(path, rounds):
    lock = client.Lock(path, "python")
    for _ in range(int(rounds)):
        with lock:
            token = client.exists(path + "/" + lock.node).czxid
            number, last = client.get(path + "-count")[0].decode().split()
            assert token > int(last), "token %d after %s" % (token, last)
            client.set(path + "-count", b"%d %d" % (int(number) + 1, token))
    say("counted")


def contenders(path):
    say("contenders", ",".join(client.Lock(path).contenders()))


def elect(path):
    client.Election(path, "python").run(lambda: (say("leads"), sys.stdin.readline()))
    say("resigned")


def barrier(path):
    say("through", client.Barrier(path).wait(SECONDS))


def unbar(path):
    say("removed", client.Barrier(path).remove())


def enter(path, members, name=None):
    held[path] = client.DoubleBarrier(path, int(members))
    if name:
        held[path].create_path = path + "/" + name
        held[path].node_name = name
    held[path].enter()
    say("entered")


def leave(path):
    held.pop(path).leave()
    say("left")


def put(path, text, priority):
    client.Queue(path).put(text.encode(), int(priority))
    say("put")


def get(path):
    say("got", (client.Queue(path).get() or b"nothing").decode())


def put_locking(path, text):
    client.LockingQueue(path).put(text.encode())
    say("put")


def get_locking(path):
    held[path] = client.LockingQueue(path)
    say("got", (held[path].get(0.2) or b"nothing").decode())


def consume(path):
    say("consumed", held.pop(path).consume())


def count(path, kind, summand):
    default = {"int": 0, "float": 0.0, "curator": 0}[kind]
    counter = client.Counter(path, default, support_curator=kind == "curator")
    counter += type(default)(summand)
    say("count", counter.value)


def join(path, kind):
    party = client.ShallowParty if kind == "shallow" else client.Party
    held[path] = party(path, "python")
    held[path].join()
    say("members", ",".join(sorted(held[path])))


def quit_party(path):
    held.pop(path).leave()
    say("left")


def lease(path, holder):
    say("lease", bool(client.NonBlockingLease(path, timedelta(hours=1), holder)))


def share(path, *items):
    held[path] = client.SetPartitioner(path, set=items, identifier="python", time_boundary=0.2)
    held[path].wait_for_acquire(SECONDS)
    say("part", ",".join(sorted(held[path])))


say("ready")
for line in iter(sys.stdin.readline, ""):
    words = line.split()
    globals()[words[0]](*words[1:])
