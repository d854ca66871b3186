package io.paddock.replication.sockets;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.ssl.SslHandler;
import io.paddock.replication.ledger.Member;
import io.paddock.replication.sockets.PeerTls.Use;
import io.paddock.replication.sockets.PeerTls.Verifies;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;

/**
 * Puts encryption before everything else in a connection, if it is to have it.
 *
 * <p>Thread: the loop.
 */
final class TlsDoor {
  /** How a TLS connection begins; no hello does, as its first byte is that of a short length. */
  static final byte HANDSHAKE_RECORD = 0x16;

  private static final String TLS = "tls";
  private static final String FIRST_BYTE = "first-byte";

  private final @Nullable PeerTls settings;

  TlsDoor(@Nullable PeerTls settings) {
    this.settings = settings;
  }

  /** For a connection to a member at {@code host}, as in its server line. */
  void furnishDialled(Channel channel, String host) {
    PeerTls tls = settings;
    if (tls != null && tls.use() != Use.TAKES) {
      SSLEngine engine = tls.context().createSSLEngine(host, 0);
      engine.setUseClientMode(true);
      SSLParameters parameters = parameters(engine, tls);
      if (tls.verifies() != Verifies.NOTHING) {
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
      }
      engine.setSSLParameters(parameters);
      channel.pipeline().addLast(TLS, new SslHandler(engine));
    }
  }

  /** For a connection that has been accepted. */
  void furnishAccepted(Channel channel) {
    PeerTls tls = settings;
    if (tls == null) {
      return;
    }
    if (tls.use() == Use.ALWAYS) {
      channel.pipeline().addLast(TLS, accepting(tls));
    } else {
      channel.pipeline().addLast(FIRST_BYTE, new FirstByte(tls));
    }
  }

  private static SslHandler accepting(PeerTls tls) {
    SSLEngine engine = tls.context().createSSLEngine();
    engine.setUseClientMode(false);
    SSLParameters parameters = parameters(engine, tls);
    parameters.setNeedClientAuth(true);
    engine.setSSLParameters(parameters);
    return new SslHandler(engine);
  }

  private static SSLParameters parameters(SSLEngine engine, PeerTls tls) {
    SSLParameters parameters = engine.getSSLParameters();
    if (!tls.protocols().isEmpty()) {
      parameters.setProtocols(tls.protocols().toArray(new String[0]));
    }
    if (!tls.ciphers().isEmpty()) {
      parameters.setCipherSuites(tls.ciphers().toArray(new String[0]));
    }
    return parameters;
  }

  /** Why the certificate of a member that dialled is not its own, or null. */
  @Nullable String objection(ChannelPipeline pipeline, Member member) {
    SslHandler handler = pipeline.get(SslHandler.class);
    if (settings == null || settings.verifies() != Verifies.BOTH || handler == null) {
      return null;
    }
    try {
      X509Certificate shown =
          (X509Certificate) handler.engine().getSession().getPeerCertificates()[0];
      CertificateNames names = CertificateNames.of(shown);
      if (member.addresses().stream().anyMatch(each -> names.cover(each.host()))) {
        return null;
      }
      return "its certificate is for ("
          + names
          + ") and not for the host in the server line of member "
          + member.id()
          + ": give it one that is, or set ssl.quorum.clientHostnameVerification=false";
    } catch (SSLPeerUnverifiedException e) {
      return "it has shown no certificate";
    }
  }

  /** Looks at the first byte, and then goes. */
  private static final class FirstByte extends ChannelInboundHandlerAdapter {
    private final PeerTls tls;

    FirstByte(PeerTls tls) {
      this.tls = tls;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
      ByteBuf bytes = (ByteBuf) message;
      if (bytes.getByte(bytes.readerIndex()) == HANDSHAKE_RECORD) {
        ctx.pipeline().addAfter(FIRST_BYTE, TLS, accepting(tls));
      }
      ctx.fireChannelRead(bytes);
      ctx.pipeline().remove(this);
    }
  }
}
