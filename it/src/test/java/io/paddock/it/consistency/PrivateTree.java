package io.paddock.it.consistency;

import io.paddock.protocol.message.Acl;
import io.paddock.protocol.message.Data;
import io.paddock.protocol.message.OpCode;
import io.paddock.protocol.message.Reply;
import io.paddock.protocol.message.ReplyHeader;
import io.paddock.protocol.message.Request;
import io.paddock.protocol.message.StepResult;
import io.paddock.testkit.script.Received;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A part of the tree that one client alone writes to, so that every answer is known when the
 * request is sent: what the requests before it have left, and nothing of those behind it.
 */
final class PrivateTree {
  private record Node(String data, int version) {}

  /** A request, and the one answer that is right. */
  record Step(Request request, String answer) {}

  private final String root;
  private final Random random;
  private final TreeMap<String, Node> nodes = new TreeMap<>();
  private int counter;

  PrivateTree(String root, Random random) {
    this.root = root;
    this.random = random;
  }

  Request.Create createRoot() {
    return create(root);
  }

  /** A random step; the model is as if it had been done. */
  Step next() {
    String name = "n" + random.nextInt(5);
    String path = root + "/" + name;
    Node node = nodes.get(name);
    return switch (random.nextInt(12)) {
      case 0 -> delete(name, path, node);
      case 1, 2 -> create(name, path, node);
      case 3, 4, 5 -> set(name, path, node);
      case 6 -> new Step(new Request.GetChildren(root, false), names());
      case 7 -> multi(name, path, node);
      case 8 -> local();
      default -> get(path, node);
    };
  }

  private Step get(String path, @Nullable Node node) {
    return random.nextBoolean()
        ? new Step(new Request.GetData(path, false), node == null ? "-101" : text(node))
        : new Step(
            new Request.Exists(path, false), node == null ? "-101" : "version " + node.version());
  }

  private Step set(String name, String path, @Nullable Node node) {
    int version = random.nextInt(4) == 0 ? 3 : -1;
    String data = "d" + counter++;
    Request request = new Request.SetData(path, Data.of(data), version);
    if (node == null) {
      return new Step(request, "-101");
    }
    if (version >= 0 && version != node.version()) {
      return new Step(request, "-103");
    }
    nodes.put(name, new Node(data, node.version() + 1));
    return new Step(request, "version " + (node.version() + 1));
  }

  private Step create(String name, String path, @Nullable Node node) {
    if (node != null) {
      return new Step(create(path), "-110");
    }
    nodes.put(name, new Node("", 0));
    return new Step(create(path), path);
  }

  private Step delete(String name, String path, @Nullable Node node) {
    nodes.remove(name);
    return new Step(new Request.Delete(path, -1), node == null ? "-101" : "ok");
  }

  private Step multi(String name, String path, @Nullable Node node) {
    int version = random.nextInt(3);
    String data = "m" + counter++;
    Request request =
        new Request.Multi(
            List.of(
                new Request.Check(path, version), new Request.SetData(path, Data.of(data), -1)));
    if (node == null) {
      return new Step(request, "-101 -2");
    }
    if (node.version() != version) {
      return new Step(request, "-103 -2");
    }
    nodes.put(name, new Node(data, version + 1));
    return new Step(request, "checked version " + (version + 1));
  }

  private Step local() {
    return switch (random.nextInt(4)) {
      case 0 -> new Step(new Request.Sync(root), root);
      case 1 -> new Step(new Request.Delete("/", -1), "-8");
      case 2 -> new Step(new Request.GetData(root + "/none", true), "-101");
      default -> new Step(new Request.Ping(), "ok");
    };
  }

  private String names() {
    return nodes.keySet().toString();
  }

  private static String text(Node node) {
    return node.data() + " version " + node.version();
  }

  private static Request.Create create(String path) {
    return new Request.Create(OpCode.CREATE, path, Data.EMPTY, Acl.OPEN, 0, 0);
  }

  /** What came back, in the words of {@link Step#answer}. */
  static String text(Received received) {
    Reply reply = received.reply();
    if (reply == null) {
      return Integer.toString(received.header().err());
    }
    if (reply instanceof Reply.DataStat r) {
      return (r.data() == null ? "null" : r.data().asText()) + " version " + r.stat().version();
    }
    if (reply instanceof Reply.StatOnly r) {
      return "version " + r.stat().version();
    }
    if (reply instanceof Reply.Path r) {
      return String.valueOf(r.path());
    }
    if (reply instanceof Reply.Names r) {
      return new TreeSet<>(r.names()).toString();
    }
    if (reply instanceof Reply.Multi r) {
      return text(r.results().get(0)) + " " + text(r.results().get(1));
    }
    return "ok";
  }

  private static String text(StepResult result) {
    if (result instanceof StepResult.Failed failed) {
      return Integer.toString(failed.err());
    }
    return result instanceof StepResult.DataSet set ? "version " + set.stat().version() : "checked";
  }

  /** The xid that the reply to a request must have. */
  static int xidOfReply(Request request, int xid) {
    return request.op() == OpCode.PING ? ReplyHeader.PING_XID : xid;
  }
}
