package org.karamail.architecture;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import org.junit.jupiter.api.Test;

/** How the bundles of the house may lean on one another and on the libraries. */
class HouseTest {

  @Test
  void everyBundleHasItsLineInTheTableAndEveryLineABundle() {
    assertThat(Bundles.modules())
        .as("the bundles of the build and the table of House")
        .containsExactlyInAnyOrderElementsOf(House.bundles());
    assertThat(Bundles.modules()).allSatisfy(bundle -> assertThat(Bundles.of(bundle)).as(bundle).isNotEmpty());
  }

  @Test
  void arrowsOnlyPointDown() {
    assertThat(betweenBundles((from, to) -> !House.isAbove(bundle(from), bundle(to)))).isEmpty();
  }

  @Test
  void whatIsInternalIsUsedByItsOwnBundleOnly() {
    assertThat(betweenBundles((from, to) -> Exported.isInternal(to))).isEmpty();
  }

  @Test
  void aLibraryIsUsedByItsOwnerOnly() {
    List<String> strangers = new ArrayList<>();
    for (JavaClass from : Bundles.classes()) {
      for (Dependency dependency : from.getDirectDependenciesFromSelf()) {
        JavaClass to = dependency.getTargetClass().getBaseComponentType();
        if (!to.isPrimitive() && Bundles.bundleOf(to).isEmpty() && !House.mayUse(bundle(from), to.getName())) {
          strangers.add(bundle(from) + ": " + from.getName() + " uses " + to.getName());
        }
      }
    }
    assertThat(strangers).isEmpty();
  }

  @Test
  void packagesHaveNoCycles() {
    slices().matching("org.karamail.(**)").should().beFreeOfCycles().check(Bundles.classes());
  }

  private static List<String> betweenBundles(BiPredicate<JavaClass, JavaClass> wrong) {
    List<String> found = new ArrayList<>();
    for (JavaClass from : Bundles.classes()) {
      for (Dependency dependency : from.getDirectDependenciesFromSelf()) {
        JavaClass to = dependency.getTargetClass();
        Optional<String> other = Bundles.bundleOf(to);
        if (other.isPresent() && !other.get().equals(bundle(from)) && wrong.test(from, to)) {
          found.add(bundle(from) + " to " + other.get() + ": " + dependency.getDescription());
        }
      }
    }
    return found;
  }

  private static String bundle(JavaClass type) {
    return Bundles.bundleOf(type).orElseThrow();
  }
}
