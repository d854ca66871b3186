package io.paddock.protocol.path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConnectStringTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '>',
      textBlock =
          """
          a                        > a:2181
          a:7                      > a:7
          a:                       > a:2181
          a:65535                  > a:65535
          a:1,b:2                  > a:1,b:2
          ' a:1 , b:2 '            > a:1,b:2
          a,,b,                    > a:2181,b:2181
          a/                       > a:2181
          a,b:7/app/one            > a:2181,b:7/app/one
          'a/app '                 > a:2181/app
          127.0.0.1:7              > 127.0.0.1:7
          [::1]                    > [::1]:2181
          [::1]:                   > [::1]:2181
          [fe80::1]:7,a            > [fe80::1]:7,a:2181
          fe80::1:7                > [fe80::1]:7
          a/b,c                    > a:2181/b,c
          """)
  void is_read(String text, String canonical) {
    ConnectString parsed = ConnectString.parse(text);
    assertThat(parsed).hasToString(canonical);
    assertThat(ConnectString.parse(canonical)).isEqualTo(parsed);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '>',
      textBlock =
          """
          ''        > a connection string without a server
          ','       > a connection string without a server
          /app      > a connection string without a server
          a:0       > port 0 of a is not in 1..65535
          a:65536   > port 65536 of a is not in 1..65535
          a:-1      > port -1 of a is not in 1..65535
          a:x       > the port of a:x is not a number
          :7        > a host is missing
          []        > a host is missing
          [::1      > a bracketed address that does not end well: [::1
          [::1]7    > a bracketed address that does not end well: [::1]7
          a/b/      > 'chroot /b/: the path ends with /'
          a//       > 'chroot //: there is nothing between two / before index 1'
          """)
  void is_refused_with_a_reason(String text, String reason) {
    assertThatThrownBy(() -> ConnectString.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(reason);
  }

  @Test
  void hosts_and_ports_are_told_apart() {
    ConnectString parsed = ConnectString.parse("a,[::1]:7/app");
    assertThat(parsed.servers())
        .containsExactly(new ServerAddress("a", 2181), new ServerAddress("::1", 7));
    assertThat(parsed.chroot()).isEqualTo(new Chroot("/app"));
  }
}
