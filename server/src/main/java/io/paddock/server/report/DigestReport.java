package io.paddock.server.report;

/** The digest that the state had after the command with this zxid. */
public record DigestReport(long zxid, long digest) {}
