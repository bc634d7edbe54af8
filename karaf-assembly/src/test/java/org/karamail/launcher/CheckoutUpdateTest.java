package org.karamail.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.karamail.launcher.Script.Result;

/**
 * A source checkout whose sources change: what runs is as new as the sources, and what its operator did stays. Maven
 * and Java are stand-ins: the one packs a folder, the other ends at once.
 */
class CheckoutUpdateTest {
  private static final Path SOURCE = Path.of(System.getProperty("karamail.script"));

  @TempDir Path scratch;
  private Path checkout;
  private Path packed;
  private Path running;
  private Script script;

  @BeforeEach
  void aCheckout() throws Exception {
    checkout = Files.createDirectories(scratch.resolve("checkout"));
    running = checkout.resolve("karaf-assembly/target/karamail");
    packed = scratch.resolve("packed/karamail-distribution-1");
    write(checkout.resolve("pom.xml"), "");
    write(checkout.resolve("karaf-assembly/pom.xml"), "");
    write(packed.resolve("bin/setenv"), "");
    write(packed.resolve("etc/users.properties"), "");
    write(packed.resolve("etc/startup.properties"), "");
    write(packed.resolve("etc/changed.cfg"), "a = 1");
    write(packed.resolve("etc/untouched.cfg"), "b = 1");
    write(packed.resolve("deploy/README"), "");
    write(packed.resolve("system/org/karamail/model/1/model.jar"), "1");

    Path jdk = scratch.resolve("jdk");
    Script.executable(jdk.resolve("bin/java"), "exit 0");
    Script.executable(jdk.resolve("bin/javac"), "exit 1");
    write(jdk.resolve("release"), "JAVA_VERSION=\"17.0.1\"\n");
    script =
        new Script(Files.copy(SOURCE, checkout.resolve("karamail")), scratch.resolve("tools"))
            .with("JAVA_HOME", jdk)
            .withProgram(
                "mvn",
                "case \"$*\" in *-v*) echo 'Apache Maven 3.9.9 (x)'; exit ;; esac",
                "echo built >> " + scratch.resolve("builds"),
                "tar -czf " + checkout + "/karaf-assembly/target/karamail-distribution-1.tar.gz -C "
                    + packed.getParent() + " karamail-distribution-1");
  }

  @Test
  void theFirstRunBuildsAndUnpacks() throws Exception {
    Result result = run();

    assertThat(result.err()).isEmpty();
    assertThat(result.status()).isZero();
    assertThat(running.resolve("etc/changed.cfg")).hasContent("a = 1");
    assertThat(running.resolve("bin/karamail")).exists();
  }

  @Test
  void nothingIsBuiltTwice() throws Exception {
    run();
    run();

    assertThat(scratch.resolve("builds")).hasContent("built");
  }

  @Test
  void newerSourcesAreBuiltAndWhatTheOperatorDidStays() throws Exception {
    run();
    write(running.resolve("etc/changed.cfg"), "a = 2");
    write(running.resolve("etc/own.cfg"), "c = 3");
    write(running.resolve("deploy/plugin.jar"), "plugin");
    write(running.resolve("data/karamail/queue/mail"), "mail");

    write(packed.resolve("etc/untouched.cfg"), "b = 2");
    write(packed.resolve("etc/new.cfg"), "d = 1");
    write(packed.resolve("system/org/karamail/model/1/model.jar"), "22");
    Result result = sourcesChanged();

    assertThat(result.err()).isEmpty();
    assertThat(running.resolve("system/org/karamail/model/1/model.jar")).hasContent("22");
    assertThat(running.resolve("etc/untouched.cfg")).hasContent("b = 2");
    assertThat(running.resolve("etc/new.cfg")).hasContent("d = 1");
    assertThat(running.resolve("etc/changed.cfg")).hasContent("a = 2");
    assertThat(running.resolve("etc/own.cfg")).hasContent("c = 3");
    assertThat(running.resolve("deploy/plugin.jar")).hasContent("plugin");
    assertThat(running.resolve("data/karamail/queue/mail")).hasContent("mail");
  }

  @Test
  void aSettingThatBothSidesChangedIsKeptAndNamed() throws Exception {
    run();
    write(running.resolve("etc/changed.cfg"), "a = 2");
    write(packed.resolve("etc/changed.cfg"), "a = 3");

    assertThat(sourcesChanged().err()).contains("etc/changed.cfg was changed here and is kept");
    assertThat(running.resolve("etc/changed.cfg")).hasContent("a = 2");
    assertThat(run().err()).as("said once").isEmpty();
  }

  @Test
  void whatKarafCachedOfTheOldBundlesGoes() throws Exception {
    run();
    Path cached = running.resolve("data/karamail/karaf/cache/bundle1");
    write(cached, "old");
    run();
    assertThat(cached).exists();

    sourcesChanged();

    assertThat(cached).doesNotExist();
  }

  private Result sourcesChanged() throws Exception {
    FileTime past = FileTime.from(Instant.now().minusSeconds(60));
    Files.setLastModifiedTime(checkout.resolve("karaf-assembly/target/karamail-distribution-1.tar.gz"), past);
    Files.setLastModifiedTime(running.resolve(".unpacked"), past);
    write(checkout.resolve("pom.xml"), "changed");
    return run();
  }

  private Result run() throws Exception {
    return script.run("run", "--dev");
  }

  private static void write(Path file, String content) throws Exception {
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
  }
}
