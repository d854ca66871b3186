package io.paddock.server.config;

/**
 * What clients may ask of the server before it says no or slows them down.
 *
 * @param frameBytesMax largest request frame, its length field not counted; one more closes the
 *     connection ({@code jute.maxbuffer})
 * @param fieldBytesMax largest string or buffer inside a request ({@code jute.maxbuffer} plus
 *     {@code jute.maxbuffer.extrasize})
 * @param connectionsPerAddressMax connections from one client address, 0 for no limit ({@code
 *     maxClientCnxns})
 * @param connectionsMax connections in total, 0 for no limit ({@code maxCnxns})
 * @param outstandingMax requests in process on the whole server above which a connection with
 *     requests outstanding is not read ({@code globalOutstandingLimit})
 * @param connectionOutstandingMax unanswered requests of one connection at which it is not read
 *     further
 * @param outgoingBytesMax unsent bytes of one connection above which a client that does not read is
 *     dropped
 * @param queuedWriteBytesMax bytes of writes that wait for the disk, in total, at which no
 *     connection is read
 */
public record LimitsConfig(
    int frameBytesMax,
    int fieldBytesMax,
    int connectionsPerAddressMax,
    int connectionsMax,
    int outstandingMax,
    int connectionOutstandingMax,
    int outgoingBytesMax,
    long queuedWriteBytesMax) {}
