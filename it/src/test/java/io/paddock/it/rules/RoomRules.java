package io.paddock.it.rules;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.conditions.ArchConditions.callMethodWhere;
import static com.tngtech.archunit.lang.conditions.ArchConditions.dependOnClassesThat;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.lang.ArchRule;

/** What rooms must never touch, beyond who may import whom. */
final class RoomRules {
  private static final String CONFIG = "io.paddock.server.config..";
  private static final String BOOT = "io.paddock.server.boot..";
  private static final String CLI = "io.paddock.cli..";
  private static final String BENCH = "io.paddock.bench..";
  private static final String EXAMPLES = "io.paddock.examples..";
  private static final String TESTGEN = "io.paddock.testgen..";

  /** Two replicas that applied the same commands have the same state, byte for byte. */
  static final ArchRule STATE_IS_PURE =
      noClasses()
          .that()
          .resideInAPackage("io.paddock.state..")
          .should(
              dependOnClassesThat(
                  nameMatching(
                          "java\\.time\\.(Clock|InstantSource)|java\\.util\\.(Random|UUID|Timer|Properties)"
                              + "|java\\.util\\.random\\..*|java\\.security\\.SecureRandom"
                              + "|java\\.util\\.concurrent\\..*|java\\.lang\\.(Thread.*|Process.*|Runtime)"
                              + "|java\\.nio\\.(file|channels)\\..*|java\\.io\\.(File|RandomAccess).*|java\\.net\\..*"
                              + "|java\\.util\\.(Identity|Weak)?Hash(Map|Set|table)|org\\.slf4j\\..*")
                      .forSubtype()))
          .orShould(
              callMethodWhere(
                  calls(
                      "java\\.lang\\.System",
                      "currentTimeMillis|nanoTime|getProperty|getenv|identityHashCode")))
          .orShould(callMethodWhere(calls("java\\.time\\.\\w+", "now")))
          .orShould(callMethodWhere(calls("java\\.lang\\.Math", "random")))
          .orShould(callMethodWhere(calls("java\\.util\\.(Map|Set)", "of|ofEntries|copyOf")))
          .orShould(
              callMethodWhere(
                  calls(
                      "java\\.util\\.stream\\.Collectors",
                      "to(Unmodifiable)?(Set|Map)|groupingBy")))
          .because("apply is deterministic: no clock, chance, IO, thread, or unordered map");

  /** The front end could be another one. */
  static final ArchRule NETTY_STAYS_AT_THE_EDGE =
      noClasses()
          .that(
              resideOutsideOfPackages(
                  "io.paddock.server.net..", "io.paddock.replication.sockets..", BOOT))
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.netty..")
          .because("only server.net, replication.sockets, and boot which builds them, know Netty");

  /** The consensus engine could be another one. */
  static final ArchRule THE_ENGINE_STAYS_BEHIND_THE_LEDGER =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.paddock.replication.engine..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("com.alipay..")
          .because("only replication.engine knows the Raft engine");

  /** Settings are read once, and a test can give others. */
  static final ArchRule SETTINGS_ARE_READ_IN_ONE_PLACE =
      noClasses()
          .that(resideOutsideOfPackages(CONFIG, BOOT, CLI, BENCH, EXAMPLES, TESTGEN))
          .should(
              callMethodWhere(
                  calls("java\\.lang\\.System", "getProperty|getProperties|getenv|setProperty")))
          .orShould(callMethodWhere(calls("java\\.lang\\.Integer", "getInteger")))
          .orShould(callMethodWhere(calls("java\\.lang\\.Long", "getLong")))
          .orShould(callMethodWhere(calls("java\\.lang\\.Boolean", "getBoolean")))
          .because("only config, boot and the commands read properties and the environment");

  /** Waiting is for an event, with a deadline. */
  static final ArchRule NOBODY_SLEEPS =
      noClasses()
          .should(callMethodWhere(calls("java\\.lang\\.Thread", "sleep")))
          .orShould(callMethodWhere(calls("java\\.util\\.concurrent\\.TimeUnit", "sleep")))
          .because("who sleeps waits too long or not long enough");

  /** Standard output belongs to the commands. */
  static final ArchRule ONLY_COMMANDS_PRINT =
      noClasses()
          .that(resideOutsideOfPackages(CLI, BENCH, EXAMPLES, TESTGEN))
          .should()
          .accessField(System.class, "out")
          .orShould()
          .accessField(System.class, "err")
          .because("a library logs");

  /** Two servers in one process share nothing. */
  static final ArchRule NO_STATIC_STATE =
      fields()
          .that()
          .areStatic()
          .should()
          .beFinal()
          .because("a static field that changes has no owner thread and no owner");

  /** Other people's programs link these. */
  static final ArchRule LIBRARIES_ARE_LEAN =
      noClasses()
          .that(
              resideInAnyPackage(
                  "io.paddock.client..", "io.paddock.recipes..", "io.paddock.protocol.."))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.netty..", "com.fasterxml..", "tools.jackson..")
          .allowEmptyShould(true)
          .because("who links the client gets neither Netty nor Jackson");

  /** What goes round cannot be read in a straight line. */
  static final ArchRule NO_CYCLES = slices().matching("io.paddock.(**)").should().beFreeOfCycles();

  private RoomRules() {}

  private static DescribedPredicate<JavaMethodCall> calls(String owners, String names) {
    return new DescribedPredicate<>("calls %s of %s", names, owners) {
      @Override
      public boolean test(JavaMethodCall call) {
        AccessTarget target = call.getTarget();
        JavaClass owner = target.getOwner();
        return owner.getName().matches(owners) && target.getName().matches(names);
      }
    };
  }
}
