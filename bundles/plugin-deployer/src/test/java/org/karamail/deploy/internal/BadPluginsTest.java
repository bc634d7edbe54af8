package org.karamail.deploy.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.File;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.karamail.deploy.Deployment.State;
import org.osgi.framework.Bundle;
import org.osgi.framework.hooks.resolver.ResolverHookFactory;

/** Plugins that do not work, or not yet. */
class BadPluginsTest extends DeployFolder {

  @ParameterizedTest
  @CsvSource({
    "throws, no licence",
    "hangs, its start has not ended after 1000 ms",
    "silent, no hook of it has come",
    "null, its activation failed"
  })
  void aVersionThatDoesNotWorkIsRefusedAndTheOneBeforeGoesOn(String way, String reason) throws Exception {
    deploy(v("1.0.0"));
    awaitVersion("1.0.0");
    deploy(v("2.0.0").that(way));
    await().until(() -> deployment("gate.jar").state() == State.REFUSED);
    assertThat(deployment("gate.jar").problem()).contains(reason).doesNotContain("\n");
    assertThat(asked()).isEqualTo("1.0.0");
    assertThat(engine.plugins()).singleElement().satisfies(plugin -> assertThat(plugin.problem()).isEmpty());
    deploy(v("1.5.0")); // the bad one may still be on its way out, and is nobody's predecessor
    awaitVersion("1.5.0");
    assertThat(asked()).isEqualTo("1.5.0");
  }

  @Test
  void aVersionThatDoesNotResolveIsRefusedAndSaysWhatIsMissing() throws Exception {
    deploy(v("1.0.0"));
    awaitVersion("1.0.0");
    deploy(v("2.0.0").importing("com.example.absent;version=\"[1.2,2)\""));
    await().until(() -> deployment("gate.jar").state() == State.REFUSED);
    assertThat(deployment("gate.jar").problem()).isEqualTo("nobody exports com.example.absent in a version from 1.2.0 up to, not including, 2.0.0, which it imports").doesNotContain("\n");
    assertThat(asked()).isEqualTo("1.0.0");
    await().until(() -> plugins().size() == 1);
  }

  @Test
  void aFirstVersionThatDoesNotResolveIsTriedAgainWhenWhatItMissesComes() throws Exception {
    deploy(v("1.0.0").importing("com.example.late"));
    await().until(() -> deployment("gate.jar").state() == State.WAITING);
    File library = v("1.0.0").with("Bundle-SymbolicName", "lib").with("Export-Package", "com.example.late").at(file("x.part"));
    framework.getBundleContext().installBundle(library.toURI().toString());
    awaitVersion("1.0.0");
    awaitActive("gate.jar");
  }

  @Test
  void aFirstVersionWhoseResolveIsPreventedForAWhileIsTriedAgain() throws Exception {
    AtomicBoolean prevented = new AtomicBoolean(true);
    framework.getBundleContext().registerService(ResolverHookFactory.class, triggers -> new Preventing(prevented), null);
    deploy(v("1.0.0"));
    await().until(() -> deployment("gate.jar").state() == State.WAITING);
    prevented.set(false);
    awaitVersion("1.0.0");
    awaitActive("gate.jar");
  }

  @Test
  void aPluginThatExportsPackagesIsRefused() throws Exception {
    deploy(v("1.0.0").with("Export-Package", "org.example.api;version=\"1.0\";uses:=\"a,b\",org.example.spi"));
    await().until(() -> deployment("gate.jar").state() == State.REFUSED);
    assertThat(deployment("gate.jar").problem()).contains("org.example.api, org.example.spi");
    assertThat(plugins()).isEmpty();
  }

  @Test
  void aBadVersionOfAPluginThatCannotLiveTwiceBringsTheGoodOneBack() throws Exception {
    deploy(v("1.0.0"));
    awaitVersion("1.0.0");
    deploy(v("2.0.0").with("Karamail-Plugin-Instances", "one").that("throws"));
    await().until(() -> deployment("gate.jar").state() == State.REFUSED);
    awaitVersion("1.0.0");
    assertThat(asked()).isEqualTo("1.0.0");
  }

  @Test
  void aPluginThatHangsHoldsUpNoOther() throws Exception {
    installer.install(PluginFile.of("org.example.stuck", "1.0.0").that("hangs").at(file("stuck.jar")));
    installer.install(v("1.0.0").at(file("gate.jar")));
    awaitVersion("1.0.0");
    await().until(() -> deployment("stuck.jar").state() == State.REFUSED);
  }
}
