package io.paddock.client.transport;

import io.paddock.protocol.codec.FrameLimits;
import io.paddock.protocol.codec.JuteReader;
import io.paddock.protocol.codec.JuteWriter;
import io.paddock.protocol.codec.ProtocolException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.Arrays;
import javax.net.ssl.SSLEngine;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One TCP connection that carries frames (spec/wire.md, section 2). What is written leaves at the
 * end of the loop's turn.
 *
 * <p>Thread: the loop's.
 */
public final class Connection implements IoLoop.Ready {
  private static final Logger LOG = LoggerFactory.getLogger(Connection.class);
  private static final int BUFFER_BYTES = 16 * 1024;

  /** Enough for a client that reads little, of which a process may have hundreds. */
  private static final int BUFFER_BYTES_FIRST = 512;

  private static final int OUT_BYTES_FIRST = 128;

  private static final int LENGTH_BYTES = Integer.BYTES;

  private final IoLoop loop;
  private final SocketChannel channel;
  private final FrameLimits limits;
  private final Wire wire;
  private final Listener listener;
  private final JuteReader reader;
  private final JuteWriter out = new JuteWriter(OUT_BYTES_FIRST);
  private int room = BUFFER_BYTES_FIRST;
  private byte[] in = new byte[BUFFER_BYTES_FIRST];
  private int inFrom;
  private int inTo;
  private int sent;
  private boolean flushing;
  private boolean open = true;
  private @Nullable SelectionKey key;

  /** What a connection tells. Called on the loop's thread. */
  public interface Listener {
    /** The connection stands. */
    void opened();

    /** A whole frame has come, without its length; the bytes are lent. */
    void frame(JuteReader in) throws ProtocolException;

    /** The connection is gone; nothing comes after this. Not told after {@link #close}. */
    void closed(String why);
  }

  private Connection(
      IoLoop loop, SocketChannel channel, Wire wire, FrameLimits limits, Listener listener) {
    this.loop = loop;
    this.channel = channel;
    this.wire = wire;
    this.limits = limits;
    this.listener = listener;
    this.reader = new JuteReader(limits);
  }

  /**
   * Where a connection leads and how.
   *
   * @param host the name that a certificate must be for
   * @param limits how long a frame may be
   */
  public record Route(
      String host, InetSocketAddress address, Sockets sockets, FrameLimits limits) {}

  /** Begins to connect; the listener hears how it went. */
  public static Connection open(IoLoop loop, Route route, Listener listener) throws IOException {
    InetSocketAddress address = route.address();
    SSLEngine engine = route.sockets().engine(route.host(), address.getPort());
    SocketChannel channel = SocketChannel.open();
    try {
      BounceBuffer bounce = loop.bounce();
      Wire wire =
          engine == null ? new PlainWire(channel, bounce) : new TlsWire(channel, bounce, engine);
      Connection connection = new Connection(loop, channel, wire, route.limits(), listener);
      channel.configureBlocking(false);
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
      boolean connected = channel.connect(address);
      connection.key =
          loop.register(
              channel, connected ? SelectionKey.OP_READ : SelectionKey.OP_CONNECT, connection);
      if (connected) {
        loop.execute(connection::tellOpened);
      }
      return connection;
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private void tellOpened() {
    if (open) {
      listener.opened();
    }
  }

  /** Where to write whole frames; they leave at the end of the turn. */
  public JuteWriter out() {
    if (!flushing) {
      flushing = true;
      loop.atEndOfTurn(this::flush);
    }
    return out;
  }

  /** Closes without a word to the listener; what is written and not yet sent is tried once. */
  public void close() {
    if (!open) {
      return;
    }
    try {
      if (channel.isConnected()) {
        write();
        wire.bye();
      }
    } catch (IOException e) {
      LOG.debug("the last words of a connection", e);
    }
    shut();
  }

  @Override
  public void ended() {
    close();
  }

  @Override
  public void ready(SelectionKey selected) {
    try {
      if (selected.isConnectable()) {
        channel.finishConnect();
        selected.interestOps(SelectionKey.OP_READ);
        listener.opened();
      }
      if (open && selected.isReadable()) {
        read();
        // What was to be sent may have waited for what was read, as in a handshake.
        if (open && out.position() > sent && !wire.isFull()) {
          write();
        }
      }
      if (open && selected.isWritable()) {
        write();
      }
    } catch (IOException e) {
      fail(String.valueOf(e.getMessage()));
    } catch (ProtocolException e) {
      fail("the server sent what is no message: " + e.getMessage());
    }
  }

  private void read() throws IOException, ProtocolException {
    int count;
    do {
      count = wire.read(ByteBuffer.wrap(in, inTo, in.length - inTo));
      if (count < 0) {
        fail("the server has closed the connection");
        return;
      }
      inTo += count;
      if (inTo == in.length) {
        room = BUFFER_BYTES; // There was more than one read takes.
      }
      takeFrames();
    } while (open && count > 0 && wire.hasMore());
  }

  private void takeFrames() throws ProtocolException {
    while (open && inTo - inFrom >= LENGTH_BYTES) {
      int length = new JuteReader(in, inFrom, inTo).readInt();
      limits.checkFrame(length);
      if (inTo - inFrom - LENGTH_BYTES < length) {
        makeRoom(LENGTH_BYTES + length);
        return;
      }
      int from = inFrom + LENGTH_BYTES;
      inFrom = from + length;
      listener.frame(reader.wrap(in, from, inFrom));
    }
    makeRoom(LENGTH_BYTES);
  }

  // Moves what is left to the front, into an array that is large enough and not much too large.
  private void makeRoom(int needed) {
    int size = Math.max(needed, room);
    int left = inTo - inFrom;
    if (in.length < size || (left == 0 && in.length > room)) {
      in = Arrays.copyOfRange(in, inFrom, inFrom + size);
    } else if (inFrom > 0) {
      System.arraycopy(in, inFrom, in, 0, left);
    }
    inFrom = 0;
    inTo = left;
  }

  private void flush() {
    flushing = false;
    if (!open || !channel.isConnected()) {
      return;
    }
    try {
      write();
    } catch (IOException e) {
      fail(String.valueOf(e.getMessage()));
    }
  }

  private void write() throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(out.array(), sent, out.position() - sent);
    wire.write(bytes);
    sent = bytes.position();
    boolean all = !bytes.hasRemaining();
    if (all) {
      out.reset(BUFFER_BYTES);
      sent = 0;
    }
    SelectionKey registered = key;
    if (registered != null && registered.isValid()) {
      registered.interestOps(
          wire.isFull() ? SelectionKey.OP_READ | SelectionKey.OP_WRITE : SelectionKey.OP_READ);
    }
  }

  private void fail(String why) {
    if (open) {
      shut();
      listener.closed(why);
    }
  }

  private void shut() {
    open = false;
    try {
      channel.close();
    } catch (IOException e) {
      LOG.debug("closing a connection", e);
    }
  }
}
