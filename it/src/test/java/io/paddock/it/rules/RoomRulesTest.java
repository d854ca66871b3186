package io.paddock.it.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RoomRulesTest {
  private static final JavaClasses PRODUCT = Compiled.product();

  @TempDir private Path directory;

  static List<ArchRule> rules() {
    return List.of(
        RoomRules.STATE_IS_PURE,
        RoomRules.NETTY_STAYS_AT_THE_EDGE,
        RoomRules.THE_ENGINE_STAYS_BEHIND_THE_LEDGER,
        RoomRules.SETTINGS_ARE_READ_IN_ONE_PLACE,
        RoomRules.NOBODY_SLEEPS,
        RoomRules.ONLY_COMMANDS_PRINT,
        RoomRules.NO_STATIC_STATE,
        RoomRules.LIBRARIES_ARE_LEAN,
        RoomRules.NO_CYCLES);
  }

  @ParameterizedTest
  @MethodSource("rules")
  void the_product_keeps_the_rule(ArchRule rule) {
    rule.check(PRODUCT);
  }

  @Test
  void no_test_sleeps() {
    RoomRules.NOBODY_SLEEPS.check(Compiled.tests());
  }

  static Stream<Arguments> violations() {
    return Stream.of(
        inState("long x = System.currentTimeMillis();"),
        inState("long x = System.nanoTime();"),
        inState("Object x = java.time.Instant.now();"),
        inState("Object x = java.time.Clock.systemUTC();"),
        inState("double x = Math.random();"),
        inState("Object x = new java.util.Random(1);"),
        inState("Object x = java.util.UUID.randomUUID();"),
        inState("Object x = new java.util.HashMap<String, String>();"),
        inState("java.util.Map<String, String> x = new java.util.HashMap<>();"),
        inState("Object x = new java.util.HashSet<String>();"),
        inState("Object x = java.util.Set.of(1, 2);"),
        inState("Object x = java.util.Map.of(1, 2);"),
        inState(
            "Object x = java.util.stream.Stream.of(1).collect(java.util.stream.Collectors.toSet());"),
        inState("Object x = new java.io.File(\"/\");"),
        inState("Object x = java.nio.file.Path.of(\"/\");"),
        inState("Object x = new java.net.Socket();"),
        inState("Object x = new Thread();"),
        inState("Object x = new java.util.concurrent.atomic.AtomicLong();"),
        planted(
            RoomRules.NETTY_STAYS_AT_THE_EDGE,
            "package io.paddock.server.pipeline; class Planted { io.netty.buffer.ByteBuf x; }"),
        planted(
            RoomRules.THE_ENGINE_STAYS_BEHIND_THE_LEDGER,
            "package io.paddock.server.boot; class Planted { com.alipay.sofa.jraft.Node x; }"),
        planted(
            RoomRules.SETTINGS_ARE_READ_IN_ONE_PLACE,
            "package io.paddock.server.loop; class Planted { String x = System.getProperty(\"x\"); }"),
        planted(
            RoomRules.SETTINGS_ARE_READ_IN_ONE_PLACE,
            "package io.paddock.server.loop; class Planted { String x = System.getenv(\"x\"); }"),
        planted(
            RoomRules.SETTINGS_ARE_READ_IN_ONE_PLACE,
            "package io.paddock.server.loop; class Planted { Integer x = Integer.getInteger(\"x\"); }"),
        planted(
            RoomRules.NOBODY_SLEEPS,
            "package io.paddock.cli; class Planted { void x() throws Exception { Thread.sleep(1); } }"),
        planted(
            RoomRules.ONLY_COMMANDS_PRINT,
            "package io.paddock.server.loop; class Planted { void x() { System.out.print(1); } }"),
        planted(
            RoomRules.NO_STATIC_STATE,
            "package io.paddock.server.loop; class Planted { static int x; }"),
        planted(
            RoomRules.LIBRARIES_ARE_LEAN,
            "package io.paddock.client.api; class Planted { io.netty.buffer.ByteBuf x; }"));
  }

  private static Arguments inState(String member) {
    return planted(
        RoomRules.STATE_IS_PURE, "package io.paddock.state.tree; class Planted { " + member + " }");
  }

  private static Arguments planted(ArchRule rule, String source) {
    return Arguments.of(rule, source);
  }

  @Test
  void a_planted_cycle_of_packages_is_found() throws IOException {
    JavaClasses planted =
        Compiled.planted(
            directory,
            "package io.paddock.a; public class One { io.paddock.b.Two x; }",
            "package io.paddock.b; public class Two { io.paddock.a.One x; }");

    assertThat(RoomRules.NO_CYCLES.evaluate(planted).hasViolation()).isTrue();
  }

  @ParameterizedTest
  @MethodSource("violations")
  void a_planted_violation_is_found(ArchRule rule, String source) throws IOException {
    JavaClasses planted = Compiled.planted(directory, source);

    assertThat(rule.evaluate(planted).hasViolation()).isTrue();
  }
}
