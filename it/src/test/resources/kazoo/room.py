"""What every script here starts with: clients below a node of their own, and waiting."""

import logging
import sys
import threading
import time
import uuid

from kazoo.client import KazooClient

logging.basicConfig(level=logging.ERROR)

SECONDS = 60
_address = sys.argv[1]
_chroot = "/kazoo-" + uuid.uuid4().hex
_open = []


def connect(**options):
    """A started client below the node of this script."""
    if not _open:
        plain = KazooClient(hosts=_address)
        plain.start(SECONDS)
        plain.create(_chroot)
        _open.append(plain)
    client = KazooClient(hosts=_address + _chroot, timeout=10.0, **options)
    client.start(SECONDS)
    _open.append(client)
    return client


def eventually(condition):
    """Returns when the condition holds; fails when it does not in time."""
    deadline = time.monotonic() + SECONDS
    while not condition():
        assert time.monotonic() < deadline, "not within %d s" % SECONDS
        time.sleep(0.01)


def aside(body):
    """Runs the function in a thread; wait for it with finish()."""
    thread = threading.Thread(target=body, daemon=True)
    thread.start()
    return thread


def finish(*threads):
    """Waits for the end of what runs aside."""
    for thread in threads:
        thread.join(SECONDS)
        assert not thread.is_alive(), "still running after %d s" % SECONDS


def refused(error, call, *args, **options):
    """Checks that the call fails with this error."""
    try:
        result = call(*args, **options)
    except error:
        return
    raise AssertionError("%s gave %r instead of %s" % (call.__name__, result, error.__name__))


def done():
    """Ends every client and says that all went well."""
    for client in reversed(_open):
        client.stop()
        client.close()
    print("all is well")
