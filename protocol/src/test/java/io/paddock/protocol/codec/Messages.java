package io.paddock.protocol.codec;

import io.paddock.protocol.message.Acl;
import io.paddock.protocol.message.AddWatchMode;
import io.paddock.protocol.message.ClientInfo;
import io.paddock.protocol.message.ConnectRequest;
import io.paddock.protocol.message.ConnectResponse;
import io.paddock.protocol.message.CreateMode;
import io.paddock.protocol.message.Data;
import io.paddock.protocol.message.EventType;
import io.paddock.protocol.message.Id;
import io.paddock.protocol.message.OpCode;
import io.paddock.protocol.message.Reply;
import io.paddock.protocol.message.Request;
import io.paddock.protocol.message.Stat;
import io.paddock.protocol.message.StepResult;
import io.paddock.protocol.message.WatchEvent;
import io.paddock.protocol.message.WatcherType;
import io.paddock.testgen.Seeded;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Random messages of every kind. Text has no lone surrogates, which plain UTF-8 cannot carry. */
final class Messages {
  private static final int TEXT_MAX = 40;

  private Messages() {}

  static Request request(Seeded r, OpCode op) {
    return switch (op) {
      case CREATE, CREATE2, CREATE_CONTAINER, CREATE_TTL -> create(r, op, r.anyInt());
      case DELETE, SET_DATA, CHECK -> step(r, op);
      case EXISTS -> new Request.Exists(text(r), r.flip());
      case GET_DATA, GET_CHILDREN -> readStep(r, op);
      case GET_CHILDREN2 -> new Request.GetChildren2(text(r), r.flip());
      case GET_ACL -> new Request.GetAcl(text(r));
      case SET_ACL -> new Request.SetAcl(text(r), aclOrNull(r), r.anyInt());
      case MULTI -> new Request.Multi(r.list(8, Messages::anyStep));
      case MULTI_READ -> new Request.MultiRead(r.list(8, Messages::anyReadStep));
      case RECONFIG ->
          new Request.Reconfig(textOrNull(r), textOrNull(r), textOrNull(r), r.anyLong());
      case DELETE_CONTAINER -> new Request.DeleteContainer(text(r));
      case GET_EPHEMERALS -> new Request.GetEphemerals(textOrNull(r));
      case GET_ALL_CHILDREN_NUMBER -> new Request.GetAllChildrenNumber(text(r));
      case SYNC -> new Request.Sync(textOrNull(r));
      case PING -> new Request.Ping();
      case AUTH -> new Request.Auth(r.anyInt(), textOrNull(r), dataOrNull(r));
      case SASL -> new Request.Sasl(dataOrNull(r));
      case WHO_AM_I -> new Request.WhoAmI();
      case ADD_WATCH -> new Request.AddWatch(text(r), r.pick(AddWatchMode.values()));
      case CHECK_WATCHES -> new Request.CheckWatches(text(r), r.pick(WatcherType.values()));
      case REMOVE_WATCHES -> new Request.RemoveWatches(text(r), r.pick(WatcherType.values()));
      case SET_WATCHES -> setWatches(r);
      case SET_WATCHES2 -> new Request.SetWatches2(setWatches(r), texts(r), texts(r));
      case CLOSE_SESSION -> new Request.CloseSession();
    };
  }

  /** A reply that {@code op} can have. */
  static Reply reply(Seeded r, OpCode op) {
    return switch (op) {
      case CREATE -> new Reply.Path(text(r));
      case SYNC -> new Reply.Path(textOrNull(r));
      case CREATE2, CREATE_CONTAINER, CREATE_TTL -> new Reply.PathStat(text(r), stat(r));
      case EXISTS, SET_DATA, SET_ACL -> new Reply.StatOnly(stat(r));
      case GET_DATA, RECONFIG -> new Reply.DataStat(dataOrNull(r), stat(r));
      case GET_ACL -> new Reply.AclStat(acl(r), stat(r));
      case GET_CHILDREN, GET_EPHEMERALS -> new Reply.Names(texts(r));
      case GET_CHILDREN2 -> new Reply.NamesStat(texts(r), stat(r));
      case GET_ALL_CHILDREN_NUMBER -> new Reply.Count(r.anyInt());
      case MULTI, MULTI_READ -> new Reply.Multi(r.list(8, Messages::result));
      case SASL -> new Reply.Token(dataOrNull(r));
      case WHO_AM_I -> new Reply.Clients(r.list(5, each -> new ClientInfo(text(each), text(each))));
      case ADD_WATCH -> new Reply.Errno(r.anyInt());
      case DELETE,
          PING,
          CHECK,
          CHECK_WATCHES,
          REMOVE_WATCHES,
          DELETE_CONTAINER,
          AUTH,
          SET_WATCHES,
          SET_WATCHES2,
          CLOSE_SESSION ->
          Reply.Empty.EMPTY;
    };
  }

