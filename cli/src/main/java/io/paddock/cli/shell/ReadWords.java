package io.paddock.cli.shell;

import io.paddock.client.api.AccessList;
import io.paddock.client.api.ChildList;
import io.paddock.client.api.NoNodeException;
import io.paddock.client.api.Node;
import io.paddock.client.api.RefusedException;
import io.paddock.client.api.WatchListener;
import io.paddock.protocol.message.ClientInfo;
import io.paddock.protocol.message.Data;
import io.paddock.protocol.message.ErrorCode;
import io.paddock.protocol.message.Stat;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Words that change nothing. */
final class ReadWords {
  private ReadWords() {}

  static List<Word> all() {
    return List.of(
        word("ls", "[-s] [-w] [-R] path", "Lists the children of a znode.", ReadWords::ls),
        word("get", "[-s] [-w] [-b] [-x] path", "Shows the data of a znode.", ReadWords::get),
        word("stat", "[-w] path", "Shows versions, zxids and times of a znode.", ReadWords::stat),
        word("getAcl", "[-s] path", "Shows who may do what.", ReadWords::getAcl),
        word(
            "getAllChildrenNumber",
            "path",
            "Counts all znodes below one.",
            (talk, args) -> talk.say("" + talk.client().countDescendants(args.path()))),
        word("sync", "path", "Waits until this server is up to date.", ReadWords::sync),
        new Word(
            new Syntax("getEphemerals", "[path]", "Lists this session's ephemerals.", 0, 1),
            ReadWords::getEphemerals),
        new Word(
            new Syntax("whoami", "", "Says whom the server takes one for.", 0, 0),
            (talk, args) -> whoAmI(talk)));
  }

  private static Word word(String name, String parameters, String summary, Word.Action action) {
    return new Word(new Syntax(name, parameters, summary, 1, 1), action);
  }

  private static @Nullable WatchListener watch(Talk talk, Arguments arguments) {
    return arguments.has("-w") ? talk.printer() : null;
  }

  private static void ls(Talk talk, Arguments arguments) {
    String path = arguments.path();
    ChildList children = talk.client().children(path, watch(talk, arguments));
    if (arguments.has("-R")) {
      talk.say(path);
      descend(talk, path, children.names());
      return;
    }
    talk.say(Texts.names(children.names()));
    sayStat(talk, arguments, children.stat());
  }

  private static void descend(Talk talk, String path, List<String> names) {
    List<String> paths = names.stream().sorted().map(name -> Paths.child(path, name)).toList();
    paths.forEach(talk::say);
    for (String each : paths) {
      try {
        descend(talk, each, talk.client().children(each));
      } catch (NoNodeException e) {
        // It went while the list was made.
      }
    }
  }

  private static void get(Talk talk, Arguments arguments) {
    Node node = talk.client().get(arguments.path(), watch(talk, arguments));
    talk.say(shown(node.data(), arguments));
    sayStat(talk, arguments, node.stat());
  }

  private static String shown(@Nullable Data data, Arguments arguments) {
    if (data == null) {
      return "null";
    }
    if (arguments.has("-b")) {
      return Base64.getEncoder().encodeToString(data.toBytes());
    }
    return arguments.has("-x") ? Texts.hexDump(data) : data.asText();
  }

  private static void stat(Talk talk, Arguments arguments) {
    String path = arguments.path();
    Stat stat =
        talk.client()
            .exists(path, watch(talk, arguments))
            .orElseThrow(() -> RefusedException.of("stat", path, ErrorCode.NO_NODE));
    talk.say(Texts.stat(stat));
  }

  private static void getAcl(Talk talk, Arguments arguments) {
    AccessList acl = talk.client().getAcl(arguments.path());
    talk.say(Texts.acl(acl.entries()));
    sayStat(talk, arguments, acl.stat());
  }

  private static void sync(Talk talk, Arguments arguments) {
    talk.client().sync(arguments.path());
    talk.say("Sync is OK");
  }

  private static void getEphemerals(Talk talk, Arguments arguments) {
    String prefix = arguments.words().isEmpty() ? "/" : arguments.path();
    talk.say(Texts.names(talk.client().ephemerals(prefix)));
  }

  private static void whoAmI(Talk talk) {
    List<ClientInfo> known = talk.client().whoAmI();
    talk.say("Auth scheme: User");
    for (ClientInfo each : known) {
      talk.say(each.scheme() + ": " + each.user());
    }
  }

  static void sayStat(Talk talk, Arguments arguments, Stat stat) {
    if (arguments.has("-s")) {
      talk.say(Texts.stat(stat));
    }
  }
}
