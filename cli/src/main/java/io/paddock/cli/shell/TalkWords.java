package io.paddock.cli.shell;

import java.util.List;

/** Words about the talk itself; they make sense only where others follow. */
final class TalkWords {
  private TalkWords() {}

  static List<Word> all() {
    return List.of(
        new Word(
            new Syntax("connect", "hosts[/chroot]", "Ends the session; begins another one.", 1, 1),
            (talk, args) -> talk.connect(args.words().get(0))),
        new Word(
            new Syntax("close", "", "Ends the session.", 0, 0),
            (talk, args) -> {
              talk.client();
              talk.close();
            }),
        new Word(
            new Syntax("printwatches", "[on|off]", "Whether events are shown.", 0, 1),
            TalkWords::printWatches));
  }

  private static void printWatches(Talk talk, Arguments arguments) {
    if (arguments.words().isEmpty()) {
      talk.say("printwatches is " + (talk.printsWatches() ? "on" : "off"));
      return;
    }
    switch (arguments.words().get(0)) {
      case "on" -> talk.printWatches(true);
      case "off" -> talk.printWatches(false);
      default -> throw new UsageException("printwatches [on|off]");
    }
  }
}
