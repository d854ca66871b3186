package io.paddock.testgen.tls;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Base64;
import java.util.List;

/**
 * One self-signed certificate with its key, in a directory: {@code <name>.p12}, {@code .jks},
 * {@code .pem} hold both; {@code <name>-trust.p12}, {@code .jks}, {@code .pem} hold the certificate
 * only, for those who are to trust it. All are opened with {@link #PASSWORD}.
 *
 * @param dir where the files are
 * @param name what they begin with
 */
public record TlsFiles(Path dir, String name) {
  /** Opens every file. */
  public static final String PASSWORD = "correct horse";

  /**
   * Makes the files; takes about a second, as the JDK's keytool does it.
   *
   * @param subject distinguished name, such as {@code CN=alice,O=Test}; the certificate is good for
   *     localhost too
   */
  public static TlsFiles make(Path dir, String name, String subject) {
    TlsFiles files = new TlsFiles(dir, name);
    try {
      Path keys = files.file(".p12");
      keytool(
          List.of(
              "-genkeypair",
              "-alias",
              name,
              "-keyalg",
              "EC",
              "-groupname",
              "secp256r1",
              "-dname",
              subject,
              "-ext",
              "san=ip:127.0.0.1,dns:localhost",
              "-validity",
              "3650",
              "-storetype",
              "PKCS12",
              "-keystore",
              keys.toString(),
              "-storepass",
              PASSWORD));
      files.writeOtherFormats(keys);
      return files;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The file with certificate and key, for an ending such as {@code .jks}. */
  public Path file(String ending) {
    return dir.resolve(name + ending);
  }

  /** The file with the certificate only, for an ending such as {@code .jks}. */
  public Path trust(String ending) {
    return dir.resolve(name + "-trust" + ending);
  }

  private void writeOtherFormats(Path keys) throws IOException, GeneralSecurityException {
    KeyStore store = load(keys);
    char[] password = PASSWORD.toCharArray();
    Certificate certificate = store.getCertificate(name);
    byte[] key = store.getKey(name, password).getEncoded();
    for (String type : List.of("JKS", "PKCS12")) {
      String ending = type.equals("JKS") ? ".jks" : ".p12";
      KeyStore trusted = empty(type);
      trusted.setCertificateEntry(name, certificate);
      save(trusted, trust(ending));
    }
    KeyStore old = empty("JKS");
    old.setKeyEntry(name, store.getKey(name, password), password, new Certificate[] {certificate});
    save(old, file(".jks"));
    String shown = pem("CERTIFICATE", certificate.getEncoded());
    Files.writeString(trust(".pem"), shown);
    Files.writeString(file(".pem"), pem("PRIVATE KEY", key) + shown);
  }

  private static KeyStore load(Path file) throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, PASSWORD.toCharArray());
    }
    return store;
  }

  private static KeyStore empty(String type) throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance(type);
    store.load(null, null);
    return store;
  }

  private static void save(KeyStore store, Path file) throws IOException, GeneralSecurityException {
    try (OutputStream out = Files.newOutputStream(file)) {
      store.store(out, PASSWORD.toCharArray());
    }
  }

  private static String pem(String what, byte[] bytes) {
    String lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
    return "-----BEGIN " + what + "-----\n" + lines + "\n-----END " + what + "-----\n";
  }

  private static void keytool(List<String> arguments) throws IOException {
    Path tool = Path.of(System.getProperty("java.home"), "bin", "keytool");
    ProcessBuilder builder = new ProcessBuilder(tool.toString()).redirectErrorStream(true);
    builder.command().addAll(arguments);
    Process process = builder.start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      if (process.waitFor() != 0) {
        throw new IOException("keytool failed: " + said);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
