/** Encrypted client ports, from the JDK's own TLS client to the identity that an ACL names. */
@NullMarked
package io.paddock.it.tls;

import org.jspecify.annotations.NullMarked;
