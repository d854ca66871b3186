package io.paddock.client.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.paddock.client.PaddockClient;
import io.paddock.client.api.BadVersionException;
import io.paddock.client.api.Client;
import io.paddock.client.api.ClosedException;
import io.paddock.client.api.CreateOptions;
import io.paddock.client.api.Credential;
import io.paddock.client.api.DeadlineException;
import io.paddock.client.api.Happened;
import io.paddock.client.api.NoAuthException;
import io.paddock.client.api.NoNodeException;
import io.paddock.client.api.NodeExistsException;
import io.paddock.client.api.NotEmptyException;
import io.paddock.client.api.Transaction;
import io.paddock.client.api.TransactionException;
import io.paddock.protocol.message.Acl;
import io.paddock.protocol.message.ClientInfo;
import io.paddock.protocol.message.Data;
import io.paddock.protocol.message.ErrorCode;
import io.paddock.protocol.message.Id;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The operations one by one. */
public abstract class OperationsSuite extends ServerSuite {
  protected OperationsSuite(InetSocketAddress server) {
    super(server);
  }

  @BeforeEach
  void make_a_place() {
    client.create("/t", null);
  }

  @Test
  void what_was_created_is_read_and_what_was_set_has_the_next_version() {
    client.create("/t/a", Data.of("1"));
    assertThat(client.get("/t/a").text()).isEqualTo("1");

    client.set("/t/a", Data.of("2"), 0);
    assertThat(client.get("/t/a").version()).isEqualTo(1);
    assertThat(client.children("/t")).containsExactly("a");
  }

  @Test
  void no_data_is_not_the_same_as_empty_data() {
    client.create("/t/none", null);
    client.create("/t/empty", Data.EMPTY);

    assertThat(client.get("/t/none").data()).isNull();
    assertThat(client.get("/t/empty").data()).isEqualTo(Data.EMPTY);
  }

  @Test
  void a_refusal_has_its_type_and_says_that_nothing_happened() {
    assertThatThrownBy(() -> client.get("/t/x")).isInstanceOf(NoNodeException.class);
    assertThatThrownBy(() -> client.create("/t", null)).isInstanceOf(NodeExistsException.class);
    assertThatThrownBy(() -> client.delete("/")).isInstanceOf(RuntimeException.class);
    client.create("/t/a", null);
    assertThatThrownBy(() -> client.delete("/t")).isInstanceOf(NotEmptyException.class);
    BadVersionException refused =
        catchThrowableOfType(BadVersionException.class, () -> client.set("/t", null, 7));

    assertThat(refused.operation()).isEqualTo("set");
    assertThat(refused.path()).isEqualTo("/t");
    assertThat(refused.happened()).isEqualTo(Happened.NO);
  }

