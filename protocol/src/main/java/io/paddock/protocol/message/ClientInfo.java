package io.paddock.protocol.message;

/**
 * One identity of a connection as whoAmI tells it.
 *
 * @param scheme the ACL scheme
 * @param user the id of the identity; for digest only the part before the colon
 */
public record ClientInfo(String scheme, String user) {}
