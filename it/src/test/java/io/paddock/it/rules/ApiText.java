package io.paddock.it.rules;

import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.TypeVariable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The public interface of classes as text: one line a type, below it one line a member. */
final class ApiText {
  /** What every class has, or every enum; listing it would only be noise. */
  private static final List<String> COMMON =
      List.of("equals", "hashCode", "toString", "values", "valueOf");

  private ApiText() {}

  /** The types among these that other people's code can see, with all that it can use of them. */
  static String of(Stream<Class<?>> types) {
    return types
        .filter(ApiText::isOpen)
        .sorted((a, b) -> a.getName().compareTo(b.getName()))
        .map(ApiText::type)
        .collect(Collectors.joining("\n"));
  }

  private static boolean isOpen(Class<?> type) {
    Class<?> outer = type.getDeclaringClass();
    boolean visible =
        Modifier.isPublic(type.getModifiers())
            || (Modifier.isProtected(type.getModifiers()) && outer != null);
    return visible && !type.isAnonymousClass() && (outer == null || isOpen(outer));
  }

  private static String type(Class<?> type) {
    TreeSet<String> members = new TreeSet<>();
    for (Field field : type.getDeclaredFields()) {
      if (isOpen(field)) {
        members.add(words(field, field.getName() + ": " + text(field.getAnnotatedType())));
      }
    }
    for (Constructor<?> each : type.getDeclaredConstructors()) {
      if (isOpen(each)) {
        members.add(words(each, "new" + signature(each)));
      }
    }
    for (Method each : type.getDeclaredMethods()) {
      if (isOpen(each) && !each.isBridge() && !COMMON.contains(each.getName())) {
        members.add(
            words(each, each.getName() + signature(each))
                + ": "
                + text(each.getAnnotatedReturnType()));
      }
    }
    StringBuilder text = new StringBuilder(head(type)).append('\n');
    members.forEach(member -> text.append("  ").append(member).append('\n'));
    return text.toString();
  }

  private static boolean isOpen(Member member) {
    return !member.isSynthetic()
        && (Modifier.isPublic(member.getModifiers())
            || Modifier.isProtected(member.getModifiers()));
  }

  private static String head(Class<?> type) {
    List<String> supertypes = new ArrayList<>();
    AnnotatedType parent = type.getAnnotatedSuperclass();
    if (parent != null && !List.of(Object.class, Record.class).contains(type.getSuperclass())) {
      supertypes.add(text(parent));
    }
    Arrays.stream(type.getAnnotatedInterfaces()).map(ApiText::text).forEach(supertypes::add);
    return kind(type)
        + " "
        + type.getName().replace('$', '.')
        + variables(type.getTypeParameters())
        + (supertypes.isEmpty() ? "" : " is " + String.join(", ", supertypes))
        + (type.isSealed() ? " sealed" : "")
        + (Modifier.isAbstract(type.getModifiers()) && !type.isInterface() ? " abstract" : "")
        + (Modifier.isFinal(type.getModifiers()) ? " final" : "");
  }

  private static String kind(Class<?> type) {
    if (type.isAnnotation()) {
      return "annotation";
    }
    if (type.isInterface()) {
      return "interface";
    }
    if (type.isRecord()) {
      return "record";
    }
    return type.isEnum() ? "enum" : "class";
  }

  private static String words(Member member, String text) {
    int modifiers = member.getModifiers();
    String words =
        (Modifier.isProtected(modifiers) ? "protected " : "")
            + (Modifier.isStatic(modifiers) ? "static " : "");
    return words + text;
  }

  private static String signature(Executable executable) {
    String parameters =
        Arrays.stream(executable.getAnnotatedParameterTypes())
            .map(ApiText::text)
            .collect(Collectors.joining(", ", "(", ")"));
    String thrown =
        Arrays.stream(executable.getAnnotatedExceptionTypes())
            .map(ApiText::text)
            .collect(Collectors.joining(", "));
    return variables(executable.getTypeParameters())
        + parameters
        + (thrown.isEmpty() ? "" : " throws " + thrown);
  }

  private static String variables(TypeVariable<?>[] variables) {
    return variables.length == 0
        ? ""
        : Arrays.stream(variables)
            .map(TypeVariable::getName)
            .collect(Collectors.joining(", ", "<", ">"));
  }

  /** A type with {@code @Nullable} where it is, without the packages that everybody knows. */
  private static String text(AnnotatedType type) {
    return type.toString()
        .replaceAll("@org\\.jspecify\\.annotations\\.Nullable(\\(\\))? ?", "@Nullable ")
        .replaceAll("\\bjava\\.lang\\.(?=@?[A-Z])", "")
        .replace('$', '.');
  }
}
