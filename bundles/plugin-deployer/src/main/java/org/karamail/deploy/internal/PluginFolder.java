package org.karamail.deploy.internal;

import java.io.File;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.karamail.deploy.Deployment;
import org.karamail.deploy.Deployment.State;
import org.karamail.deploy.PluginDeployments;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;

/** The plugins in {@code deploy/}: what comes, changes and goes there, in order for each plugin. */
final class PluginFolder implements PluginDeployments {

  private final BundleContext context;
  private final Placement placement;
  private final Retirement retirement;
  private final Lines lines;
  private final Map<File, Deployment> known = new ConcurrentSkipListMap<>();
  private final Set<File> triedAgain = ConcurrentHashMap.newKeySet();

  PluginFolder(BundleContext context, Placement placement, Retirement retirement, Lines lines) {
    this.context = context;
    this.placement = placement;
    this.retirement = retirement;
    this.lines = lines;
  }

  /** Whether a file is a plugin. One that was, and is half written now, still is. */
  boolean isPlugin(File file) {
    if (known.containsKey(file)) {
      return true;
    }
    try {
      return file.getName().endsWith(".jar") && PluginJar.read(file).isPresent();
    } catch (IOException unreadable) {
      return false; // it is looked at again when it changes
    }
  }

  /** A file has come or changed. */
  void put(File file) {
    try {
      Optional<PluginJar> jar = PluginJar.read(file);
      if (jar.isEmpty()) {
        refuse(file, "it does not import the hook API any more");
        return;
      }
      known.put(file, deployment(jar.get(), State.STARTING, ""));
      lines.on(jar.get().name(), () -> place(jar.get(), ""));
    } catch (IOException unreadable) {
      refuse(file, "it cannot be read: " + Why.of(unreadable));
    }
  }

  private void refuse(File file, String why) {
    Deployment before = Optional.ofNullable(known.get(file)).orElse(new Deployment(file.getName(), "", "", State.REFUSED, why));
    known.put(file, new Deployment(file.getName(), before.plugin(), "", State.REFUSED, why));
    PluginBundles.LOG.error("plugin refused: file={} reason={}; what ran before goes on", file.getName(), why);
  }

  /** Places it, and tells what came of it unless that is why it has been waiting. */
  private void place(PluginJar jar, String toldBefore) {
    try {
      Placement.Result result = toldBefore.isEmpty() ? placement.place(jar) : placement.again(jar);
      if (known.containsKey(jar.file())) {
        known.put(jar.file(), deployment(jar, result.state(), result.problem()));
      }
      if (result.state() != State.WAITING || !result.problem().equals(toldBefore)) {
        tell(jar, result);
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private void tell(PluginJar jar, Placement.Result result) {
    if (result.state() == State.ACTIVE) {
      PluginBundles.LOG.info("plugin deployed: plugin={} version={} file={}", jar.name(), jar.version(), jar.file().getName());
      return;
    }
    String inForce =
        PluginBundles.of(context, jar.name()).stream()
            .filter(PluginBundles::works)
            .filter(bundle -> !bundle.getLocation().equals(jar.location()))
            .findFirst()
            .map(bundle -> "; version " + bundle.getVersion() + " goes on")
            .orElse("");
    PluginBundles.LOG.error(
        "plugin {}: plugin={} version={} file={} reason={}{}",
        result.state() == State.WAITING ? "waits" : "refused",
        jar.name(),
        jar.version(),
        jar.file().getName(),
        result.problem(),
        inForce);
  }

  /** A file has gone. */
  void remove(File file) {
    Optional<Deployment> was = Optional.ofNullable(known.remove(file));
    List<Bundle> from = bundlesFrom(file);
    String name =
        was.map(Deployment::plugin).filter(plugin -> !plugin.isEmpty()).or(() -> from.stream().findFirst().map(Bundle::getSymbolicName)).orElse("");
    if (name.isEmpty()) {
      return;
    }
    lines.on(name, () -> {
      if (isElsewhere(file, name)) {
        return; // the plugin has moved to another file of the folder, whose turn comes
      }
      PluginBundles.of(context, name).stream().filter(bundle -> PluginJar.isFrom(file, bundle.getLocation()) || isOrphan(bundle)).forEach(retirement::now);
      PluginBundles.LOG.info("plugin removed: plugin={} file={}", name, file.getName());
    });
  }

  private List<Bundle> bundlesFrom(File file) {
    return PluginBundles.all(context).stream().filter(bundle -> PluginJar.isFrom(file, bundle.getLocation())).toList();
  }

  private static boolean isOrphan(Bundle bundle) {
    return !PluginJar.fileOf(bundle.getLocation()).exists();
  }

  private static boolean isElsewhere(File gone, String plugin) {
    File[] others = Optional.ofNullable(gone.getParentFile()).map(File::listFiles).orElse(new File[0]);
    return Arrays.stream(others)
        .filter(other -> !other.equals(gone) && other.getName().endsWith(".jar"))
        .anyMatch(other -> holds(other, plugin));
  }

  private static boolean holds(File file, String plugin) {
    try {
      return PluginJar.read(file).filter(jar -> jar.name().equals(plugin)).isPresent();
    } catch (IOException unreadable) {
      return false;
    }
  }

  /** Sends away what has lost its file while Karamail was down. */
  void tidy() {
    PluginBundles.all(context).stream().filter(PluginFolder::isOrphan).forEach(retirement::now);
  }

  /**
   * Tries those again that wait for something. What a plugin needs may come at any time, and a resolve also fails for reasons that
   * pass, as while Karaf installs features; so nobody has to notice what came. Only what changes is told.
   */
  void retry() {
    known.forEach((file, deployment) -> {
      if (deployment.state() == State.WAITING && triedAgain.add(file)) {
        lines.on(deployment.plugin(), () -> tryAgain(file));
      }
    });
  }

  private void tryAgain(File file) {
    try {
      Optional<Deployment> waiting = Optional.ofNullable(known.get(file)).filter(deployment -> deployment.state() == State.WAITING);
      if (waiting.isPresent()) {
        PluginJar.read(file).ifPresent(jar -> place(jar, waiting.get().problem()));
      }
    } catch (IOException unreadable) {
      refuse(file, "it cannot be read: " + Why.of(unreadable));
    } finally {
      triedAgain.remove(file);
    }
  }

  @Override
  public List<Deployment> deployments() {
    return List.copyOf(known.values());
  }

  private static Deployment deployment(PluginJar jar, State state, String problem) {
    return new Deployment(jar.file().getName(), jar.name(), jar.version().toString(), state, problem);
  }
}
