package io.paddock.bench.load;

import io.paddock.bench.wire.FrameTemplate;
import io.paddock.bench.wire.KeySpace;
import io.paddock.bench.wire.NameLetter;
import io.paddock.bench.wire.RequestFrames;
import java.util.stream.Stream;

/**
 * The templates of a mixed load, shared by all its connections.
 *
 * @param keys znodes that are read and set
 * @param created znodes that the load creates and deletes; its root is new in every run
 */
record MixFrames(
    KeySpace keys,
    KeySpace created,
    FrameTemplate set,
    FrameTemplate get,
    FrameTemplate exists,
    FrameTemplate getChildren,
    FrameTemplate multi,
    FrameTemplate sync,
    FrameTemplate create,
    FrameTemplate delete,
    FrameTemplate createEphemeral,
    FrameTemplate deleteEphemeral) {

  static MixFrames of(KeySpace keys, KeySpace created, int multiSize) {
    RequestFrames known = new RequestFrames(keys);
    RequestFrames fresh = new RequestFrames(created);
    return new MixFrames(
        keys,
        created,
        known.setData(),
        known.getData(false),
        known.exists(false),
        known.getChildren(),
        known.multiSetData(multiSize),
        known.sync(),
        fresh.create(NameLetter.CREATED),
        fresh.delete(NameLetter.CREATED),
        fresh.createEphemeralSequential(),
        fresh.delete(NameLetter.EPHEMERAL));
  }

  int frameBytesMax() {
    return Stream.of(set, get, exists, multi, create, delete, createEphemeral, deleteEphemeral)
        .mapToInt(FrameTemplate::size)
        .max()
        .orElseThrow();
  }
}
