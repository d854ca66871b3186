from kazoo.exceptions import (
    BadVersionError,
    NoNodeError,
    NodeExistsError,
    NotEmptyError,
    NoChildrenForEphemeralsError,
)
from room import connect, done, refused

zk = connect()
assert zk.create("/a", b"one") == "/a"
path, stat = zk.create("/with-stat", b"data", include_data=True)
assert path == "/with-stat" and stat.version == 0 and stat.dataLength == 4
data, stat = zk.get("/a")
assert data == b"one" and stat.version == 0 and stat.numChildren == 0
assert zk.set("/a", b"two", version=0).version == 1
refused(BadVersionError, zk.set, "/a", b"three", version=0)
assert zk.exists("/a").data_length == 3
assert zk.exists("/none") is None
refused(NodeExistsError, zk.create, "/a")
refused(NoNodeError, zk.get, "/none")
refused(NoNodeError, zk.create, "/none/x")

zk.ensure_path("/deep/er/path")
zk.create("/more/deep", makepath=True)
assert sorted(zk.get_children("/")) == ["a", "deep", "more", "with-stat"]
children, stat = zk.get_children("/deep", include_data=True)
assert children == ["er"] and stat.numChildren == 1
refused(NotEmptyError, zk.delete, "/deep")
zk.delete("/deep", recursive=True)
assert zk.exists("/deep") is None

first = zk.create("/seq-", sequence=True)
second = zk.create("/seq-", sequence=True)
assert int(second[-10:]) == int(first[-10:]) + 1
zk.create("/eph", ephemeral=True)
assert zk.exists("/eph").ephemeralOwner == zk.client_id[0]
refused(NoChildrenForEphemeralsError, zk.create, "/eph/x")
other = connect()
assert other.exists("/eph")
zk.stop()
assert other.exists("/eph") is None

other.create("/empty", b"")
assert other.get("/empty")[0] == b""
assert other.sync("/") == "/"
assert other.server_version()[0] == 3
done()
