import threading

from room import SECONDS, connect, done, eventually

zk = connect()
writer = connect()

# One-shot watches, as the protocol has them.
fired = []
heard = threading.Event()


def watcher(event):
    fired.append((event.type, event.path))
    heard.set()


assert zk.exists("/once", watch=watcher) is None
writer.create("/once", b"1")
assert heard.wait(SECONDS)
assert fired == [("CREATED", "/once")]

# DataWatch and ChildrenWatch set themselves again.
seen = []


@zk.DataWatch("/data")
def on_data(data, stat, event):
    seen.append((data, event.type if event else None))


eventually(lambda: seen == [(None, None)])
writer.create("/data", b"1")
eventually(lambda: seen[-1] == (b"1", "CREATED"))
writer.set("/data", b"2")
eventually(lambda: seen[-1] == (b"2", "CHANGED"))
writer.delete("/data")
eventually(lambda: seen[-1] == (None, "DELETED"))
assert len(seen) == 4

lists = []
writer.create("/list")


@zk.ChildrenWatch("/list")
def on_children(children):
    lists.append(sorted(children))
    return len(children) < 2


eventually(lambda: lists == [[]])
writer.create("/list/a")
eventually(lambda: lists[-1] == ["a"])
writer.create("/list/b")
eventually(lambda: lists[-1] == ["a", "b"])
writer.create("/list/c")
assert zk.get_children("/list") and len(lists) == 3  # it asked not to be called again
done()
