import threading

from room import SECONDS, aside, connect, done, eventually, finish

one, two = connect(), connect()
leaders = []
leave = threading.Event()
first = one.Election("/election", "first")
second = two.Election("/election", "second")


def lead_until_told():
    leaders.append("first")
    assert leave.wait(SECONDS)


running = aside(lambda: first.run(lead_until_told))
eventually(lambda: leaders == ["first"])
following = aside(lambda: second.run(leaders.append, "second"))
eventually(lambda: second.contenders() == ["first", "second"])
assert leaders == ["first"]
leave.set()
finish(running, following)
assert leaders == ["first", "second"]
eventually(lambda: first.contenders() == [])

# A leader whose session ends is followed by the next one.
dying = connect()
holding = threading.Event()
ruling = aside(lambda: dying.Election("/other", "dying").run(holding.wait))
eventually(lambda: one.Election("/other").contenders() == ["dying"])
heir = aside(lambda: two.Election("/other", "heir").run(leaders.append, "heir"))
dying.stop()
finish(heir)
assert leaders[-1] == "heir"
# Its thread complains that the client is closed, and must not do so behind the last line.
holding.set()
finish(ruling)
done()
