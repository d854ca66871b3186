package io.paddock.bench.report;

/**
 * CPU that a measured time took.
 *
 * @param serverMeasured whether the process ids of the servers were known
 * @param serverCpuMs user and system time of all servers, 0 if not measured
 * @param serverResidentBytes resident size of all servers at the end, 0 if not measured
 * @param ownCpuMs user and system time of the load generator
 */
public record Cost(
    boolean serverMeasured, long serverCpuMs, long serverResidentBytes, long ownCpuMs) {}
