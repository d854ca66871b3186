package io.paddock.it.fault;

import io.paddock.it.ensemble.Machines;
import io.paddock.it.process.DebianPackage;
import io.paddock.it.process.ServerHome;
import io.paddock.it.process.ServerSetup;
import io.paddock.it.process.Site;
import io.paddock.it.process.SmallDisk;
import io.paddock.it.process.SteppedClock;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Machines with a disk that can be filled and a clock that can be set, one each. Where that is not
 * possible the test is left out, and the report says so. Thread: its test's.
 */
final class FragileMachines implements Machines {
  private final int diskKib;
  private final Map<Integer, SmallDisk> disks = new TreeMap<>();
  private final Map<Integer, SteppedClock> clocks = new TreeMap<>();

  /** With disks of this size. */
  FragileMachines(int diskKib) {
    DebianPackage.LIBFAKETIME.require();
    DebianPackage.STRACE.require();
    this.diskKib = diskKib;
  }

  @Override
  public ServerHome home(int id, ServerSetup setup, Site site) {
    SmallDisk disk = SmallDisk.ofKib(diskKib);
    disks.put(id, disk);
    SteppedClock clock = SteppedClock.create();
    clocks.put(id, clock);
    // Below the root of the disk, which cannot be deleted when the member loses its data.
    return ServerHome.create(clock.on(setup), site, disk.directory().resolve("data"));
  }

  SmallDisk disk(int id) {
    return Objects.requireNonNull(disks.get(id));
  }

  SteppedClock clock(int id) {
    return Objects.requireNonNull(clocks.get(id));
  }

  /** Room on every disk, and the right time on every clock. */
  void mend() {
    disks.values().forEach(SmallDisk::empty);
    clocks.values().forEach(each -> each.differBy(Duration.ZERO));
  }

  @Override
  public void close() {
    disks.values().forEach(SmallDisk::close);
    clocks.values().forEach(SteppedClock::close);
  }
}
