package org.karamail.deploy;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** What became of the plugins in {@code deploy/}. One service; safe on any thread. */
@ProviderType
public interface PluginDeployments {

  /** A line for each plugin jar in the folder, by file name. */
  List<Deployment> deployments();
}
