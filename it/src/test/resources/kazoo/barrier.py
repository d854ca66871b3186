from room import SECONDS, aside, connect, done, finish

one, two = connect(), connect()
barrier = one.Barrier("/barrier")
assert barrier.wait(0)  # there is none yet
barrier.create()
assert not two.Barrier("/barrier").wait(0.1)
passed = []
waiting = aside(lambda: passed.append(two.Barrier("/barrier").wait(SECONDS)))
assert barrier.remove()
finish(waiting)
assert passed == [True]
assert not barrier.remove()
done()
