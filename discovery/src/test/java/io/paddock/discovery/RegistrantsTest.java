package io.paddock.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.paddock.client.api.Client;
import io.paddock.discovery.treetext.ImportOptions;
import io.paddock.protocol.message.Acl;
import io.paddock.protocol.message.Data;
import io.paddock.protocol.message.ErrorCode;
import io.paddock.protocol.message.OpCode;
import io.paddock.protocol.message.Request;
import io.paddock.testkit.embedded.EmbeddedServer;
import io.paddock.testkit.script.WireClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Services in processes of their own, of which one is killed. */
class RegistrantsTest {
  private static final Logger LOG = LoggerFactory.getLogger(RegistrantsTest.class);
  private static final int LISTS = 5;
  private static final int EPHEMERAL = 1;
  private static final long PATIENCE_SECONDS = 120;
  private static final int MORTAL_MS = 4_000;

  /** So long that no machine is so busy that a process that lives is not heard from. */
  private static final int LIVING_MS = 60_000;

  private static final String MORTAL = "mortal:1";
  private static final String CONTROL = "control:1";
  private static final List<String> LIVING = List.of("living:1", "living:2");

  private final EmbeddedServer server = EmbeddedServer.start();
  private final Discovery discovery = Discovery.connect(server.connectString());
  private final List<Process> processes = new ArrayList<>();
  private final List<FollowedList> lists = new ArrayList<>();

  @AfterEach
  void stop() {
    processes.forEach(Process::destroyForcibly);
    lists.forEach(FollowedList::close);
    discovery.close();
    server.close();
  }

  /**
   * How long a server takes on a busy machine nobody knows. But it never ends a session before one
   * with the same timeout that it has heard from earlier: so a session that begins when nothing
   * more can come from the dead service, and then says nothing, ends after the dead one's timeout,
   * and not before the dead one.
   */
  @Test
  void a_killed_service_is_gone_from_every_list_within_its_timeout_and_the_living_never_are()
      throws IOException, InterruptedException {
    discovery.importTree("/servers", "/", ImportOptions.USUAL);
    for (int i = 0; i < LISTS; i++) {
      lists.add(new FollowedList(server.connectString(), "/servers"));
    }
    LIVING.forEach(each -> start(each, LIVING_MS));
    Process mortal = start(MORTAL, MORTAL_MS);
    List<String> all = new ArrayList<>(LIVING);
    all.add(MORTAL);
    lists.forEach(each -> each.await("all are there", now -> now.containsAll(all)));

    long killedNanos = System.nanoTime();
    mortal.destroyForcibly().waitFor();
    // Then the server has read all that it has sent.
    String session = mortalSession();
    await("the connection has gone", () -> !connections().contains(session + ","));
    try (WireClient control = new WireClient(server.address())) {
      control.send(WireClient.newSession(MORTAL_MS));
      control.send(
          new Request.Create(
              OpCode.CREATE, "/servers/" + CONTROL, Data.EMPTY, Acl.OPEN, EPHEMERAL, 0));
      assertThat(control.receiveHandshake().timeoutMs()).isEqualTo(MORTAL_MS);
      assertThat(control.receive().error()).isEqualTo(ErrorCode.OK);
      lists.forEach(each -> each.await("the dead one is gone", now -> !now.contains(MORTAL)));
      LOG.info(
          "a killed service with a timeout of {} ms was gone from {} lists after {} ms",
          MORTAL_MS,
          LISTS,
          TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - killedNanos));
      Client asking = discovery.client();
      await("the control has gone", () -> asking.exists("/servers/" + CONTROL).isEmpty());
      assertThat(asking.children("/servers")).hasSameElementsAs(LIVING);
    }
    lists.forEach(each -> each.await("the living are left", LIVING::equals));

    for (FollowedList each : lists) {
      assertThat(each.toldSince(List.of(CONTROL)))
          .allMatch(now -> now.contains(CONTROL) || !now.contains(MORTAL));
      assertThat(each.toldSince(LIVING)).allMatch(now -> now.containsAll(LIVING));
    }
    processes.get(0).getOutputStream().close();
    assertThat(processes.get(0).waitFor()).isZero();
    lists.forEach(each -> each.await("one has left", LIVING.subList(1, 2)::equals));
  }

  private String mortalSession() {
    return discovery
        .client()
        .exists("/servers/" + MORTAL)
        .map(stat -> "sid=0x" + Long.toHexString(stat.ephemeralOwner()))
        .orElse("none");
  }

  private static void await(String what, BooleanSupplier condition) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as(what).isLessThan(end);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
    }
  }

  private String connections() {
    try (WireClient asking = new WireClient(server.address())) {
      asking.sendRaw("cons".getBytes(StandardCharsets.US_ASCII));
      return new String(asking.receiveRest(), StandardCharsets.US_ASCII);
    }
  }

  private Process start(String address, int timeoutMs) {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    ProcessBuilder builder =
        new ProcessBuilder(
            java.toString(),
            "-Xmx64m",
            "-cp",
            System.getProperty("java.class.path"),
            Registrant.class.getName(),
            server.connectString(),
            "/servers",
            address,
            Integer.toString(timeoutMs));
    try {
      Process started =
          builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
      processes.add(started);
      return started;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
