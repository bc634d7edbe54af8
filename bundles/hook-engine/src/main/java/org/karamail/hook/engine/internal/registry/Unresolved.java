package org.karamail.hook.engine.internal.registry;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.namespace.PackageNamespace;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.framework.wiring.FrameworkWiring;
import org.osgi.resource.Namespace;
import org.osgi.resource.Requirement;

/** Plugins that cannot run because something they need is not there, and what that is. */
final class Unresolved {

  private static final String OUR_PACKAGES = "org.karamail.hook";

  private final BundleContext context;

  Unresolved(BundleContext context) {
    this.context = context;
  }

  /** Bundles that import the hook API and are not resolved, with the reason in one line. */
  Map<Bundle, String> reasons() {
    Map<Bundle, String> reasons = new TreeMap<>();
    for (Bundle bundle : context.getBundles()) {
      if (bundle.getState() == Bundle.INSTALLED && importsHooks(bundle)) {
        reasons.put(bundle, reason(bundle));
      }
    }
    return reasons;
  }

  private static boolean importsHooks(Bundle bundle) {
    return Optional.ofNullable(bundle.getHeaders("").get(Constants.IMPORT_PACKAGE))
        .map(imports -> Arrays.stream(imports.split(",")).anyMatch(one -> one.strip().startsWith(OUR_PACKAGES)))
        .orElse(false);
  }

  private String reason(Bundle bundle) {
    FrameworkWiring framework = context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION).adapt(FrameworkWiring.class);
    List<String> missing = new ArrayList<>();
    for (Requirement requirement : bundle.adapt(BundleRevision.class).getRequirements(null)) {
      if (isNeeded(requirement) && framework.findProviders(requirement).isEmpty()) {
        missing.add(words(requirement));
      }
    }
    return missing.isEmpty()
        ? "it is not resolved: the packages it imports cannot be had together, or it was never started"
        : "it cannot be resolved: nobody provides " + String.join(", ", missing);
  }

  private static boolean isNeeded(Requirement requirement) {
    Map<String, String> directives = requirement.getDirectives();
    return !Namespace.RESOLUTION_OPTIONAL.equals(directives.get(Namespace.REQUIREMENT_RESOLUTION_DIRECTIVE))
        && !Namespace.EFFECTIVE_ACTIVE.equals(directives.get(Namespace.REQUIREMENT_EFFECTIVE_DIRECTIVE));
  }

  private static String words(Requirement requirement) {
    String filter = String.valueOf(requirement.getDirectives().get(Namespace.REQUIREMENT_FILTER_DIRECTIVE));
    return PackageNamespace.PACKAGE_NAMESPACE.equals(requirement.getNamespace())
        ? "package " + filter.replace("(" + PackageNamespace.PACKAGE_NAMESPACE + "=", "(")
        : requirement.getNamespace() + " " + filter;
  }
}
