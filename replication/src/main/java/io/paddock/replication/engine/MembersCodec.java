package io.paddock.replication.engine;

import io.paddock.replication.ledger.Member;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Members with their addresses ↔ bytes, so that all hear from the leader where a new one is.
 *
 * <pre>
 * count      int, then for each member:
 *   id       int
 *   votes    byte   1 or 0
 *   count    byte, then for each address: short length and UTF-8 of the host, int port
 * </pre>
 *
 * <p>Pure.
 */
final class MembersCodec {
  private static final int MEMBERS_MAX = 255;
  private static final int START_BYTES = 64 << 10;

  private MembersCodec() {}

  static ByteBuffer encode(List<Member> members) {
    ByteBuffer out = ByteBuffer.allocate(START_BYTES + 1024 * members.size());
    out.putInt(members.size());
    for (Member each : members) {
      out.putInt(each.id()).put((byte) (each.votes() ? 1 : 0));
      out.put((byte) each.addresses().size());
      for (Member.Address address : each.addresses()) {
        byte[] host = address.host().getBytes(StandardCharsets.UTF_8);
        out.putShort((short) host.length).put(host).putInt(address.port());
      }
    }
    return out.flip();
  }

  static List<Member> decode(ByteBuffer in) throws IOException {
    try {
      int count = in.getInt();
      if (count < 0 || count > MEMBERS_MAX) {
        throw new IOException(count + " members");
      }
      List<Member> members = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        members.add(new Member(in.getInt(), in.get() != 0, addresses(in)));
      }
      return members;
    } catch (BufferUnderflowException | IllegalArgumentException e) {
      throw new IOException("a list of members cannot be read", e);
    }
  }

  private static List<Member.Address> addresses(ByteBuffer in) {
    List<Member.Address> addresses = new ArrayList<>();
    int count = in.get();
    for (int i = 0; i < count; i++) {
      byte[] host = new byte[in.getShort() & 0xffff];
      in.get(host);
      addresses.add(new Member.Address(new String(host, StandardCharsets.UTF_8), in.getInt()));
    }
    return addresses;
  }
}
