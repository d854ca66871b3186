package io.paddock.client.api;

import io.paddock.protocol.message.Data;

/**
 * What a client shows on every connection to be somebody.
 *
 * @param scheme such as {@code digest}
 * @param secret for digest {@code user:password}
 */
public record Credential(String scheme, Data secret) {
  /** A name and a password in the scheme {@code digest}. */
  public static Credential digest(String user, String password) {
    return new Credential("digest", Data.of(user + ":" + password));
  }

  /** Without the secret. */
  @Override
  public String toString() {
    return "Credential[" + scheme + "]";
  }
}
