package io.paddock.server.members;

import static org.assertj.core.api.Assertions.assertThat;

import io.paddock.protocol.message.Data;
import io.paddock.replication.ledger.Ledger;
import io.paddock.replication.ledger.Member;
import io.paddock.replication.ledger.Standing;
import io.paddock.server.config.MembersText;
import io.paddock.server.fixture.Deaf;
import io.paddock.server.fixture.SharedLog;
import io.paddock.state.command.Command;
import io.paddock.state.tree.Znode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** spec/operations.md, section 2. */
class MembersClerkTest {
  private static final String LINES =
      "server.1=a:1:2:participant;0.0.0.0:2181\nserver.2=b:1:2:participant";
  private static final String THIRD = "\nserver.3=c:1:2:observer";

  @TempDir private Path dir;

  private final SharedLog log = new SharedLog(LedgerMembers.of(MembersText.parse(LINES)));
  private final Ledger one = log.open(1, new Deaf());
  private final Ledger two = log.open(2, new Deaf());
  private final MembersClerk clerk =
      new MembersClerk(one, MembersText.parse(LINES), Runnable::run, () -> 42);
  private final MembersClerk other =
      new MembersClerk(two, MembersText.parse(LINES), Runnable::run, () -> 42);

  @Test
  void the_first_leader_writes_down_who_the_members_are() {
    look();
    assertThat(config()).isEmpty();

    log.lead(1);
    look();
    look();

    assertThat(config()).isEqualTo(LINES + "\nversion=1");
    assertThat(two.commits().newest().state().ensemble()).isEqualTo(21);
    log.lead(2);
    look();
    assertThat(config()).isEqualTo(LINES + "\nversion=1");
  }

  @Test
  void a_proposal_is_brought_into_force() {
    log.lead(1);
    look();
    propose(LINES + THIRD);

    look();

    assertThat(config()).isEqualTo(LINES + THIRD + "\nversion=3");
    assertThat(log.inForce()).extracting(Member::id).containsExactly(1, 2, 3);
    assertThat(log.inForce()).extracting(Member::votes).containsExactly(true, true, false);
    assertThat(log.inForce().get(2).addresses()).containsExactly(new Member.Address("c", 1));
  }

  @Test
  void where_members_are_by_the_settings_counts_until_the_members_change() {
    log.lead(1);
    look();
    String elsewhere = "server.1=x:1:2:participant\nserver.2=y:1:2:participant";
    MembersClerk restored =
        new MembersClerk(two, MembersText.parse(elsewhere), Runnable::run, () -> 42);
    restored.look(0);
    assertThat(log.whereabouts(2))
        .extracting(each -> each.addresses().get(0).host())
        .containsExactly("x", "y");

    propose(LINES + THIRD);
    restored.look(0);

    assertThat(log.whereabouts(2))
        .extracting(each -> each.addresses().get(0).host())
        .containsExactly("a", "b", "c");
  }

  @Test
  void everybody_hears_where_a_new_member_is_and_that_one_has_gone() {
    log.lead(1);
    look();
    propose(LINES + THIRD);
    other.look(0);
    assertThat(log.whereabouts(2)).extracting(Member::id).containsExactly(1, 2, 3);
    look();

    propose(LINES);
    look();
    look();
    assertThat(config()).isEqualTo(LINES + "\nversion=5");
    assertThat(log.inForce()).extracting(Member::id).contains(3);
    for (int i = 0; i < 10; i++) {
      look();
    }

    assertThat(log.inForce()).extracting(Member::id).containsExactly(1, 2);
    assertThat(log.whereabouts(2)).extracting(Member::id).containsExactly(1, 2);
  }

  @Test
  void the_next_leader_finishes_what_one_has_begun() {
    log.lead(1);
    look();
    propose(LINES + THIRD);

    log.lead(2);
    look();

    assertThat(config()).isEqualTo(LINES + THIRD + "\nversion=3");
  }

  @Test
  void members_that_cannot_be_reached_change_nothing() {
    log.lead(1);
    look();
    log.refuseChanges();
    propose(LINES + THIRD);

    look();

    assertThat(config()).isEqualTo(LINES + "\nversion=1");
    assertThat(find(Command.PROPOSAL_PATH)).isNull();
  }

  @Test
  void a_leader_that_is_to_go_lets_another_lead_that_brings_it_into_force() {
    log.lead(1);
    look();
    propose("server.2=b:1:2:participant");

    look();
    assertThat(log.leader()).isEqualTo(2);
    look();

    assertThat(config()).isEqualTo("server.2=b:1:2:participant\nversion=3");
  }

  @Test
  void a_leader_that_is_to_go_stays_if_nobody_could_lead() {
    log.lead(1);
    look();
    propose("server.3=c:1:2:participant");

    look();

    assertThat(log.leader()).isEqualTo(1);
    assertThat(config()).isEqualTo(LINES + "\nversion=1");
  }

  @Test
  void a_proposal_that_nobody_can_read_is_dropped() {
    log.lead(1);
    look();
    propose("server.x=");

    look();

    assertThat(find(Command.PROPOSAL_PATH)).isNull();
    assertThat(config()).isEqualTo(LINES + "\nversion=1");
  }

  @Test
  void what_is_in_force_is_written_beside_the_configuration() throws IOException {
    Path file =
        Files.writeString(
            dir.resolve("zoo.cfg"), "tickTime=2000\n# here\nserver.1=a:1:2;2181\nserver.2=b:1:2\n");
    DynamicFile dynamic = new DynamicFile(file, 1);
    log.lead(1);
    look();

    dynamic.look(one.commits().newest().state());

    Path written = dir.resolve("zoo.cfg.dynamic.1");
    assertThat(written).hasContent(LINES + "\n");
    assertThat(file).hasContent("tickTime=2000\n# here\ndynamicConfigFile=" + written + "\n");
    assertThat(dir.resolve("zoo.cfg.bak")).content().contains("server.1=a:1:2;2181");
    propose(LINES + THIRD);
    look();
    dynamic.look(one.commits().newest().state());
    assertThat(file)
        .content()
        .endsWith("dynamicConfigFile=" + written.resolveSibling("zoo.cfg.dynamic.3") + "\n");
    try (Stream<Path> files = Files.list(dir)) {
      assertThat(files.map(p -> p.getFileName().toString()))
          .containsExactlyInAnyOrder(
              "zoo.cfg", "zoo.cfg.bak", "zoo.cfg.dynamic.1", "zoo.cfg.dynamic.3");
    }
  }

  @Test
  void without_members_nothing_is_written() throws IOException {
    Path file = Files.writeString(dir.resolve("zoo.cfg"), "tickTime=2000\n");

    new DynamicFile(file, 1).look(one.commits().newest().state());

    assertThat(file).hasContent("tickTime=2000\n");
  }

  private void look() {
    clerk.look(term(one));
    other.look(term(two));
  }

  private static long term(Ledger ledger) {
    Standing standing = ledger.ensemble().standing();
    return standing.role() == Standing.Role.LEADER ? standing.term() : 0;
  }

  private void propose(String text) {
    Znode config = find("/zookeeper/config");
    assertThat(config).isNotNull();
    one.submit(new Command.ProposeMembers(0, config.stat().mzxid(), text), null);
    assertThat(find(Command.PROPOSAL_PATH)).isNotNull();
  }

  private String config() {
    Znode config = find("/zookeeper/config");
    Data data = config == null ? null : config.data();
    return data == null ? "" : data.asText();
  }

  private @Nullable Znode find(String path) {
    return two.commits().newest().state().find(path);
  }
}
