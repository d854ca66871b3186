package io.paddock.it.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.paddock.it.process.Eventually;
import io.paddock.protocol.message.Acl;
import io.paddock.protocol.message.Data;
import io.paddock.protocol.message.ErrorCode;
import io.paddock.protocol.message.OpCode;
import io.paddock.protocol.message.Request;
import io.paddock.testkit.script.WireClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** One ensemble from its forming over everything that happens to it, by docs/operations.md. */
@Execution(ExecutionMode.CONCURRENT)
@Timeout(900)
class OperationsPageTest {
  @TempDir private Path directory;
  @TempDir private Path elsewhere;

  @Test
  void every_command_does_what_the_page_says() throws IOException {
    try (OperationsPage page = new OperationsPage(directory)) {
      page.run("Form", 0);
      page.run("Form", 2);
      page.run("Look", 0);
      create(page, 1, "/formed");

      page.run("Stop, start, upgrade", 0);
      assertThere(page, "/formed");

      page.run("Back up", 0);
      create(page, 2, "/after-the-backup");
      backUpSnapshot(page);
      page.run("Restore", 0);
      assertThere(page, "/formed");
      assertGone(page, "/after-the-backup");

      create(page, 3, "/restored");
      page.run("A lost disk", 0);
      assertThere(page, "/formed");
      assertThere(page, "/restored");

      page.run("A lost majority", 0);
      assertThere(page, "/formed");
      assertThere(page, "/restored");
      create(page, 2, "/repaired");
      assertThere(page, "/repaired");

      page.run("Grow", 0);
      page.run("Grow", 1);
      page.run("Grow", 2);
      assertHas(page, 4, "/repaired", ErrorCode.OK);
      assertHas(page, 5, "/repaired", ErrorCode.OK);
      create(page, 4, "/grown");
      page.run("Shrink", 0);
      assertThere(page, "/grown");
      restoreElsewhere(page);
    }
  }

  private void backUpSnapshot(OperationsPage page) {
    fill(page);
    Eventually.holds(
        "there is a snapshot to copy",
        () -> {
          page.run("Back up", 1);
          return !page.files("snapshot.").isEmpty();
        });
  }

  private static void fill(OperationsPage page) {
    try (WireClient client = connect(page, 1)) {
      for (int i = 0; i < 100; i++) {
        client.send(new Request.SetData("/formed", Data.EMPTY, -1));
      }
      for (int i = 0; i < 100; i++) {
        assertThat(client.receive().error()).isEqualTo(ErrorCode.OK);
      }
    }
  }

  private void restoreElsewhere(OperationsPage from) throws IOException {
    try (OperationsPage page = new OperationsPage(elsewhere)) {
      page.run("Form", 0);
      for (Path each : from.files("snapshot.")) {
        Files.copy(each, elsewhere.resolve(each.getFileName()));
      }
      page.run("Restore", 1);
      assertThere(page, "/formed");
      assertGone(page, "/restored");
      create(page, 2, "/begun-anew");
      assertThere(page, "/begun-anew");
    }
  }

  private static void create(OperationsPage page, int server, String path) {
    try (WireClient client = connect(page, server)) {
      Request create = new Request.Create(OpCode.CREATE, path, Data.EMPTY, Acl.OPEN, 0, 0);
      assertThat(client.call(create).error()).isEqualTo(ErrorCode.OK);
    }
  }

  private static void assertThere(OperationsPage page, String path) {
    assertAnswer(page, path, ErrorCode.OK);
  }

  private static void assertGone(OperationsPage page, String path) {
    assertAnswer(page, path, ErrorCode.NO_NODE);
  }

  private static void assertAnswer(OperationsPage page, String path, ErrorCode expected) {
    for (int server = 1; server <= 3; server++) {
      assertHas(page, server, path, expected);
    }
  }

  private static void assertHas(OperationsPage page, int server, String path, ErrorCode expected) {
    try (WireClient client = connect(page, server)) {
      client.call(new Request.Sync(path));
      assertThat(client.call(new Request.Exists(path, false)).error())
          .as("%s at server %d", path, server)
          .isEqualTo(expected);
    }
  }

  private static WireClient connect(OperationsPage page, int server) {
    return WireClient.open(
        new InetSocketAddress(InetAddress.getLoopbackAddress(), page.port(server)));
  }
}
