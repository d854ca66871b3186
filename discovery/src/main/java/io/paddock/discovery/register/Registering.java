package io.paddock.discovery.register;

import java.util.Map;

/**
 * A registration that is about to be made.
 *
 * @param path where, without links
 * @param address as it was given
 * @param properties to which more can be added
 */
public record Registering(String path, String address, Map<String, Object> properties) {}
