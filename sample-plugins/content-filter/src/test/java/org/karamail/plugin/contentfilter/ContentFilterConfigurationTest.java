package org.karamail.plugin.contentfilter;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.karamail.hook.catalogue.HookPoints;
import org.karamail.settings.EnvironmentOverrides;
import org.karamail.settings.InvalidSettingException;
import org.karamail.settings.Settings;
import org.karamail.testkit.ShippedConfiguration;
import org.karamail.testkit.hook.HookHarness;
import org.karamail.testkit.hook.IncomingView;

class ContentFilterConfigurationTest {

  @Test
  void theShippedFileNamesEveryKeyWithTheDefaultInForce() {
    ShippedConfiguration.ofPlugin(ContentFilterSettings.PID)
        .documents(ContentFilterConfiguration.class, ContentFilterSettings::read);
  }

  @ParameterizedTest
  @CsvSource({
    "unreadable, dance", "maxDepth, 51", "maxEntries, 0", "maxUnpacked, much", "maxRatio, 0", "rules, a-b", "one.if, size above 1",
    "one.then, refuse", "one.if, size over 1 and", "one.then, header No: \u00e9"
  })
  void aValueThatCannotBeUsedIsRefusedByItsName(String key, String value) {
    Map<String, String> values = new TreeMap<>(Map.of("rules", "one", "one.if", "size over 1", "one.then", "discard"));
    values.put(key, value);
    assertThatThrownBy(() -> read(values))
        .isInstanceOf(InvalidSettingException.class)
        .hasMessageContaining("karamail.contentfilter: " + key + " = '")
        .hasMessageContaining("accepted: ");
  }

  @Test
  void aBadChangeKeepsTheLastGoodConfiguration() {
    ContentFilter plugin = new ContentFilter(Map.of("rules", "one", "one.if", "size over 1", "one.then", "discard"));

    plugin.modified(Map.of("rules", "one", "one.if", "size over 1"));
    HookHarness.create().ask(HookPoints.ON_CONTENT_FILTER, plugin, IncomingView.sample()).discards();

    plugin.modified(Map.of());
    HookHarness.create().ask(HookPoints.ON_CONTENT_FILTER, plugin, IncomingView.sample()).proceeds();
  }

  private static ContentFilterSettings read(Map<String, ?> values) {
    return ContentFilterSettings.read(Settings.of(ContentFilterSettings.PID, values, new EnvironmentOverrides(Map.of())));
  }
}
