package io.paddock.it.rules;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LineMap;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.SynchronizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javax.lang.model.element.Modifier;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/**
 * One source file, read with the compiler's own parser, and how it keeps the rules of form.
 *
 * @param name as people say it, from the root
 * @param text all of it
 * @param unit its syntax
 * @param positions where each part of it is
 */
record JavaFile(String name, String text, CompilationUnitTree unit, SourcePositions positions) {
  private static final int FILE_LINES_MAX = 600;
  private static final int METHOD_LINES_MAX = 60;
  private static final int PARAMETERS_MAX = 5;

  private static final List<String> MEANINGLESS =
      List.of("Manager", "Helper", "Util", "Utils", "Processor", "Impl", "Base", "Info");

  /** Names that are not ours to choose. */
  private static final List<String> GIVEN_NAMES = List.of("ClientInfo");

  /** Their state belongs to one event loop each, so a lock there hides a mistake. */
  private static final List<String> LOCK_FREE =
      List.of("server.loop", "server.pipeline", "server.watch", "server.connection");

  /** Reads the Java files of a checkout. */
  static List<JavaFile> of(Sources sources, List<Path> files) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
      JavacTask task =
          (JavacTask)
              compiler.getTask(
                  null,
                  manager,
                  null,
                  List.of("-proc:none"),
                  null,
                  manager.getJavaFileObjectsFromPaths(files));
      SourcePositions positions = Trees.instance(task).getSourcePositions();
      List<JavaFile> parsed = new ArrayList<>();
      for (CompilationUnitTree unit : task.parse()) {
        Path path = Path.of(unit.getSourceFile().toUri());
        parsed.add(new JavaFile(sources.relative(path), Sources.text(path), unit, positions));
      }
      return parsed;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Files and methods a reader cannot hold in the head, and what takes too many arguments. */
  List<String> sizes() {
    List<String> found = new ArrayList<>();
    long lines = text.lines().count();
    if (lines > FILE_LINES_MAX) {
      found.add("%s: %d lines, %d are allowed".formatted(name, lines, FILE_LINES_MAX));
    }
    scan(
        new TreeScanner<@Nullable Void, ClassTree>() {
          @Override
          public @Nullable Void visitClass(ClassTree type, ClassTree outer) {
            return super.visitClass(type, type);
          }

          @Override
          public @Nullable Void visitMethod(MethodTree method, ClassTree type) {
            size(method, type).ifPresent(found::add);
            return super.visitMethod(method, type);
          }
        });
    return found;
  }

  private Optional<String> size(MethodTree method, ClassTree type) {
    long lines = line(positions.getEndPosition(unit, method) - 1) - line(start(method)) + 1;
    if (lines > METHOD_LINES_MAX) {
      return Optional.of(
          "%s: %s has %d lines, %d are allowed"
              .formatted(at(method), method.getName(), lines, METHOD_LINES_MAX));
    }
    // A record is data and may have many parts; what overrides has no choice.
    boolean free =
        (type.getKind() == Tree.Kind.RECORD && method.getReturnType() == null)
            || method.getModifiers().getAnnotations().stream()
                .anyMatch(each -> each.getAnnotationType().toString().equals("Override"));
    int parameters = method.getParameters().size();
    if (parameters > PARAMETERS_MAX && !free) {
      return Optional.of(
          "%s: %s takes %d parameters, %d are allowed"
              .formatted(at(method), method.getName(), parameters, PARAMETERS_MAX));
    }
    return Optional.empty();
  }

  /** Names that say nothing of what a class is. */
  List<String> names() {
    List<String> found = new ArrayList<>();
    scan(
        new TreeScanner<@Nullable Void, ClassTree>() {
          @Override
          public @Nullable Void visitClass(ClassTree type, ClassTree outer) {
            String called = type.getSimpleName().toString();
            if (MEANINGLESS.stream().anyMatch(called::endsWith) && !GIVEN_NAMES.contains(called)) {
              found.add("%s: %s: say what it is".formatted(at(type), called));
            }
            return super.visitClass(type, type);
          }
        });
    return found;
  }

  /** Locks in rooms whose state one event loop owns. */
  List<String> locks() {
    List<String> found = new ArrayList<>();
    String room = String.valueOf(unit.getPackageName()).replaceFirst("^" + Rooms.ROOT, "");
    if (!LOCK_FREE.contains(room)) {
      return found;
    }
    scan(
        new TreeScanner<@Nullable Void, ClassTree>() {
          @Override
          public @Nullable Void visitSynchronized(SynchronizedTree block, ClassTree type) {
            found.add(at(block) + ": synchronized in " + room);
            return super.visitSynchronized(block, type);
          }

          @Override
          public @Nullable Void visitMethod(MethodTree method, ClassTree type) {
            if (method.getModifiers().getFlags().contains(Modifier.SYNCHRONIZED)) {
              found.add(at(method) + ": synchronized in " + room);
            }
            return super.visitMethod(method, type);
          }
        });
    return found;
  }

  private void scan(TreeScanner<@Nullable Void, ClassTree> scanner) {
    for (Tree type : unit.getTypeDecls()) {
      if (type instanceof ClassTree declared) {
        scanner.scan(declared, declared);
      }
    }
  }

  private String at(Tree tree) {
    return name + ":" + line(start(tree));
  }

  private long start(Tree tree) {
    return positions.getStartPosition(unit, tree);
  }

  private long line(long position) {
    LineMap lines = Objects.requireNonNull(unit.getLineMap());
    return lines.getLineNumber(position);
  }
}
