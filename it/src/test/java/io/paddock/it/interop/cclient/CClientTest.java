package io.paddock.it.interop.cclient;

import static org.assertj.core.api.Assertions.assertThat;

import io.paddock.it.process.DebianPackage;
import io.paddock.it.process.Dialogue;
import io.paddock.it.process.Eventually;
import io.paddock.it.process.FourLetterWord;
import io.paddock.it.process.NeedsServer;
import io.paddock.it.process.ServerProcess;
import io.paddock.it.process.TcpRelay;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Types commands into {@code cli_mt} and reads what it prints. */
@NeedsServer
@Execution(ExecutionMode.CONCURRENT)
class CClientTest {
  private final ServerProcess server;
  private final String chroot = "/" + UUID.randomUUID();
  private int marks;

  CClientTest(ServerProcess server) {
    this.server = server;
  }

  @BeforeEach
  void a_node_of_its_own() {
    DebianPackage.ZOOKEEPER_BIN.require();
    try (Dialogue shell = connect(server.address())) {
      shell.say("create " + chroot);
      shell.hear("name = " + chroot);
      quit(shell);
    }
  }

  private static Dialogue connect(String address) {
    Dialogue shell =
        new Dialogue(new ProcessBuilder(DebianPackage.ZOOKEEPER_BIN.proof().toString(), address));
    shell.hear("CONNECTED_STATE");
    return shell;
  }

  private Dialogue connect() {
    return connect(server.address() + chroot);
  }

  /**
   * Everything that the shell says to this command. Answers come in order, so the one to a sync
   * after it marks the end.
   */
  private List<String> answer(Dialogue shell, String command) {
    shell.say(command);
    String mark = "/mark" + ++marks;
    shell.say("sync " + mark);
    return shell.hear("[" + mark + "]: rc = 0");
  }

  private static void quit(Dialogue shell) {
    shell.say("quit");
    assertThat(shell.awaitExit()).isZero();
  }

  @Test
  void nodes_are_created_read_changed_and_deleted() {
    try (Dialogue shell = connect()) {
      assertThat(answer(shell, "create /a")).contains("[/a]: rc = 0", "\tname = /a");
      assertThat(answer(shell, "get /a")).contains("/a: rc = 0", " value_len = 3", "new");
      assertThat(answer(shell, "set /a changed")).contains("\tversion=1\taversion=0");
      assertThat(answer(shell, "get /a")).contains(" value_len = 7", "changed");
      answer(shell, "delete /a");
      assertThat(answer(shell, "get /a")).contains("/a: rc = -101");
      quit(shell);
    }
  }

  @Test
  void every_create_mode_is_understood() {
    try (Dialogue shell = connect()) {
      assertThat(answer(shell, "create +e /e")).contains("\tname = /e");
      assertThat(answer(shell, "create +c /c")).contains("\tname = /c");
      assertThat(answer(shell, "create +t=60000 /t")).contains("\tname = /t");
      assertThat(answer(shell, "create +s /s")).contains("\tname = /s0000000003");
      assertThat(answer(shell, "create +es /es")).contains("\tname = /es0000000004");
      assertThat(answer(shell, "create2 /two")).contains("[/two]: rc = 0", "\tname = /two");
      assertThat(answer(shell, "ls /"))
          .contains("\te", "\tc", "\tt", "\ts0000000003", "\tes0000000004", "\ttwo");
      quit(shell);
    }
  }

  @Test
  void errors_come_as_codes() {
    try (Dialogue shell = connect()) {
      answer(shell, "create /a");
      assertThat(answer(shell, "create /a")).contains("[/a]: rc = -110");
      assertThat(answer(shell, "create /none/x")).contains("[/none/x]: rc = -101");
      answer(shell, "create /a/x");
      answer(shell, "delete /a");
      assertThat(answer(shell, "ls /a")).contains("\tx");
      assertThat(answer(shell, "ls /none")).contains("/none: rc = -101");
      assertThat(answer(shell, "get /none")).contains("/none: rc = -101");
      assertThat(answer(shell, "set /none x")).contains("/none: rc = -101 Stat:");
      assertThat(answer(shell, "wexists /none")).contains("Error -101 for /none");
      quit(shell);
    }
  }

  @Test
  void children_are_listed_with_and_without_the_stat() {
    try (Dialogue shell = connect()) {
      answer(shell, "create /p");
      answer(shell, "create /p/x");
      assertThat(answer(shell, "ls2 /p"))
          .contains("/p: rc = 0", "\tx", "\tversion=0\taversion=0", "\tephemeralOwner = 0");
      assertThat(answer(shell, "als /p")).contains("/p: rc = 0", "\tx");
      quit(shell);
    }
  }

  @Test
  void asynchronous_commands_are_answered() {
    try (Dialogue shell = connect()) {
      shell.say("acreate /a");
      shell.hear("name = /a");
      shell.say("aget /a");
      assertThat(shell.hear("ephemeralOwner")).contains("new");
      shell.say("sync /a");
      shell.hear("[/a]: rc = 0");
      quit(shell);
    }
  }

  @Test
  void watches_fire() {
    try (Dialogue shell = connect();
        Dialogue other = connect()) {
      answer(shell, "wexists /w");
      other.say("create /w");
      shell.hear("CREATED_EVENT state = CONNECTED_STATE for path /w");
      answer(shell, "get /w");
      other.say("set /w x");
      shell.hear("CHANGED_EVENT state = CONNECTED_STATE for path /w");
      answer(shell, "ls /w");
      other.say("create /w/child");
      shell.hear("CHILD_EVENT state = CONNECTED_STATE for path /w");
      answer(shell, "wexists /w/child");
      other.say("delete /w/child");
      shell.hear("DELETED_EVENT state = CONNECTED_STATE for path /w/child");
    }
  }

  @Test
  void a_lost_connection_comes_back_with_its_session_and_watches() {
    try (TcpRelay relay = new TcpRelay(server.port());
        Dialogue shell = connect(relay.address() + chroot);
        Dialogue other = connect()) {
      shell.say("wexists /w");
      shell.hear("Error -101 for /w");
      shell.say("create +e /e");
      shell.hear("name = /e");
      relay.cut();
      shell.hear("CONNECTED_STATE");
      other.say("create /w");
      shell.hear("CREATED_EVENT state = CONNECTED_STATE for path /w");
      other.say("get /e");
      other.hear("/e: rc = 0");
    }
  }

  @Test
  void the_configuration_can_be_asked_for_and_not_be_changed() {
    try (Dialogue shell = connect(server.address())) {
      shell.say("config");
      assertThat(shell.hear("ephemeralOwner")).contains("/zookeeper/config: rc = 0");
      shell.say("reconfig -remove 1");
      shell.hear("rc = -123");
      quit(shell);
    }
  }

  @Test
  void wrong_authentication_ends_the_client() {
    try (Dialogue shell = connect()) {
      shell.say("addauth x nonsense");
      shell.hear("AUTH_FAILED_STATE");
    }
  }

  @Test
  void an_ephemeral_goes_with_the_shell_that_made_it() throws Exception {
    try (Dialogue shell = connect()) {
      shell.say("create +e /e");
      shell.hear("name = /e");
      assertThat(FourLetterWord.ask(server.port(), "dump")).contains(chroot + "/e");
      quit(shell);
    }
    Eventually.holds(
        "it is gone", () -> !FourLetterWord.ask(server.port(), "dump").contains(chroot + "/e"));
  }
}