  @Test
  void a_path_that_cannot_be_is_told_before_anything_is_sent() {
    assertThatThrownBy(() -> client.get("t")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> client.create("/t/../x", null))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void missing_parents_are_made_if_asked_for() {
    assertThatThrownBy(() -> client.create("/t/a/b/c", null)).isInstanceOf(NoNodeException.class);

    client.create("/t/a/b/c", Data.of("x"), CreateOptions.PERSISTENT.makingParents());

    assertThat(client.get("/t/a/b/c").text()).isEqualTo("x");
    assertThat(client.countDescendants("/t")).isEqualTo(3);
  }

  @Test
  void sequential_ephemeral_and_container_znodes_are_what_they_say() {
    String first = client.create("/t/n-", null, CreateOptions.SEQUENTIAL).path();
    String second = client.create("/t/n-", null, CreateOptions.EPHEMERAL_SEQUENTIAL).path();

    assertThat(first).isEqualTo("/t/n-0000000000");
    assertThat(second).isEqualTo("/t/n-0000000001");
    assertThat(client.exists(second).orElseThrow().ephemeralOwner()).isEqualTo(client.sessionId());
    assertThat(client.ephemerals("/t")).containsExactly(second);
    assertThat(client.create("/t/c", null, CreateOptions.CONTAINER).path()).isEqualTo("/t/c");
  }

  @Test
  void a_protected_create_has_a_mark_before_its_name() {
    String path = client.create("/t/n-", null, CreateOptions.SEQUENTIAL.protectedByMark()).path();

    assertThat(path).matches("/t/_c_[0-9a-f-]{36}-n-0000000000");
  }

  @Test
  void create_or_set_does_the_one_or_the_other() {
    client.createOrSet("/t/a/b", Data.of("1"));
    client.createOrSet("/t/a/b", Data.of("2"));

    assertThat(client.get("/t/a/b").text()).isEqualTo("2");
    assertThat(client.get("/t/a/b").version()).isEqualTo(1);
  }

  @Test
  void a_subtree_is_deleted_whole_and_a_missing_one_is_no_error() {
    for (int i = 0; i < 20; i++) {
      client.ensurePath("/t/a/" + i + "/x");
    }
    client.deleteRecursive("/t/a");
    client.deleteRecursive("/t/a");

    assertThat(client.exists("/t/a")).isEmpty();
  }

  @Test
  void children_come_with_their_data() {
    client.create("/t/b", Data.of("2"));
    client.create("/t/a", Data.of("1"));

    assertThat(client.childrenWithData("/t").values())
        .extracting(node -> node.path() + node.text())
        .containsExactly("/t/a1", "/t/b2");
  }

  @Test
  void a_transaction_is_done_whole_or_not_at_all() {
    client.commit(
        Transaction.EMPTY
            .create("/t/a", Data.of("1"), CreateOptions.PERSISTENT)
            .set("/t/a", Data.of("2"), 0));
    assertThat(client.get("/t/a").text()).isEqualTo("2");

    TransactionException refused =
        catchThrowableOfType(
            TransactionException.class,
            () -> client.commit(Transaction.EMPTY.delete("/t/a", -1).check("/t/x", -1)));

    assertThat(refused.step()).isEqualTo(1);
    assertThat(refused.path()).isEqualTo("/t/x");
    assertThat(refused.error()).isEqualTo(ErrorCode.NO_NODE);
    assertThat(client.exists("/t/a")).isPresent();
    assertThat(client.commit(Transaction.EMPTY)).isEmpty();
  }

  @Test
  void a_chroot_is_put_before_each_path_and_taken_off_again() {
    try (Client below = PaddockClient.connect(straight("/t/root"))) {
      client.ensurePath("/t/root");
      assertThat(below.create("/a", null).path()).isEqualTo("/a");
      assertThat(below.create("/e", null, CreateOptions.EPHEMERAL).path()).isEqualTo("/e");
      assertThat(below.ephemerals("/")).containsExactly("/e");
      assertThat(below.children("/")).containsExactlyInAnyOrder("a", "e");
    }
    client.sync("/");
    assertThat(client.exists("/t/root/a")).isPresent();
  }

  @Test
  void a_credential_opens_what_is_closed_to_others() {
    try (Client bob =
        PaddockClient.builder(straight(""))
            .credential(Credential.digest("bob", "secret"))
            .connect()) {
      Acl onlyBob = new Acl(Acl.ALL, new Id("auth", ""));
      bob.create("/t/a", Data.of("1"), CreateOptions.PERSISTENT.acl(List.of(onlyBob)));

      assertThat(bob.get("/t/a").text()).isEqualTo("1");
      assertThat(bob.whoAmI()).contains(new ClientInfo("digest", "bob"));
      client.sync("/");
      assertThatThrownBy(() -> client.get("/t/a")).isInstanceOf(NoAuthException.class);
      bob.setAcl("/t/a", Acl.OPEN, 0);
      assertThat(client.getAcl("/t/a").entries()).isEqualTo(Acl.OPEN);
    }
  }

  @Test
  void a_credential_may_come_later_and_stays_over_connections() {
    Acl onlyBob = new Acl(Acl.ALL, new Id("auth", ""));
    client.addCredential(Credential.digest("bob", "secret"));
    client.create("/t/b", Data.of("1"), CreateOptions.PERSISTENT.acl(List.of(onlyBob)));

    link.resetAll();

    assertThat(client.get("/t/b").text()).isEqualTo("1");
    client.delete("/t/b");
    assertThat(client.whoAmI()).contains(new ClientInfo("digest", "bob"));
  }

  @Test
  void many_requests_at_once_are_done_in_their_order() throws Exception {
    List<CompletableFuture<?>> all = new ArrayList<>();
    for (int i = 0; i < 2000; i++) {
      all.add(client.async().set("/t", Data.of("" + i), i));
    }
    CompletableFuture.allOf(all.toArray(CompletableFuture<?>[]::new)).get(30, TimeUnit.SECONDS);

    client.sync("/t");
    assertThat(client.get("/t").text()).isEqualTo("1999");
  }

  @Test
  void without_a_server_an_operation_fails_in_time_and_says_that_nothing_happened() {
    try (Client nowhere = PaddockClient.connect("127.0.0.1:1")) {
      DeadlineException late =
          catchThrowableOfType(
              DeadlineException.class,
              () -> nowhere.within(Duration.ofMillis(200)).create("/t/a", null));

      assertThat(late.happened()).isEqualTo(Happened.NO);
    }
  }

  @Test
  void a_closed_client_says_so() {
    client.close();

    assertThatThrownBy(() -> client.get("/t")).isInstanceOf(ClosedException.class);
  }
}
