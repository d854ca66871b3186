package io.paddock.server.report;

import io.paddock.server.report.ServerReport.SizesReport;

/**
 * Packets and times since the start or the last {@code srst}.
 *
 * @param received packets from clients
 * @param sent packets to clients
 * @param receivedBytes their bytes, length fields included
 * @param sentBytes their bytes, length fields included
 * @param replies sizes of replies
 * @param all time from reading a request to handing out its reply
 * @param reads the same, of requests that only read
 * @param updates the same, of requests that write
 */
public record TrafficReport(
    long received,
    long sent,
    long receivedBytes,
    long sentBytes,
    SizesReport replies,
    LatencyReport all,
    LatencyReport reads,
    LatencyReport updates) {}
