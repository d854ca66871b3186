package io.paddock.cli.shell;

import io.paddock.client.api.Client;
import io.paddock.client.api.CreateOptions;
import io.paddock.client.api.Created;
import io.paddock.client.api.Credential;
import io.paddock.client.api.NoNodeException;
import io.paddock.client.api.RefusedException;
import io.paddock.protocol.message.Acl;
import io.paddock.protocol.message.Data;
import io.paddock.protocol.message.ErrorCode;
import io.paddock.protocol.message.Stat;
import io.paddock.protocol.path.PathRules;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Words that change something. */
final class WriteWords {
  private static final int DELETES_AT_ONCE = 1000;

  private WriteWords() {}

  static List<Word> all() {
    return List.of(
        new Word(
            new Syntax(
                "create",
                "[-s] [-e] [-c] [-t ttl] path [data] [acl]",
                "Creates a znode: -s with a number, -e for this session only, -c a container,"
                    + " -t one that goes after so many ms.",
                1,
                3),
            WriteWords::create),
        new Word(
            new Syntax("set", "[-s] [-b] [-v version] path data", "Replaces the data.", 2, 2),
            WriteWords::set),
        new Word(
            new Syntax(
                "delete", "[-v version] path", "Deletes a znode that has no children.", 1, 1),
            WriteWords::delete),
        new Word(
            new Syntax("deleteall", "[-b batchSize] path", "Deletes all of a subtree.", 1, 1),
            WriteWords::deleteAll),
        new Word(
            new Syntax("setAcl", "[-s] [-R] [-v version] path acl", "Says who may do what.", 2, 2),
            WriteWords::setAcl),
        new Word(
            new Syntax("addauth", "scheme auth", "Shows an identity to the server.", 1, 2),
            WriteWords::addAuth));
  }

  private static void create(Talk talk, Arguments arguments) {
    CreateOptions options = options(arguments);
    String typed = arguments.words().get(0);
    String path =
        options.mode().isSequential() ? Paths.checkedSequential(typed) : Paths.checked(typed);
    List<String> words = arguments.words();
    Data data = words.size() > 1 ? Data.of(words.get(1)) : null;
    if (words.size() > 2) {
      options = options.acl(Texts.parseAcl(words.get(2)));
    }
    Created created = talk.client().create(path, data, options);
    talk.say("Created " + created.path());
  }

  private static CreateOptions options(Arguments arguments) {
    boolean sequential = arguments.has("-s");
    boolean ephemeral = arguments.has("-e");
    if (arguments.has("-c")) {
      if (sequential || ephemeral) {
        throw new UsageException(
            "-c cannot be combined with -s or -e. Containers cannot be ephemeral or sequential.");
      }
      return CreateOptions.CONTAINER;
    }
    if (arguments.has("-t")) {
      return timed(arguments, sequential, ephemeral);
    }
    if (ephemeral) {
      return sequential ? CreateOptions.EPHEMERAL_SEQUENTIAL : CreateOptions.EPHEMERAL;
    }
    return sequential ? CreateOptions.SEQUENTIAL : CreateOptions.PERSISTENT;
  }

  private static CreateOptions timed(Arguments arguments, boolean sequential, boolean ephemeral) {
    if (ephemeral) {
      throw new UsageException("TTLs cannot be used with Ephemeral znodes");
    }
    long ms = arguments.number("-t", 0);
    if (ms < 1) {
      throw new UsageException("-t wants a time in ms, not " + ms);
    }
    Duration ttl = Duration.ofMillis(ms);
    return sequential ? CreateOptions.ttlSequential(ttl) : CreateOptions.ttl(ttl);
  }

  private static void set(Talk talk, Arguments arguments) {
    String text = arguments.words().get(1);
    Data data = arguments.has("-b") ? decoded(text) : Data.of(text);
    Stat stat = talk.client().set(arguments.path(), data, arguments.version());
    ReadWords.sayStat(talk, arguments, stat);
  }

  private static Data decoded(String text) {
    try {
      return Data.wrap(Base64.getDecoder().decode(text));
    } catch (IllegalArgumentException e) {
      throw new UsageException("-b wants base64: " + e.getMessage());
    }
  }

  private static void delete(Talk talk, Arguments arguments) {
    String path = arguments.path();
    if (path.equals(PathRules.ROOT)) {
      // A namespace is not deleted from within, as in ZooKeeper's shell.
      throw RefusedException.of("delete", path, ErrorCode.BAD_ARGUMENTS);
    }
    talk.client().delete(path, arguments.version());
  }

  private static void deleteAll(Talk talk, Arguments arguments) {
    long batch = arguments.number("-b", DELETES_AT_ONCE);
    if (batch < 1) {
      throw new UsageException("-b wants a number from 1 on, not " + batch);
    }
    List<String> paths = subtree(talk.client(), arguments.path());
    boolean all = true;
    for (int end = paths.size(); end > 0; ) {
      int from = (int) Math.max(0, end - batch);
      all &= deleted(talk.client(), paths.subList(from, end));
      end = from;
    }
    if (!all) {
      throw new FailedException("Failed to delete some node(s) in the subtree!");
    }
  }

  // From the back, where what lies deeper is.
  private static boolean deleted(Client client, List<String> paths) {
    List<CompletableFuture<Void>> deletes = new ArrayList<>();
    for (int i = paths.size() - 1; i >= 0; i--) {
      deletes.add(client.async().delete(paths.get(i), -1));
    }
    boolean all = true;
    for (CompletableFuture<Void> each : deletes) {
      try {
        each.join();
      } catch (CompletionException e) {
        all &= e.getCause() instanceof NoNodeException;
      }
    }
    return all;
  }

  /** A znode and all below it, parents before children. */
  private static List<String> subtree(Client client, String root) {
    List<String> paths = new ArrayList<>(List.of(root));
    for (int i = 0; i < paths.size(); i++) {
      String parent = paths.get(i);
      for (String name : childrenOf(client, parent, i == 0)) {
        paths.add(Paths.child(parent, name));
      }
    }
    return paths;
  }

  private static List<String> childrenOf(Client client, String path, boolean mustExist) {
    try {
      return client.children(path);
    } catch (NoNodeException e) {
      if (mustExist) {
        throw e;
      }
      return List.of();
    }
  }

  private static void setAcl(Talk talk, Arguments arguments) {
    Client client = talk.client();
    List<Acl> acl = Texts.parseAcl(arguments.words().get(1));
    if (arguments.has("-R")) {
      subtree(client, arguments.path()).forEach(each -> client.setAcl(each, acl, -1));
      return;
    }
    Stat stat = client.setAcl(arguments.path(), acl, arguments.version());
    ReadWords.sayStat(talk, arguments, stat);
  }

  private static void addAuth(Talk talk, Arguments arguments) {
    List<String> words = arguments.words();
    Data secret = words.size() > 1 ? Data.of(words.get(1)) : Data.EMPTY;
    talk.client().addCredential(new Credential(words.get(0), secret));
  }
}
