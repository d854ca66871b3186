package io.paddock.replication.engine;

import com.alipay.sofa.jraft.entity.EnumOutter.EntryType;
import com.alipay.sofa.jraft.entity.LogEntry;
import com.alipay.sofa.jraft.entity.LogId;
import com.alipay.sofa.jraft.entity.PeerId;
import io.paddock.replication.disk.LogRecord;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Engine entries ↔ log records.
 *
 * <p>A data entry is a record of type 0 with just its data. A configuration entry is one of type 1:
 * voters, old voters, learners, old learners, each as a count and names. An empty entry is one of
 * type 2.
 */
final class EntryCodec {
  static final int TYPE_DATA = 0;
  static final int TYPE_CONFIGURATION = 1;
  static final int TYPE_EMPTY = 2;

  private static final int NO_LIST = -1;

  private EntryCodec() {}

  static LogRecord encode(LogEntry entry) {
    LogId id = entry.getId();
    return switch (entry.getType()) {
      case ENTRY_TYPE_DATA ->
          new LogRecord(id.getIndex(), id.getTerm(), TYPE_DATA, entry.getData());
      case ENTRY_TYPE_CONFIGURATION ->
          new LogRecord(id.getIndex(), id.getTerm(), TYPE_CONFIGURATION, configuration(entry));
      default -> new LogRecord(id.getIndex(), id.getTerm(), TYPE_EMPTY, ByteBuffer.allocate(0));
    };
  }

  static LogEntry decode(LogRecord record) throws IOException {
    LogEntry entry = new LogEntry();
    entry.setId(new LogId(record.index(), record.term()));
    switch (record.type()) {
      case TYPE_DATA -> {
        entry.setType(EntryType.ENTRY_TYPE_DATA);
        entry.setData(record.data());
      }
      case TYPE_CONFIGURATION -> {
        entry.setType(EntryType.ENTRY_TYPE_CONFIGURATION);
        ByteBuffer in = record.data().duplicate();
        entry.setPeers(peers(in));
        entry.setOldPeers(peers(in));
        entry.setLearners(peers(in));
        entry.setOldLearners(peers(in));
      }
      case TYPE_EMPTY -> entry.setType(EntryType.ENTRY_TYPE_NO_OP);
      default ->
          throw new IOException(
              "record "
                  + record.index()
                  + " has type "
                  + record.type()
                  + ", which this server does not know");
    }
    return entry;
  }

  private static ByteBuffer configuration(LogEntry entry) {
    ByteBuffer out = ByteBuffer.allocate(64 << 10);
    putPeers(out, entry.getPeers());
    putPeers(out, entry.getOldPeers());
    putPeers(out, entry.getLearners());
    putPeers(out, entry.getOldLearners());
    return out.flip();
  }

  private static void putPeers(ByteBuffer out, @Nullable List<PeerId> peers) {
    if (peers == null) {
      out.putInt(NO_LIST);
      return;
    }
    out.putInt(peers.size());
    for (PeerId each : peers) {
      byte[] name = each.toString().getBytes(StandardCharsets.UTF_8);
      out.putShort((short) name.length).put(name);
    }
  }

  private static @Nullable List<PeerId> peers(ByteBuffer in) throws IOException {
    int count = in.getInt();
    if (count == NO_LIST) {
      return null;
    }
    List<PeerId> peers = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      byte[] name = new byte[in.getShort()];
      in.get(name);
      PeerId peer = new PeerId();
      String text = new String(name, StandardCharsets.UTF_8);
      if (!peer.parse(text)) {
        throw new IOException("'" + text + "' does not name a member");
      }
      peers.add(peer);
    }
    return peers;
  }
}
