from room import SECONDS, aside, connect, done, finish

one, two = connect(), connect()
first = one.Semaphore("/semaphore", "first", max_leases=2)
second = two.Semaphore("/semaphore", "second", max_leases=2)
third = two.Semaphore("/semaphore", "third", max_leases=2)
assert first.acquire(timeout=SECONDS) and second.acquire(timeout=SECONDS)
assert sorted(first.lease_holders()) == ["first", "second"]
assert not third.acquire(blocking=False)
got = []
waiting = aside(lambda: got.append(third.acquire(timeout=SECONDS)))
first.release()
finish(waiting)
assert got == [True]
assert sorted(first.lease_holders()) == ["second", "third"]
done()
