import threading

from kazoo.client import KazooState
from room import SECONDS, connect, done, eventually

zk = connect()
states = []
zk.add_listener(states.append)
zk.create("/eph", ephemeral=True)
session, password = zk.client_id

# The same session through another connection, with id and password.
second = connect(client_id=(session, password))
assert second.client_id[0] == session
# The first one comes back for its session, and may cut this one off.
assert second.retry(second.exists, "/eph").ephemeralOwner == session
eventually(lambda: KazooState.SUSPENDED in states)
# Now both fight for it. Whoever has it when it is told to stop ends it.
zk.stop()
second.retry(second.exists, "/")
second.stop()
other = connect()
eventually(lambda: other.exists("/eph") is None)

# A session that never was: a new one takes its place.
fresh = connect(client_id=(0x1234567, b"\0" * 16))
assert fresh.client_id[0] not in (0, 0x1234567)

# The four-letter words go through the same port.
assert fresh.command(b"ruok") == "imok"
assert "Mode:" in fresh.command(b"stat")
restarted = threading.Event()
fresh.add_listener(lambda state: restarted.set() if state == KazooState.CONNECTED else None)
fresh.restart()
assert restarted.wait(SECONDS)
assert fresh.exists("/") is not None
done()
