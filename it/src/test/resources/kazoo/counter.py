from room import aside, connect, done, finish

one, two = connect(), connect()
counter = one.Counter("/int")
counter += 2
counter -= 1
assert counter.value == 1 and two.Counter("/int").value == 1
fractions = one.Counter("/float", default=1.0)
fractions += 0.5
assert two.Counter("/float", default=1.0).value == 1.5


def count(client):
    mine = client.Counter("/int")
    for _ in range(20):
        mine += 1


finish(*[aside(lambda client=client: count(client)) for client in (one, two)])
assert counter.value == 41

# The form that Curator's SharedCount has.
shared = one.Counter("/curator", support_curator=True)
shared += 7
assert one.get("/curator")[0] == b"\0\0\0\7"
done()
