package io.paddock.client.transport;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * How connections are made: plain, or encrypted by a context.
 *
 * @param tls null for plain
 * @param checksHost whether the server's certificate must be for the name it was asked by
 */
public record Sockets(@Nullable SSLContext tls, boolean checksHost) {
  /** Plain ones. */
  public static final Sockets PLAIN = new Sockets(null, false);

  /** A blocking connection, for a question or two; reads give up after the same time. */
  public Socket connect(String host, InetSocketAddress address, int patienceMs) throws IOException {
    Socket plain = new Socket();
    try {
      plain.setSoTimeout(patienceMs);
      plain.connect(address, patienceMs);
      SSLContext context = tls;
      if (context == null) {
        return plain;
      }
      SSLSocket secure =
          (SSLSocket) context.getSocketFactory().createSocket(plain, host, address.getPort(), true);
      secure.setSSLParameters(parameters(secure.getSSLParameters()));
      return secure;
    } catch (IOException | RuntimeException e) {
      plain.close();
      throw e;
    }
  }

  /** What encrypts a connection to a host, null if nothing does. */
  @Nullable SSLEngine engine(String host, int port) {
    SSLContext context = tls;
    if (context == null) {
      return null;
    }
    SSLEngine engine = context.createSSLEngine(host, port);
    engine.setUseClientMode(true);
    engine.setSSLParameters(parameters(engine.getSSLParameters()));
    return engine;
  }

  private SSLParameters parameters(SSLParameters given) {
    if (checksHost) {
      given.setEndpointIdentificationAlgorithm("HTTPS");
    }
    return given;
  }
}
