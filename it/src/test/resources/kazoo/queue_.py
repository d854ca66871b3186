from room import aside, connect, done, finish

one, two = connect(), connect()
queue, other = one.Queue("/queue"), two.Queue("/queue")
assert queue.get() is None
for item in (b"a", b"b", b"c"):
    queue.put(item)
queue.put(b"first", priority=1)
assert len(other) == 4
assert [other.get() for _ in range(3)] == [b"first", b"a", b"b"]
assert queue.get() == b"c" and queue.get() is None

# Several takers: each item once.
for number in range(30):
    queue.put(b"%d" % number)
taken = []


def take(client):
    mine = client.Queue("/queue")
    for item in iter(mine.get, None):
        taken.append(int(item))


finish(*[aside(lambda client=client: take(client)) for client in (one, two)])
while len(queue):
    taken.append(int(queue.get()))
assert sorted(taken) == list(range(30)), taken
done()
