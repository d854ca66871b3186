package io.paddock.server.pipeline;

import io.paddock.server.auth.AuthPolicy;

/**
 * Settings that decide about requests, the same on all loops.
 *
 * @param auth decides about auth packets and enforced authentication
 * @param skipAcl no ACL is checked
 * @param extendedTypes TTL znodes may be created
 */
public record PipelineRules(AuthPolicy auth, boolean skipAcl, boolean extendedTypes) {}
