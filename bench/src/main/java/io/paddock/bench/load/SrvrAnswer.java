package io.paddock.bench.load;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;

/**
 * What a server says of itself when it is asked with the four-letter word {@code srvr}.
 *
 * @param version its release, without commit and build time; {@code unknown} if it did not say
 * @param mode {@code leader}, {@code follower}, {@code standalone} and so on; empty if it did not
 *     say
 * @param zxid of its last change; -1 if it did not say
 */
public record SrvrAnswer(String version, String mode, long zxid) {
  /** Of a server that cannot be asked. */
  public static final SrvrAnswer NONE = new SrvrAnswer("unknown", "", -1);

  private static final String VERSION = "Zookeeper version: ";

  /** Paddock first says which ZooKeeper it is like, then its own release. */
  private static final String PADDOCK = "-paddock-";

  private static final String MODE = "Mode: ";
  private static final String ZXID = "Zxid: 0x";
  private static final int TIMEOUT_MS = 5_000;

  /** Asks; {@link #NONE} if there is no answer. */
  public static SrvrAnswer ask(InetSocketAddress address) {
    try (Socket socket = new Socket()) {
      socket.connect(address, TIMEOUT_MS);
      socket.setSoTimeout(TIMEOUT_MS);
      socket.getOutputStream().write("srvr".getBytes(US_ASCII));
      return parse(new String(socket.getInputStream().readAllBytes(), US_ASCII));
    } catch (IOException e) {
      return NONE;
    }
  }

  /** Reads the text of an answer. */
  public static SrvrAnswer parse(String answer) {
    String zxid = after(ZXID, answer, "");
    return new SrvrAnswer(
        release(after(VERSION, answer, NONE.version)),
        after(MODE, answer, ""),
        zxid.isEmpty() ? NONE.zxid : Long.parseUnsignedLong(zxid, 16));
  }

  private static String release(String version) {
    int own = version.indexOf(PADDOCK);
    return own < 0
        ? version.split("[-,]", 2)[0]
        : version.substring(own + PADDOCK.length()).split(",", 2)[0];
  }

  private static String after(String start, String answer, String otherwise) {
    return answer
        .lines()
        .filter(line -> line.startsWith(start))
        .map(line -> line.substring(start.length()).strip())
        .findFirst()
        .orElse(otherwise);
  }

  /** Whether it leads an ensemble. */
  public boolean isLeader() {
    return mode.equals("leader");
  }
}
