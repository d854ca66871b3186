from room import aside, connect, done, eventually, finish

PARTS = tuple("part%d" % number for number in range(6))
one, two = connect(), connect()


def partition(client, name):
    return client.SetPartitioner(
        "/parts", set=PARTS, identifier=name, time_boundary=0.2
    )


def settle(partitioner, count):
    """Follows the partitioner's states until it holds this many parts."""

    def step():
        assert not partitioner.failed
        if partitioner.release:
            partitioner.release_set()
        elif partitioner.acquired:
            return len(list(partitioner)) == count
        elif partitioner.allocating:
            partitioner.wait_for_acquire(1)
        return False

    eventually(step)


first = partition(one, "first")
settle(first, 6)
second = partition(two, "second")
finish(aside(lambda: settle(first, 3)), aside(lambda: settle(second, 3)))
eventually(lambda: first.acquired and second.acquired)
assert sorted(list(first) + list(second)) == sorted(PARTS)
second.finish()
settle(first, 6)
first.finish()
done()
