package org.karamail.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What a package shows to those who import it: one line for each type and each member that they can name. */
final class Surface {

  private static final Set<JavaModifier> TOLD = Set.of(JavaModifier.STATIC, JavaModifier.ABSTRACT, JavaModifier.FINAL, JavaModifier.PROTECTED);
  private static final String CONSUMER = "org.osgi.annotation.versioning.ConsumerType";

  /** Marks what an importer has to implement: one more of these breaks him. */
  static final String IMPLEMENTED = " [implemented by importers]";

  private Surface() {}

  static Set<String> of(Collection<JavaClass> types) {
    Set<String> lines = new TreeSet<>();
    types.stream().filter(Exported::isShown).forEach(type -> describe(type, lines));
    return lines;
  }

  private static void describe(JavaClass type, Set<String> lines) {
    String parents =
        type.getInterfaces().stream().map(JavaType::getName).sorted().collect(Collectors.joining(", "));
    String parent = type.getSuperclass().map(JavaType::getName).orElse("");
    lines.add(modifiers(type.getModifiers()) + kind(type) + nameOf(type) + " : " + parent + " : " + parents);
    type.getFields().stream().filter(Surface::isVisible).forEach(field -> lines.add(describe(field)));
    type.getCodeUnits().stream().filter(Surface::isVisible).forEach(unit -> lines.add(describe(type, unit)));
  }

  private static String describe(JavaField field) {
    return nameOf(field.getOwner()) + "." + field.getName() + ": " + modifiers(field.getModifiers()) + field.getType().getName();
  }

  private static String describe(JavaClass type, JavaCodeUnit unit) {
    String parameters = unit.getParameterTypes().stream().map(JavaType::getName).collect(Collectors.joining(", "));
    String thrown = unit.getExceptionTypes().stream().map(JavaClass::getName).sorted().collect(Collectors.joining(", "));
    boolean implemented =
        type.isAnnotatedWith(CONSUMER) && unit instanceof JavaMethod && unit.getModifiers().contains(JavaModifier.ABSTRACT);
    return nameOf(type) + "." + unit.getName() + "(" + parameters + "): " + modifiers(unit.getModifiers())
        + unit.getReturnType().getName()
        + (thrown.isEmpty() ? "" : " throws " + thrown)
        + (implemented ? IMPLEMENTED : "");
  }

  private static boolean isVisible(JavaMember member) {
    boolean shown = member.getModifiers().contains(JavaModifier.PUBLIC) || member.getModifiers().contains(JavaModifier.PROTECTED);
    return shown && !member.getModifiers().contains(JavaModifier.SYNTHETIC) && !member.getName().contains("$");
  }

  private static String kind(JavaClass type) {
    if (type.isAnnotation()) {
      return "annotation ";
    }
    if (type.isInterface()) {
      return "interface ";
    }
    return type.isEnum() ? "enum " : type.isRecord() ? "record " : "class ";
  }

  private static String nameOf(JavaClass type) {
    return type.getName().substring(type.getPackageName().length() + 1);
  }

  private static String modifiers(Set<JavaModifier> modifiers) {
    return modifiers.stream()
        .filter(TOLD::contains)
        .sorted()
        .map(modifier -> modifier.name().toLowerCase(Locale.ROOT) + " ")
        .collect(Collectors.joining());
  }
}
