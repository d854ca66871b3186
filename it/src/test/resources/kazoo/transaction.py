from kazoo.exceptions import BadVersionError, NodeExistsError, RolledBackError, RuntimeInconsistency
from room import connect, done

zk = connect()
zk.create("/old", b"1")
work = zk.transaction()
work.create("/new", b"x")
work.create("/new/seq-", sequence=True)
work.check("/old", 0)
work.set_data("/old", b"2", version=0)
results = work.commit()
assert results[0] == "/new" and results[1] == "/new/seq-0000000000"
assert results[2] is True and results[3].version == 1

work = zk.transaction()
work.create("/never")
work.check("/old", 7)
work.delete("/new")
results = work.commit()
assert isinstance(results[0], RolledBackError), results
assert isinstance(results[1], BadVersionError), results
assert isinstance(results[2], RuntimeInconsistency), results
assert zk.exists("/never") is None and zk.exists("/new")

with zk.transaction() as work:
    work.delete("/new/seq-0000000000")
    work.delete("/new")
    work.delete("/old", version=1)
assert zk.get_children("/") == []
zk.create("/a")
work = zk.transaction()
work.create("/a")
assert isinstance(work.commit()[0], NodeExistsError)
done()
