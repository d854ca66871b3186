package io.paddock.server.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class VersionReportTest {
  @Test
  void the_build_knows_its_version_and_time() {
    VersionReport version = VersionReport.ofThisBuild();

    assertThat(version.version()).matches("\\d+\\.\\d+\\.\\d+.*");
    assertThat(version.built()).matches("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d");
  }

  @Test
  void clients_find_three_numbers_at_the_start() {
    assertThat(new VersionReport("3.9.5", "0.1.0", "2030-01-02 03:04").text())
        .isEqualTo("3.9.5-paddock-0.1.0, built on 2030-01-02 03:04 UTC");
  }
}
