package io.paddock.protocol.message;

/**
 * The first 8 bytes of every request after the handshake (spec/wire.md, section 5).
 *
 * @param xid the client's number for the request, echoed and not interpreted
 * @param type the number of an operation, known or not
 */
public record RequestHeader(int xid, int type) {}
