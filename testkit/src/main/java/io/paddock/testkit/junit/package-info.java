/**
 * The embedded server as an extension of JUnit 5 and 6.
 *
 * <p>Enters: the life of test classes and tests. Leaves: a server for each. Never: a server that
 * outlives its test class.
 */
@NullMarked
package io.paddock.testkit.junit;

import org.jspecify.annotations.NullMarked;
