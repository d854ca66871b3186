package io.paddock.protocol.path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChrootTest {
  private final Chroot app = Chroot.of("/app/one");

  @Test
  void outgoing_paths_get_the_prefix() {
    assertThat(app.toServer("/")).isEqualTo("/app/one");
    assertThat(app.toServer("/a/b")).isEqualTo("/app/one/a/b");
  }

  @Test
  void incoming_paths_lose_the_prefix() {
    assertThat(app.toClient("/app/one")).isEqualTo("/");
    assertThat(app.toClient("/app/one/a")).isEqualTo("/a");
  }

  @Test
  void incoming_paths_from_outside_stay() {
    assertThat(app.toClient("/zookeeper/config")).isEqualTo("/zookeeper/config");
    assertThat(app.toClient("/app/onetwo")).isEqualTo("/app/onetwo");
    assertThat(app.toClient("/app")).isEqualTo("/app");
    assertThat(app.contains("/app/one")).isTrue();
    assertThat(app.contains("/app/one/x")).isTrue();
    assertThat(app.contains("/app/onetwo")).isFalse();
    assertThat(app.contains("/other/one")).isFalse();
  }

  @Test
  void without_a_chroot_paths_stay() {
    assertThat(Chroot.of("/")).isSameAs(Chroot.NONE);
    assertThat(Chroot.of("")).isSameAs(Chroot.NONE);
    assertThat(Chroot.NONE.toServer("/a")).isEqualTo("/a");
    assertThat(Chroot.NONE.toServer("/")).isEqualTo("/");
    assertThat(Chroot.NONE.toClient("/a")).isEqualTo("/a");
    assertThat(Chroot.NONE.contains("/a")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"app", "/app/", "//", "/a/../b"})
  void a_chroot_is_a_valid_path(String path) {
    assertThatThrownBy(() -> Chroot.of(path))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("chroot " + path + ": the");
  }

  @Test
  void the_root_is_no_prefix() {
    assertThatThrownBy(() -> new Chroot("/")).hasMessage("chroot /: it is the root");
  }
}
