package io.paddock.cli.shell;

import java.util.List;

/**
 * Something that the shell can do.
 *
 * @param syntax how it is written
 * @param action what it does
 */
record Word(Syntax syntax, Action action) {
  /** What a word does; failures are a ClientException or a {@link UsageException}. */
  interface Action {
    void run(Talk talk, Arguments arguments);
  }

  void run(Talk talk, List<String> typed) {
    action.run(talk, syntax.parse(typed));
  }
}
