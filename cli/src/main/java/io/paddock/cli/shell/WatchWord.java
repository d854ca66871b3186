package io.paddock.cli.shell;

import io.paddock.client.api.Watching;

/** {@code watch}: prints each change of a znode, or of a subtree, until it is told to stop. */
final class WatchWord {
  private WatchWord() {}

  static Word word() {
    return new Word(
        new Syntax(
            "watch",
            "[-R] [-n count] path",
            "Prints each change of a znode and of its list of children; -R of all below it too,"
                + " -n ends after so many.",
            1,
            1),
        WatchWord::watch);
  }

  private static void watch(Talk talk, Arguments arguments) {
    String path = arguments.path();
    long count = arguments.number("-n", Long.MAX_VALUE);
    if (count < 1) {
      throw new UsageException("-n wants a number from 1 on, not " + count);
    }
    PrintedChanges changes = new PrintedChanges(talk, path, arguments.has("-R"), count);
    Watching watching = changes.start();
    if (talk.isInteractive()) {
      // It goes on beside the next words, and ends with the connection.
      talk.say("Watching " + path);
      return;
    }
    changes.awaitEnd();
    watching.close();
  }
}
