package io.paddock.bench.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SeatTest {
  @TempDir private Path directory;

  @Test
  void a_server_alone_has_neither_number_nor_members() throws IOException {
    Seat seat = Seat.of(directory, 1).get(0);
    Properties settings = settings(seat);

    assertThat(settings).containsEntry("dataDir", seat.data().toString());
    assertThat(settings).containsEntry("clientPort", Integer.toString(seat.clientPort()));
    assertThat(settings.stringPropertyNames()).noneMatch(key -> key.startsWith("server."));
    assertThat(seat.data()).isEmptyDirectory();
  }

  @Test
  void members_know_each_other_and_their_own_number() throws IOException {
    List<Seat> seats = Seat.of(directory, 3);
    Properties first = settings(seats.get(0));
    Properties last = settings(seats.get(2));

    assertThat(seats.get(2).data().resolve("myid")).hasContent("3");
    assertThat(first).containsKeys("server.1", "server.2", "server.3", "initLimit", "syncLimit");
    for (String key : List.of("server.1", "server.2", "server.3", "tickTime", "initLimit")) {
      assertThat(last.getProperty(key)).isEqualTo(first.getProperty(key));
    }
    assertThat(seats.stream().map(Seat::clientPort)).doesNotHaveDuplicates();
    assertThat(first.getProperty("server.1")).matches("127\\.0\\.0\\.1:\\d+:\\d+");
  }

  @Test
  void a_member_that_was_emptied_keeps_its_number_only() throws IOException {
    Seat seat = Seat.of(directory, 3).get(1);
    seat.furnish();
    Files.createDirectories(seat.data().resolve("version-2"));
    Files.writeString(seat.data().resolve("version-2/log.1"), "x");

    seat.empty();

    assertThat(seat.data()).isDirectoryContaining(file -> file.endsWith("myid"));
    assertThat(seat.data().resolve("version-2")).doesNotExist();
  }

  private static Properties settings(Seat seat) throws IOException {
    Properties settings = new Properties();
    settings.load(new StringReader(Files.readString(seat.furnish())));
    return settings;
  }
}
