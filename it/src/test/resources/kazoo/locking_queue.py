from room import SECONDS, aside, connect, done, finish

one, two = connect(), connect()
queue, other = one.LockingQueue("/queue"), two.LockingQueue("/queue")
queue.put(b"low", priority=9)
queue.put_all([b"a", b"b"], priority=1)
assert len(other) == 3
assert queue.get(SECONDS) == b"a" and queue.holds_lock()
assert other.get(SECONDS) == b"b"  # what is locked is passed over
assert queue.consume() and not queue.holds_lock()
assert other.release()  # and may come again
assert queue.get(SECONDS) == b"b" and queue.consume()
assert queue.get(SECONDS) == b"low" and queue.consume()
assert queue.get(0.1) is None

got = []
waiting = aside(lambda: got.append(other.get(SECONDS)))
queue.put(b"late")
finish(waiting)
assert got == [b"late"] and other.consume()

# An item whose taker dies is there again.
queue.put(b"again")
dying = connect()
assert dying.LockingQueue("/queue").get(SECONDS) == b"again"
dying.stop()
assert other.get(SECONDS) == b"again" and other.consume()
done()
