package io.paddock.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.paddock.server.config.MemberConfig.ClientAddress;
import io.paddock.server.config.MemberConfig.PeerAddress;
import io.paddock.server.config.MemberConfig.Role;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MemberLineTest {
  @Test
  void a_plain_line_is_a_participant_without_a_client_port() {
    assertThat(parse("server.3", "zoo3:2888:3888"))
        .isEqualTo(
            new MemberConfig(
                3, List.of(new PeerAddress("zoo3", 2888, 3888)), Role.PARTICIPANT, null));
  }

  @Test
  void role_and_client_port_follow() {
    MemberConfig member = parse("server.1", "zoo1:2888:3888:observer;2181");

    assertThat(member.role()).isEqualTo(Role.OBSERVER);
    assertThat(member.client()).isEqualTo(new ClientAddress("0.0.0.0", 2181));
  }

  @Test
  void ipv6_hosts_stand_in_brackets() {
    MemberConfig member = parse("server.1", "[fe80::1]:2888:3888;[::1]:2181");

    assertThat(member.addresses()).containsExactly(new PeerAddress("fe80::1", 2888, 3888));
    assertThat(member.client()).isEqualTo(new ClientAddress("::1", 2181));
  }

  @Test
  void several_addresses_need_their_switch() {
    String value = "a:1:2|b:3:4:participant;2181";

    assertThat(MemberLine.parse("server.1", value, true).addresses())
        .containsExactly(new PeerAddress("a", 1, 2), new PeerAddress("b", 3, 4));
    assertThatThrownBy(() -> parse("server.1", value))
        .hasMessage("several addresses need multiAddress.enabled=true");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      value = {
        "server.0 ! a:1:2 ! the id must be a whole number from 1 to 254, not 0",
        "server.255 ! a:1:2 ! the id must be a whole number from 1 to 254, not 255",
        "server.x ! a:1:2 ! the id must be a whole number from 1 to 254, not x",
        "server.1 ! a ! must be host:quorumPort:electionPort[:role]",
        "server.1 ! a:1 ! must be host:quorumPort:electionPort[:role]",
        "server.1 ! a:1:2:observer:5 ! must be host:quorumPort:electionPort[:role]",
        "server.1 ! a:1:1 ! quorum port and election port must differ",
        "server.1 ! a:0:1 ! a port must be a whole number from 1 to 65535, not 0",
        "server.1 ! a:1:65536 ! a port must be a whole number from 1 to 65535, not 65536",
        "server.1 ! a:1:2:leader ! the role must be participant or observer, not leader",
        "server.1 ! :1:2 ! the host is empty",
        "server.1 ! [::1:1:2 ! [ without ]",
        "server.1 ! [::1]1:2 ! a : must follow ]",
        "server.1 ! a:1:2;b:c:3 ! the client part must be [host:]port",
        "server.1 ! a:1:2;x ! a port must be a whole number from 1 to 65535, not x",
        "server.1 ! a:1:2;1;2 ! there is more than one ;",
      })
  void a_wrong_line_says_what_is_wrong(String key, String value, String message) {
    assertThatThrownBy(() -> parse(key, value))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  private static MemberConfig parse(String key, String value) {
    return MemberLine.parse(key, value, false);
  }
}
