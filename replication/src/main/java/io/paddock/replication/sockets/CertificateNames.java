package io.paddock.replication.sockets;

import io.netty.util.NetUtil;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;

/**
 * For which hosts a certificate is good: the names and addresses in it as alternatives to its
 * subject, or, if there is no name among them, the common name of its subject. Pure.
 */
final class CertificateNames {
  private static final int DNS = 2;
  private static final int ADDRESS = 7;

  private final List<String> names = new ArrayList<>();
  private final List<byte[]> addresses = new ArrayList<>();

  private CertificateNames() {}

  static CertificateNames of(X509Certificate certificate) {
    CertificateNames found = new CertificateNames();
    try {
      Collection<List<?>> alternatives = certificate.getSubjectAlternativeNames();
      for (List<?> each : alternatives == null ? List.<List<?>>of() : alternatives) {
        found.add((Integer) each.get(0), each.get(1));
      }
    } catch (CertificateParsingException e) {
      return found; // What cannot be read is good for no host.
    }
    if (found.names.isEmpty()) {
      found.addCommonName(certificate.getSubjectX500Principal().getName());
    }
    return found;
  }

  private void add(int kind, Object value) {
    if (kind == DNS) {
      names.add(value.toString().toLowerCase(Locale.ROOT));
    } else if (kind == ADDRESS) {
      byte[] bytes = NetUtil.createByteArrayFromIpAddressString(value.toString());
      if (bytes != null) {
        addresses.add(bytes);
      }
    }
  }

  private void addCommonName(String subject) {
    try {
      for (Rdn each : new LdapName(subject).getRdns()) {
        if (each.getType().equalsIgnoreCase("CN")) {
          names.add(each.getValue().toString().toLowerCase(Locale.ROOT));
        }
      }
    } catch (InvalidNameException e) {
      // Then it has no name.
    }
  }

  /** Whether the certificate is good for a host name, or for an IP address. */
  boolean cover(String host) {
    byte[] address = NetUtil.createByteArrayFromIpAddressString(host);
    if (address != null) {
      return addresses.stream().anyMatch(each -> Arrays.equals(each, address));
    }
    String name = host.toLowerCase(Locale.ROOT);
    return names.stream().anyMatch(each -> matches(each, name));
  }

  /** A star stands for one whole label, the first one. */
  private static boolean matches(String pattern, String name) {
    if (!pattern.startsWith("*.")) {
      return pattern.equals(name);
    }
    int dot = name.indexOf('.');
    return dot > 0 && name.substring(dot).equals(pattern.substring(1));
  }

  @Override
  public String toString() {
    List<String> all = new ArrayList<>(names);
    addresses.forEach(each -> all.add(NetUtil.bytesToIpAddress(each)));
    return String.join(", ", all);
  }
}
