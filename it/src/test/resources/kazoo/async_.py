from kazoo.exceptions import NoNodeError
from room import SECONDS, connect, done, eventually, refused

zk = connect()
assert zk.create_async("/a", b"1").get(timeout=SECONDS) == "/a"

# A pipeline: the answers come in the order of the calls.
order = []
results = []
for number in range(200):
    result = zk.set_async("/a", b"%d" % number)
    result.rawlink(lambda answer, number=number: order.append(number))
    results.append(result)
read = zk.get_async("/a")
data, stat = read.get(timeout=SECONDS)
assert data == b"199" and stat.version == 200  # it reads its own writes
assert [result.get(timeout=SECONDS).version for result in results] == list(range(1, 201))
eventually(lambda: len(order) == 200)
assert order == list(range(200))

assert zk.exists_async("/none").get(timeout=SECONDS) is None
refused(NoNodeError, zk.get_async("/none").get, timeout=SECONDS)
assert zk.get_children_async("/").get(timeout=SECONDS) == ["a"]
assert zk.get_acls_async("/a").get(timeout=SECONDS)[1].aversion == 0
assert zk.sync_async("/a").get(timeout=SECONDS) == "/a"
assert zk.ensure_path_async("/x/y").get(timeout=SECONDS)
zk.delete_async("/x/y").get(timeout=SECONDS)
assert zk.exists_async("/x/y").get(timeout=SECONDS) is None
done()
