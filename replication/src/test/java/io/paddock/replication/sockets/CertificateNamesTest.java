package io.paddock.replication.sockets;

import static org.assertj.core.api.Assertions.assertThat;

import io.paddock.testgen.tls.TlsFiles;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CertificateNamesTest {
  @Test
  void a_certificate_is_good_for_its_alternative_names_and_not_for_its_common_name(
      @TempDir Path dir) throws Exception {
    CertificateNames names = names(TlsFiles.make(dir, "x", "CN=elsewhere.example"));

    assertThat(names.cover("localhost")).isTrue();
    assertThat(names.cover("LocalHost")).isTrue();
    assertThat(names.cover("127.0.0.1")).isTrue();
    assertThat(names.cover("127.0.0.2")).isFalse();
    assertThat(names.cover("elsewhere.example")).isFalse();
    assertThat(names.toString()).isEqualTo("localhost, 127.0.0.1");
  }

  private static CertificateNames names(TlsFiles files) throws Exception {
    try (InputStream in = Files.newInputStream(files.trust(".pem"))) {
      return CertificateNames.of(
          (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in));
    }
  }
}
