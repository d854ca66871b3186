from kazoo.exceptions import LockTimeout
from room import SECONDS, aside, connect, done, eventually, finish, refused

one, two = connect(), connect()

mine = one.Lock("/lock", "mine")
theirs = two.Lock("/lock", "theirs")
assert mine.acquire(timeout=SECONDS)
assert mine.contenders() == ["mine"]
assert not theirs.acquire(blocking=False)
refused(LockTimeout, theirs.acquire, timeout=0.1)

got = []
waiting = aside(lambda: got.append(theirs.acquire(timeout=SECONDS)))
eventually(lambda: mine.contenders() == ["mine", "theirs"])
mine.release()
finish(waiting)
assert got == [True] and theirs.is_acquired
theirs.release()

# Nobody is inside twice.
inside, most, total = [], [], []


def work(client):
    lock = client.Lock("/busy")
    for _ in range(10):
        with lock:
            inside.append(1)
            most.append(len(inside))
            inside.pop()
        total.append(1)


finish(*[aside(lambda client=client: work(client)) for client in (one, two, connect())])
assert len(total) == 30 and max(most) == 1, (len(total), most)

# The end of a session frees its lock.
dying = connect()
dying.Lock("/held").acquire(timeout=SECONDS)
held = one.Lock("/held")
assert not held.acquire(blocking=False)
dying.stop()
assert held.acquire(timeout=SECONDS)

# Readers share, a writer does not.
reader, second, writer = one.ReadLock("/rw"), two.ReadLock("/rw"), two.WriteLock("/rw")
assert reader.acquire(timeout=SECONDS) and second.acquire(timeout=SECONDS)
assert not writer.acquire(blocking=False)
reader.release()
second.release()
assert writer.acquire(timeout=SECONDS)
assert not reader.acquire(blocking=False)
writer.release()
done()
