package io.paddock.replication.commit;

import static org.assertj.core.api.Assertions.assertThat;

import io.paddock.replication.commit.CommitChain.Cursor;
import io.paddock.state.apply.State;
import io.paddock.state.command.Outcome;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the chain lets go, and what it must not. */
class ChainReleaseTest {
  private static final int MANY = 10 * Cursor.STRIDE;

  private final State state = State.initial();
  private final CommitChain chain = new CommitChain(state);
  private final List<Commit> commits = new ArrayList<>();

  @Test
  void commits_that_every_cursor_has_passed_are_taken_apart() {
    Cursor first = chain.cursor();
    Cursor second = chain.cursor();
    publish(MANY);
    advance(first, MANY);
    advance(second, MANY);
    publish(1);

    assertThat(commits.subList(0, MANY - 1)).allMatch(commit -> commit.next == null);
  }

  @Test
  void nothing_is_taken_from_the_slowest_cursor() {
    Cursor fast = chain.cursor();
    Cursor slow = chain.cursor();
    publish(MANY);
    advance(fast, MANY);
    publish(1);

    assertThat(advance(slow, MANY + 1)).isSameAs(chain.newest());
  }

  @Test
  void a_cursor_that_was_released_holds_nothing_back() {
    Cursor idle = chain.cursor();
    Cursor live = chain.cursor();
    publish(MANY);
    advance(live, MANY);
    chain.release(idle);
    publish(1);

    assertThat(commits.get(0).next).isNull();
  }

  @Test
  void without_a_cursor_only_the_newest_commit_is_held() {
    publish(MANY);

    assertThat(commits.subList(0, MANY - 1)).allMatch(commit -> commit.next == null);
    Cursor late = chain.cursor();
    publish(1);
    assertThat(late.advance()).isSameAs(chain.newest());
  }

  @Test
  void a_batch_is_taken_apart_only_when_it_has_been_shown() {
    Cursor cursor = chain.cursor();
    for (int i = 0; i < MANY; i++) {
      chain.append(commit());
    }
    assertThat(cursor.advance()).isNull();
    chain.publish();

    assertThat(advance(cursor, MANY)).isSameAs(chain.newest());
  }

  private void publish(int count) {
    for (int i = 0; i < count; i++) {
      Commit commit = commit();
      commits.add(commit);
      chain.append(commit);
      chain.publish();
    }
  }

  private Commit commit() {
    return new Commit(state, List.of(), Outcome.Done.DONE, null);
  }

  private static Commit advance(Cursor cursor, int count) {
    for (int i = 0; i < count; i++) {
      assertThat(cursor.advance()).isNotNull();
    }
    return cursor.at();
  }
}
