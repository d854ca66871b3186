from kazoo.recipe.cache import TreeCache, TreeEvent
from room import connect, done, eventually

zk, writer = connect(), connect()
writer.create("/tree/a", b"1", makepath=True)
events = []
cache = TreeCache(zk, "/tree")
cache.listen(lambda event: events.append(event.event_type))
cache.start()
eventually(lambda: TreeEvent.INITIALIZED in events)
assert cache.get_data("/tree/a").data == b"1"
writer.create("/tree/a/b", b"2")
eventually(lambda: cache.get_data("/tree/a/b") is not None)
writer.set("/tree/a", b"3")
eventually(lambda: cache.get_data("/tree/a").data == b"3")
writer.delete("/tree/a/b")
eventually(lambda: cache.get_data("/tree/a/b") is None)
assert cache.get_children("/tree") == frozenset(["a"])
cache.close()
done()
