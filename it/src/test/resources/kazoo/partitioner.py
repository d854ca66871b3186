from room import aside, connect, done, eventually, finish

PARTS = tuple("part%d" % number for number in range(6))
one, two = connect(), connect()


def partition(client, name):
    return client.SetPartitioner(
        "/parts", set=PARTS, identifier=name, time_boundary=0.2
    )


def step(partitioner, count):
    """Follows the partitioner's state; whether it holds this many parts."""
    assert not partitioner.failed
    if partitioner.release:
        partitioner.release_set()
    elif partitioner.acquired:
        return len(list(partitioner)) == count
    elif partitioner.allocating:
        partitioner.wait_for_acquire(1)
    return False


def settle(partitioner, count):
    eventually(lambda: step(partitioner, count))


first = partition(one, "first")
settle(first, 6)
second = partition(two, "second")
finish(aside(lambda: settle(first, 3)), aside(lambda: settle(second, 3)))
# One that has settled may have to release its parts once more for the other.
eventually(lambda: all([step(first, 3), step(second, 3)]))
assert sorted(list(first) + list(second)) == sorted(PARTS)
second.finish()
settle(first, 6)
first.finish()
done()
