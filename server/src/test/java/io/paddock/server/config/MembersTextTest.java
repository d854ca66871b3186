package io.paddock.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** spec/operations.md, section 2; spec/semantics.md, section 6. */
class MembersTextTest {
  private static final String TWO =
      "server.1=127.0.0.1:23001:24001:participant;127.0.0.1:22191\n"
          + "server.4=127.0.0.1:23004:24004:observer;127.0.0.1:22194";

  @Test
  void text_and_members_are_the_same_thing() {
    List<MemberConfig> members = MembersText.parse(TWO + "\nversion=100000000");

    assertThat(MembersText.of(members)).isEqualTo(TWO);
  }

  @Test
  void what_a_line_leaves_out_is_written_out_but_for_the_client_port() {
    assertThat(MembersText.of(MembersText.parse("server.2=b:1:2;2181, server.1=a:1:2")))
        .isEqualTo("server.1=a:1:2:participant\nserver.2=b:1:2:participant;0.0.0.0:2181");
  }

  @Test
  void addresses_with_colons_have_brackets_and_several_addresses_a_bar() {
    String text = "server.1=[::1]:1:2|h:3:4:participant;[::]:2181";

    assertThat(MembersText.of(MembersText.parse(text))).isEqualTo(text);
  }

  @Test
  void members_join_leave_and_change_their_line() {
    List<MemberConfig> members = MembersText.parse(TWO);

    List<MemberConfig> changed =
        MembersText.changed(
            members, "server.2=b:1:2,server.4=127.0.0.1:23004:24004:participant", "1,9");

    assertThat(MembersText.of(changed))
        .isEqualTo("server.2=b:1:2:participant\nserver.4=127.0.0.1:23004:24004:participant");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      value = {
        "x ! x: must begin with server.<id>=",
        "server.1 ! server.1: must begin with server.<id>=",
        "server.1=a:1 ! must be host:quorumPort:electionPort[:role]",
        "server.0=a:1:2 ! the id must be a whole number from 1 to 254, not 0",
        "server.255=a:1:2 ! the id must be a whole number from 1 to 254, not 255",
        "server.1=a:1:2,server.1=b:1:2 ! server.1 is there twice",
        "server.1=a:1:2,server.2=a:1:3 ! a:1 is the address of two",
        "server.1=a:1:2;h:9,server.2=b:1:3;h:9 ! h:9 is the address of two",
      })
  void a_wrong_line_is_named(String text, String message) {
    assertThatThrownBy(() -> MembersText.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  @Test
  void who_leaves_is_named_by_a_number() {
    assertThatThrownBy(() -> MembersText.changed(List.of(), "", "one"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("one is no number of a server");
  }
}
