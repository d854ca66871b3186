package io.paddock.it.interop.javaclient;

import io.paddock.it.process.ServerProcess;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import org.apache.jute.BinaryInputArchive;
import org.apache.jute.BinaryOutputArchive;
import org.apache.jute.Record;
import org.apache.zookeeper.proto.ConnectRequest;
import org.apache.zookeeper.proto.ConnectResponse;
import org.apache.zookeeper.proto.ReplyHeader;
import org.apache.zookeeper.proto.RequestHeader;

/**
 * A session that sends what the Java client would refuse to send. The records are ZooKeeper's own;
 * the frames are made here.
 *
 * <p>Thread: the test's; each call waits for its reply.
 */
final class RawSession implements AutoCloseable {
  private static final int TIMEOUT_MS = 20_000;

  private final Socket socket;
  private final DataInputStream in;
  private final DataOutputStream out;
  private final int grantedMs;
  private int lastXid;

  RawSession(ServerProcess server) throws IOException {
    this(server, TIMEOUT_MS);
  }

  RawSession(ServerProcess server, int sessionMs) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
    socket.setSoTimeout(TIMEOUT_MS);
    socket.setTcpNoDelay(true);
    in = new DataInputStream(socket.getInputStream());
    out = new DataOutputStream(socket.getOutputStream());
    send(new ConnectRequest(0, 0, sessionMs, 0, new byte[16], false));
    ConnectResponse response = new ConnectResponse();
    response.deserialize(
        BinaryInputArchive.getArchive(new ByteArrayInputStream(receive())), "connect");
    grantedMs = response.getTimeOut();
  }

  /** The timeout of the session, as the server has granted it. */
  int grantedMs() {
    return grantedMs;
  }

  /** Sends one request and waits for the header of its reply. */
  ReplyHeader call(int opcode, Record... body) throws IOException {
    Record[] frame = new Record[body.length + 1];
    frame[0] = new RequestHeader(++lastXid, opcode);
    System.arraycopy(body, 0, frame, 1, body.length);
    send(frame);
    return reply();
  }

  /** Sends one request whose body is these bytes. */
  ReplyHeader callWithBytes(int opcode, byte[] body) throws IOException {
    out.writeInt(8 + body.length);
    out.writeInt(++lastXid);
    out.writeInt(opcode);
    out.write(body);
    out.flush();
    return reply();
  }

  /** Whether the server closes the connection without another byte. */
  boolean isClosedByServer() throws IOException {
    return in.read() < 0;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  private ReplyHeader reply() throws IOException {
    ReplyHeader header = new ReplyHeader();
    header.deserialize(
        BinaryInputArchive.getArchive(new ByteArrayInputStream(receive())), "header");
    return header;
  }

  private void send(Record... records) throws IOException {
    ByteArrayOutputStream frame = new ByteArrayOutputStream();
    BinaryOutputArchive archive = BinaryOutputArchive.getArchive(frame);
    for (Record each : records) {
      each.serialize(archive, "");
    }
    out.writeInt(frame.size());
    frame.writeTo(out);
    out.flush();
  }

  private byte[] receive() throws IOException {
    byte[] frame = new byte[in.readInt()];
    in.readFully(frame);
    return frame;
  }
}
