from kazoo.exceptions import AuthFailedError, InvalidACLError, NoAuthError
from kazoo.security import (
    ACL,
    CREATOR_ALL_ACL,
    Id,
    OPEN_ACL_UNSAFE,
    READ_ACL_UNSAFE,
    make_digest_acl,
)
from room import connect, done, refused

bob = connect(auth_data=[("digest", "bob:pw")])
stranger = connect()
bob.create("/mine", b"secret", acl=CREATOR_ALL_ACL)
acls, stat = bob.get_acls("/mine")
assert acls[0].id == Id("digest", "bob:ikIaKsbtGweaHnb/jKn7OHqbunM="), acls
assert stat.aversion == 0
refused(NoAuthError, stranger.get, "/mine")
refused(NoAuthError, stranger.set_acls, "/mine", OPEN_ACL_UNSAFE)
stranger.add_auth("digest", "bob:pw")
assert stranger.get("/mine")[0] == b"secret"

bob.create("/read", acl=[make_digest_acl("bob", "pw", all=True)] + list(READ_ACL_UNSAFE))
other = connect()
assert other.get("/read")[0] == b""
refused(NoAuthError, other.set, "/read", b"x")
assert bob.set_acls("/read", OPEN_ACL_UNSAFE, version=0).aversion == 1
other.set("/read", b"x")
refused(InvalidACLError, other.create, "/bad", acl=[ACL(31, Id("nobody", "x"))])
refused(InvalidACLError, other.create, "/bad", acl=CREATOR_ALL_ACL)

default = connect(default_acl=[make_digest_acl("bob", "pw", all=True)])
default.create("/default")
refused(NoAuthError, default.get, "/default")
refused(AuthFailedError, other.add_auth, "nonsense", "x")
done()
