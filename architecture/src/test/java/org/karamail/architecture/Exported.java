package org.karamail.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.domain.JavaType;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a bundle shows to others: the public types of its exported packages, and the types their signatures name. */
final class Exported {

  private static final String EXPORT = "org.osgi.annotation.bundle.Export";
  private static final String VERSION = "org.osgi.annotation.versioning.Version";

  private Exported() {}

  static boolean isInternal(JavaClass type) {
    return (type.getPackageName() + ".").contains(".internal.");
  }

  static boolean isExported(JavaPackage folder) {
    return folder.tryGetPackageInfo().isPresent() && folder.isAnnotatedWith(EXPORT) && folder.isAnnotatedWith(VERSION);
  }

  static String version(JavaPackage folder) {
    return folder.getAnnotationOfType(VERSION).get("value").map(Object::toString).orElseThrow();
  }

  /** Public, or nested in public types all the way up, in an exported package. */
  static boolean isShown(JavaClass type) {
    return isExported(type.getPackage())
        && type.getModifiers().contains(JavaModifier.PUBLIC)
        && type.getEnclosingClass().map(Exported::isShown).orElse(true);
  }

  /** Every type that somebody who uses this one may meet. */
  static Set<JavaClass> typesInSignatures(JavaClass type) {
    Stream<JavaType> parents = Stream.concat(type.getSuperclass().stream(), type.getInterfaces().stream());
    Stream<JavaType> fields =
        type.getFields().stream().filter(Exported::isVisible).map(field -> field.getType());
    Stream<JavaType> units = type.getCodeUnits().stream().filter(Exported::isVisible).flatMap(Exported::typesOf);
    return Stream.of(parents, fields, units)
        .flatMap(types -> types)
        .flatMap(shown -> shown.getAllInvolvedRawTypes().stream())
        .map(JavaClass::getBaseComponentType)
        .filter(shown -> !shown.isPrimitive())
        .collect(Collectors.toSet());
  }

  private static Stream<JavaType> typesOf(JavaCodeUnit unit) {
    return Stream.of(
            Stream.of(unit.getReturnType()),
            unit.getParameterTypes().stream(),
            unit.getExceptionTypes().stream().map(JavaType.class::cast))
        .flatMap(types -> types);
  }

  private static boolean isVisible(JavaMember member) {
    Set<JavaModifier> modifiers = member.getModifiers();
    boolean visible = modifiers.contains(JavaModifier.PUBLIC) || modifiers.contains(JavaModifier.PROTECTED);
    return visible && !modifiers.contains(JavaModifier.SYNTHETIC);
  }
}
