package io.paddock.it.guide;

import io.paddock.client.api.Client;
import io.paddock.protocol.message.Data;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringWriter;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/**
 * One block of Java code of a document: what stands in a method of somebody's program.
 *
 * @param code as it stands there
 */
record Example(String code) {
  private static final Pattern BLOCK = Pattern.compile("(?s)```java\\n(.*?)```");
  private static final Pattern SERVERS = Pattern.compile("\"[a-z0-9.]+:2181(,[a-z0-9.]+:2181)*");

  // What an editor imports by itself; "System" is the example's own, so that what it prints is
  // heard.
  private static final String FRAME =
      """
      import io.paddock.client.*;
      import io.paddock.client.api.*;
      import io.paddock.client.cache.*;
      import io.paddock.client.transport.ClientThreads;
      import io.paddock.protocol.message.*;
      import io.paddock.recipes.lock.*;
      import java.time.Duration;
      import java.util.*;
      import java.util.concurrent.*;

      public class Program {
        public static class System {
          public static java.io.PrintStream out;
        }

        public static void run(Client $client, Data $data) throws Exception {
          %s
        }
      }
      """;

  /** All examples of a document, in order. */
  static List<Example> of(Path document) throws IOException {
    return BLOCK
        .matcher(Files.readString(document))
        .results()
        .map((MatchResult block) -> new Example(block.group(1)))
        .toList();
  }

  /** The lines of code. */
  List<String> lines() {
    return code.lines().filter(line -> !line.isBlank()).toList();
  }

  /**
   * Compiles it.
   *
   * @param servers what stands for the servers that it names
   * @param directory for the class files
   */
  Compiled compile(String servers, Path directory) throws IOException {
    String body = SERVERS.matcher(code).replaceAll("\"" + servers);
    // The names are the example's, unless it makes a client of its own.
    String frame = FRAME.replace("$client", body.contains("Client client =") ? "none" : "client");
    Path source = Files.createDirectories(directory).resolve("Program.java");
    Files.writeString(source, frame.replace("$data", "data").formatted(body));
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter said = new StringWriter();
    List<String> options =
        new ArrayList<>(List.of("-d", directory.toString(), "-proc:none", "--release", "17"));
    options.addAll(List.of("-cp", java.lang.System.getProperty("java.class.path")));
    boolean compiled =
        compiler
            .getTask(
                said,
                null,
                null,
                options,
                null,
                compiler.getStandardFileManager(null, null, null).getJavaFileObjects(source))
            .call();
    if (!compiled) {
      throw new AssertionError("does not compile:\n" + code + "\n" + said);
    }
    return new Compiled(directory);
  }

  /**
   * A compiled example.
   *
   * @param directory where its classes are
   */
  record Compiled(Path directory) {
    /** Runs it, and returns what it prints, which may grow after its end. */
    ByteArrayOutputStream run(Client client) throws ReflectiveOperationException, IOException {
      ByteArrayOutputStream printed = new ByteArrayOutputStream();
      URLClassLoader loader =
          new URLClassLoader(new URL[] {directory.toUri().toURL()}, Example.class.getClassLoader());
      Class<?> program = loader.loadClass("Program");
      loader
          .loadClass("Program$System")
          .getField("out")
          .set(null, new PrintStream(printed, true, StandardCharsets.UTF_8));
      try {
        program.getMethod("run", Client.class, Data.class).invoke(null, client, Data.of("data"));
      } catch (InvocationTargetException e) {
        throw new AssertionError("the example fails", e.getCause());
      }
      return printed;
    }
  }
}
