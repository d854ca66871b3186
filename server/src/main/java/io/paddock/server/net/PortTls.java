package io.paddock.server.net;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.ssl.SslHandler;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;

/**
 * Whether and how connections of a port are encrypted.
 *
 * <p>Thread: any; {@link #install} and {@link #subject} on the connection's loop.
 *
 * <p>Source: spec/wire.md, section 3.
 */
public final class PortTls {
  /** Connections are plain. */
  public static final PortTls NONE = new PortTls(null, false);

  /**
   * The first byte of a TLS record that begins a handshake. No frame and no word begins with it.
   */
  private static final byte HANDSHAKE_RECORD = 0x16;

  private static final String TLS = "tls";
  private static final String FIRST_BYTE = "first-byte";

  private final @Nullable TlsContext context;
  private final boolean optional;

  private PortTls(@Nullable TlsContext context, boolean optional) {
    this.context = context;
    this.optional = optional;
  }

  /** Every connection is encrypted. */
  public static PortTls always(TlsContext context) {
    return new PortTls(context, false);
  }

  /** A connection is encrypted if its first byte says so. */
  public static PortTls ifAsked(TlsContext context) {
    return new PortTls(context, true);
  }

  /** Whether what is read may be kept by a handler, so that reads cannot share one buffer. */
  boolean keepsBuffers() {
    return context != null;
  }

  /** Puts what is needed before the handler of a connection that has just been accepted. */
  void install(SocketChannel accepted) {
    TlsContext shared = context;
    if (shared == null) {
      return;
    }
    if (optional) {
      accepted.pipeline().addLast(FIRST_BYTE, new FirstByte(shared));
    } else {
      accepted.pipeline().addLast(TLS, shared.handler(accepted.alloc()));
    }
  }

  /** Whether the connection with these handlers is encrypted. */
  static boolean isEncrypted(ChannelPipeline pipeline) {
    return pipeline.get(SslHandler.class) != null;
  }

  /** The subject of the certificate that the client has shown and that is trusted, or null. */
  static @Nullable String subject(ChannelPipeline pipeline) {
    SslHandler tls = pipeline.get(SslHandler.class);
    if (tls == null) {
      return null;
    }
    try {
      Certificate[] shown = tls.engine().getSession().getPeerCertificates();
      return shown[0] instanceof X509Certificate first
          ? first.getSubjectX500Principal().getName()
          : null;
    } catch (SSLPeerUnverifiedException e) {
      return null; // The client has shown none, which is allowed: else there would be no
      // connection.
    }
  }

  /** Looks at the first byte, and then goes. */
  private static final class FirstByte extends ChannelInboundHandlerAdapter {
    private final TlsContext shared;

    FirstByte(TlsContext shared) {
      this.shared = shared;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
      ByteBuf bytes = (ByteBuf) message;
      if (bytes.getByte(bytes.readerIndex()) == HANDSHAKE_RECORD) {
        ctx.pipeline().addAfter(FIRST_BYTE, TLS, shared.handler(ctx.alloc()));
      }
      ctx.fireChannelRead(bytes);
      ctx.pipeline().remove(this);
    }
  }
}
