package io.paddock.replication.sockets;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.paddock.replication.sockets.Names.Target;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens connections, until there is one. A round tries all addresses of a member, one after the
 * other; between rounds there are pauses.
 *
 * <p>Thread: the loop.
 */
@SuppressWarnings("FutureReturnValueIgnored") // What fails is tried again, or closes.
final class Dialler {
  private static final Logger LOG = LoggerFactory.getLogger(Dialler.class);
  private static final int CONNECT_MS_MAX = 2000;

  /** What comes of it. */
  interface Owner {
    /** Furnishes a new connection to a member; {@code host} is as in its server line. */
    void furnish(Channel channel, PeerLink link, String host);

    /** It is connected; the hello is to be sent. */
    void connected(Channel channel, PeerLink link);

    /** Every address of a member that had been connected refuses: its process is dead. */
    void refused(PeerLink link);
  }

  private final int self;
  private final EventLoop loop;
  private final Names names;
  private final Owner owner;
  private boolean started;

  Dialler(int self, EventLoop loop, Names names, Owner owner) {
    this.self = self;
    this.loop = loop;
    this.names = names;
    this.owner = owner;
  }

  void start() {
    started = true;
  }

  /** Whether it is this member that opens connections to that one. */
  boolean dials(PeerLink link) {
    return self > link.id;
  }

  private boolean isWanted(PeerLink link) {
    boolean wanted = dials(link) ? !link.isUp() : link.mayBeDead && !link.isUp();
    return wanted && started && !link.isGone;
  }

  /** Tries to connect, soon, unless that goes on or there is nothing to find out. */
  void dial(PeerLink link) {
    if (isWanted(link) && !link.isPausing && !link.isDialling) {
      link.isPausing = true;
      loop.schedule(() -> beginRound(link), link.nextPauseMs(), TimeUnit.MILLISECONDS);
    }
  }

  private void beginRound(PeerLink link) {
    link.isPausing = false;
    if (isWanted(link)) {
      link.isDialling = true;
      names.find(link.member, found -> onLoop(() -> attempt(link, new Round(found))));
    }
  }

  private void onLoop(Runnable task) {
    try {
      if (loop.inEventLoop()) {
        task.run();
      } else {
        loop.execute(task);
      }
    } catch (RejectedExecutionException e) {
      LOG.debug("nothing more is dialled while closing");
    }
  }

  private void attempt(PeerLink link, Round round) {
    if (!isWanted(link) || !round.hasNext()) {
      link.isDialling = false;
      if (link.mayBeDead && round.isRefused()) {
        link.mayBeDead = false;
        owner.refused(link);
      }
      dial(link);
      return;
    }
    Target target = round.next();
    new Bootstrap()
        .group(loop)
        .channel(Sockets.dialling())
        .option(ChannelOption.TCP_NODELAY, true)
        .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MS_MAX)
        .handler(
            new ChannelInitializer<Channel>() {
              @Override
              protected void initChannel(Channel channel) {
                if (dials(link)) {
                  owner.furnish(channel, link, target.host());
                }
              }
            })
        .connect(target.address())
        .addListener(done -> tried(link, round, (ChannelFuture) done));
  }

  private void tried(PeerLink link, Round round, ChannelFuture result) {
    if (!result.isSuccess()) {
      round.failed(result.cause());
      attempt(link, round);
      return;
    }
    if (!dials(link)) {
      // Somebody listens there: it is alive and will dial, or be seen to be dead at the next try.
      link.isDialling = false;
      result.channel().close();
      dial(link);
      return;
    }
    // A machine that accepts and then does not welcome us is no member: the round goes on.
    result.channel().closeFuture().addListener(closed -> ended(link, round));
    owner.connected(result.channel(), link);
  }

  private void ended(PeerLink link, Round round) {
    if (link.isDialling) {
      attempt(link, round);
    } else {
      dial(link);
    }
  }

  /** The addresses of one member, and how many of them refused. Thread: the loop. */
  private static final class Round {
    private final List<Target> targets;
    private int tried;
    private int refused;

    Round(List<Target> targets) {
      this.targets = targets;
    }

    boolean hasNext() {
      return tried < targets.size();
    }

    Target next() {
      return targets.get(tried++);
    }

    void failed(Throwable cause) {
      if (Sockets.isRefusal(cause)) {
        refused++;
      }
    }

    boolean isRefused() {
      return !targets.isEmpty() && refused == targets.size();
    }
  }
}
