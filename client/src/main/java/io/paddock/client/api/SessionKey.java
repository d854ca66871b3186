package io.paddock.client.api;

import io.paddock.protocol.message.Data;

/**
 * What it takes to go on with a session from another connection: {@code
 * PaddockClient.builder(…).session(key)}. A secret.
 *
 * @param id 0 for none
 * @param password 16 bytes
 */
public record SessionKey(long id, Data password) {
  /** Without the password. */
  @Override
  public String toString() {
    return "SessionKey[0x" + Long.toHexString(id) + "]";
  }
}
