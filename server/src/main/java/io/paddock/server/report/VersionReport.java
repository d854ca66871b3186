package io.paddock.server.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/**
 * What was built and when.
 *
 * @param compatible the release of ZooKeeper that clients and monitoring may take it for
 * @param version Paddock's own
 * @param built date and time, UTC; that of the release, so that the same sources give the same
 *     bytes
 */
public record VersionReport(String compatible, String version, String built) {
  private static final String COMPATIBLE = "3.9.5";

  /** The running build. */
  public static VersionReport ofThisBuild() {
    try (InputStream in = VersionReport.class.getResourceAsStream("version.properties")) {
      if (in == null) {
        throw new IllegalStateException("version.properties is missing from the jar");
      }
      Properties properties = new Properties();
      properties.load(in);
      return new VersionReport(
          COMPATIBLE,
          properties.getProperty("version", "unknown"),
          minutes(properties.getProperty("built", "unknown")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Date and time to the minute, from the ISO form that the build writes. */
  private static String minutes(String iso) {
    int length = "2026-01-01T00:00".length();
    return iso.length() < length ? iso : iso.substring(0, length).replace('T', ' ');
  }

  /** As {@code srvr} and {@code mntr} say it: clients read the three numbers at its start. */
  public String text() {
    return "%s-paddock-%s, built on %s UTC".formatted(compatible, version, built);
  }
}
