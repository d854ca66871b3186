from room import aside, connect, done, eventually, finish

one, two = connect(), connect()
first = one.DoubleBarrier("/double", 2, "first")
second = two.DoubleBarrier("/double", 2, "second")
entered = []
waiting = aside(lambda: (first.enter(), entered.append("first")))
eventually(lambda: two.exists("/double") and two.get_children("/double"))
assert entered == []
second.enter()
finish(waiting)
assert entered == ["first"]

left = []
waiting = aside(lambda: (first.leave(), left.append("first")))
second.leave()
finish(waiting)
assert left == ["first"]
assert two.get_children("/double") == []
done()