  static WatchEvent event(Seeded r) {
    return new WatchEvent(r.pick(EventType.values()), r.anyInt(), text(r));
  }

  static ConnectRequest connectRequest(Seeded r) {
    return new ConnectRequest(
        r.anyInt(), r.anyLong(), r.anyInt(), r.anyLong(), dataOrNull(r), flag(r));
  }

  static ConnectResponse connectResponse(Seeded r) {
    return new ConnectResponse(r.anyInt(), r.anyInt(), r.anyLong(), data(r), flag(r));
  }

  private static StepResult result(Seeded r) {
    return switch (r.below(8)) {
      case 0 -> new StepResult.Created(text(r));
      case 1 -> new StepResult.CreatedStat(text(r), stat(r));
      case 2 -> StepResult.Deleted.DELETED;
      case 3 -> new StepResult.DataSet(stat(r));
      case 4 -> StepResult.Checked.CHECKED;
      case 5 -> new StepResult.Children(texts(r));
      case 6 -> new StepResult.DataRead(dataOrNull(r), stat(r));
      default -> new StepResult.Failed(r.anyInt());
    };
  }

  private static Request.Step anyStep(Seeded r) {
    return step(
        r,
        r.pick(
            OpCode.CREATE,
            OpCode.CREATE2,
            OpCode.CREATE_CONTAINER,
            OpCode.CREATE_TTL,
            OpCode.DELETE,
            OpCode.SET_DATA,
            OpCode.CHECK));
  }

  // As it may stand in a multi, where flags must be those of a mode.
  private static Request.Step step(Seeded r, OpCode op) {
    return switch (op) {
      case DELETE -> new Request.Delete(text(r), r.anyInt());
      case SET_DATA -> new Request.SetData(text(r), dataOrNull(r), r.anyInt());
      case CHECK -> new Request.Check(text(r), r.anyInt());
      case CREATE_TTL -> create(r, op, r.below(CreateMode.values().length));
      default -> create(r, op, r.below(CreateMode.PERSISTENT_WITH_TTL.flags()));
    };
  }

  private static Request.Create create(Seeded r, OpCode op, int flags) {
    long ttlMs = op == OpCode.CREATE_TTL ? r.anyLong() : 0;
    return new Request.Create(op, text(r), dataOrNull(r), aclOrNull(r), flags, ttlMs);
  }

  private static Request.ReadStep anyReadStep(Seeded r) {
    return readStep(r, r.pick(OpCode.GET_DATA, OpCode.GET_CHILDREN));
  }

  private static Request.ReadStep readStep(Seeded r, OpCode op) {
    return op == OpCode.GET_DATA
        ? new Request.GetData(text(r), r.flip())
        : new Request.GetChildren(text(r), r.flip());
  }

  private static Request.SetWatches setWatches(Seeded r) {
    return new Request.SetWatches(r.anyLong(), texts(r), texts(r), texts(r));
  }

  private static Stat stat(Seeded r) {
    return new Stat(
        r.anyLong(),
        r.anyLong(),
        r.anyLong(),
        r.anyLong(),
        r.anyInt(),
        r.anyInt(),
        r.anyInt(),
        r.anyLong(),
        r.anyInt(),
        r.anyInt(),
        r.anyLong());
  }

  private static @Nullable List<Acl> aclOrNull(Seeded r) {
    return r.chance(10) ? null : acl(r);
  }

  private static List<Acl> acl(Seeded r) {
    return r.chance(30)
        ? Acl.OPEN
        : r.list(4, e -> new Acl(e.anyInt(), new Id(textOrNull(e), textOrNull(e))));
  }

  private static @Nullable Data dataOrNull(Seeded r) {
    return r.chance(15) ? null : data(r);
  }

  private static Data data(Seeded r) {
    return Data.wrap(r.bytesUpTo(300));
  }

  private static @Nullable Boolean flag(Seeded r) {
    return r.chance(30) ? null : Boolean.valueOf(r.flip());
  }

  private static List<String> texts(Seeded r) {
    return r.list(20, Messages::text);
  }

  private static @Nullable String textOrNull(Seeded r) {
    return r.chance(15) ? null : text(r);
  }

  private static String text(Seeded r) {
    return switch (r.below(3)) {
      case 0 -> "/" + r.name(TEXT_MAX);
      case 1 -> r.ascii(TEXT_MAX);
      default -> r.unicode(TEXT_MAX);
    };
  }
}
