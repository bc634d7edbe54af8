package org.karamail.architecture;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The habits of the style guide that a machine can see. */
class HabitsTest {

  private static final Set<String> NO_PACKAGE =
      Set.of("util", "utils", "common", "helper", "helpers", "support", "core", "impl");
  private static final List<String> NO_NAME = List.of("Impl", "Manager", "Util", "Utils", "Helper");

  @Test
  void signaturesOfExportedTypesNameOnlyTheJdkSlf4jOsgiAndOurOwnExportedTypes() {
    List<String> wrong = new ArrayList<>();
    for (JavaClass type : Bundles.classes()) {
      if (Exported.isShown(type) && !Bundles.bundleOf(type).orElseThrow().equals("testkit")) {
        for (JavaClass shown : Exported.typesInSignatures(type)) {
          boolean allowed =
              Bundles.bundleOf(shown).isPresent() ? Exported.isShown(shown) : House.mayBeShown(shown.getName());
          if (!allowed) {
            wrong.add(type.getName() + " shows " + shown.getName());
          }
        }
      }
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void whatIsInternalIsNotExportedAndWhatIsNotIsOrItsBundleExportsNothing() {
    List<String> wrong = new ArrayList<>();
    for (String bundle : House.bundles()) {
      Set<JavaPackage> packages = new HashSet<>();
      Bundles.of(bundle).forEach(type -> packages.add(type.getPackage()));
      boolean exportsAny = packages.stream().anyMatch(Exported::isExported);
      packages.stream()
          .filter(one -> Exported.isExported(one) == (one.getName() + ".").contains(".internal."))
          .filter(one -> exportsAny)
          .forEach(one -> wrong.add(one.getName()));
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void everyPackageHasItsManualPage() {
    assertThat(packageNames())
        .filteredOn(name -> Bundles.classes().getPackage(name).tryGetPackageInfo().isEmpty())
        .isEmpty();
  }

  @Test
  void nothingLiesDeeperThanOneLevelBelowInternal() {
    assertThat(packageNames()).filteredOn(name -> name.matches(".*\\.internal\\.[^.]+\\..*")).isEmpty();
  }

  @Test
  void noPackageIsADrawerForEverything() {
    assertThat(packageNames())
        .filteredOn(name -> Arrays.stream(name.split("\\.")).anyMatch(NO_PACKAGE::contains))
        .isEmpty();
  }

  @Test
  void noClassIsNamedForNothing() {
    assertThat(Bundles.classes())
        .extracting(JavaClass::getSimpleName)
        .filteredOn(name -> NO_NAME.stream().anyMatch(name::endsWith) || name.matches("Abstract.*Base"))
        .isEmpty();
  }

  /** The shell's commands may: Karaf gives the thread of each session an output of its own. */
  @Test
  void nobodyWritesToStandardOutOrError() {
    noClasses()
        .that()
        .resideOutsideOfPackage("org.karamail.shell.internal.command")
        .should()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .orShould()
        .callMethodWhere(target(name("printStackTrace")))
        .check(Bundles.classes());
  }

  @Test
  void nobodySleepsInTestsNeither() {
    for (JavaClasses classes : List.of(Bundles.classes(), Bundles.tests())) {
      noClasses()
          .should()
          .callMethod(Thread.class, "sleep", long.class)
          .orShould()
          .callMethod(Thread.class, "sleep", long.class, int.class)
          .orShould()
          .callMethod(TimeUnit.class, "sleep", long.class)
          .check(classes);
    }
  }

  @Test
  void noThreadLocalCrossesTheBorderOfABundle() {
    noClasses()
        .that()
        .resideOutsideOfPackage("..internal..")
        .should()
        .dependOnClassesThat()
        .belongToAnyOf(ThreadLocal.class, InheritableThreadLocal.class)
        .check(Bundles.classes());
  }

  @Test
  void nobodyEndsTheJvm() {
    noClasses()
        .should()
        .callMethod(System.class, "exit", int.class)
        .orShould()
        .callMethod(Runtime.class, "halt", int.class)
        .orShould()
        .callMethod(Runtime.class, "exit", int.class)
        .check(Bundles.classes());
  }

  private static Set<String> packageNames() {
    Set<String> names = new TreeSet<>();
    Bundles.classes().forEach(type -> names.add(type.getPackageName()));
    return names;
  }
}
