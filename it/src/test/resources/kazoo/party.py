from room import connect, done, eventually

one, two = connect(), connect()
first, second = one.Party("/party", "first"), two.Party("/party", "second")
first.join()
second.join()
assert sorted(first) == ["first", "second"] and len(second) == 2
first.leave()
assert list(second) == ["second"]
two.stop()
eventually(lambda: len(first) == 0)

shallow = one.ShallowParty("/shallow", "me")
shallow.join()
assert list(one.ShallowParty("/shallow")) == ["me"]
done()
