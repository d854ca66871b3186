package io.paddock.it.rules;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Compiled classes for the rules: those of the product, of its tests, or planted ones. */
final class Compiled {
  private Compiled() {}

  /** What ends up in the jars of all modules. */
  static JavaClasses product() {
    return classesIn("target/classes");
  }

  /** The tests of all modules. */
  static JavaClasses tests() {
    return classesIn("target/test-classes");
  }

  private static JavaClasses classesIn(String directory) {
    List<Path> directories =
        Sources.checkout().modules().stream()
            .map(module -> module.resolve(directory))
            .filter(Files::exists)
            .toList();
    if (directories.isEmpty()) {
      throw new IllegalStateException("nothing is compiled: no " + directory + " in any module");
    }
    return new ClassFileImporter().importPaths(directories);
  }

  /** Compiles sources, each a whole file, into a directory, and reads the classes from there. */
  static JavaClasses planted(Path directory, String... sources) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    DiagnosticCollector<JavaFileObject> said = new DiagnosticCollector<>();
    boolean compiled =
        compiler
            .getTask(
                null,
                null,
                said,
                List.of("-d", directory.toString(), "-proc:none"),
                null,
                Arrays.stream(sources).map(Compiled::file).toList())
            .call();
    if (!compiled) {
      throw new IllegalArgumentException("the planted sources are wrong: " + said.getDiagnostics());
    }
    return new ClassFileImporter().importPath(directory);
  }

  private static JavaFileObject file(String source) {
    String name = source.replaceFirst("(?s).*?\\b(?:class|interface|record|enum) (\\w+).*", "$1");
    return new SimpleJavaFileObject(
        URI.create("planted:/" + source.hashCode() + "/" + name + ".java"),
        JavaFileObject.Kind.SOURCE) {
      @Override
      public CharSequence getCharContent(boolean ignoreEncodingErrors) {
        return source;
      }
    };
  }

  /**
   * What each of Paddock's packages uses of the other ones: by package, by package used, an example
   * of it.
   */
  static Map<String, Map<String, String>> imports(JavaClasses classes) {
    Map<String, Map<String, String>> imports = new TreeMap<>();
    for (JavaClass each : classes) {
      Map<String, String> targets =
          imports.computeIfAbsent(each.getPackageName(), p -> new TreeMap<>());
      for (Dependency dependency : each.getDirectDependenciesFromSelf()) {
        JavaClass used = dependency.getTargetClass().getBaseComponentType();
        String target = used.getPackageName();
        if (target.startsWith(Rooms.ROOT) && !target.equals(each.getPackageName())) {
          targets.put(target, each.getSimpleName() + " uses " + used.getSimpleName());
        }
      }
    }
    return imports;
  }
}
