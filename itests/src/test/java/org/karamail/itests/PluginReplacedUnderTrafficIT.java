package org.karamail.itests;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.karamail.itests.plugin.Replacements;

/**
 * Twenty busy sessions while a content gate is replaced: nobody is dropped or refused, nothing is lost or doubled, and every
 * message carries the stamp of one version. The full form is itests/scripts/plugin-updates.
 */
final class PluginReplacedUnderTrafficIT {

  @Test
  void noMessageIsLostDoubledRefusedOrUnfiltered() throws Exception {
    Replacements.Report report = Replacements.run("traffic", 8, 4, 2, 2);
    assertThat(report.wrong()).isEmpty();
    assertThat(report.accepted()).isPositive();
    assertThat(report.after().classLoaders()).as("class loaders of bundles").isLessThanOrEqualTo(report.before().classLoaders() + 1);
  }
}
