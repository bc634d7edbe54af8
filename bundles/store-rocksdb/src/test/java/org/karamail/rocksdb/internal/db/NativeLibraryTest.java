package org.karamail.rocksdb.internal.db;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** RocksDB's library comes from the data folder, once, whatever class loader asks. */
class NativeLibraryTest {

  private static final Path BUNDLE = Path.of("target", "bundle");

  @TempDir private Path folder;

  @Test
  void theLibraryIsUnpackedOnceAndUsedAsItIsAfterwards() throws Exception {
    load(folder);
    Path library = onlyFile(folder);
    FileTime longAgo = FileTime.from(Instant.EPOCH);
    Files.setLastModifiedTime(library, longAgo);

    load(folder);

    assertThat(Files.getLastModifiedTime(library)).isEqualTo(longAgo);
  }

  @Test
  void aLibraryThatIsNotTheRightOneIsReplaced() throws Exception {
    load(folder.resolve("first"));
    Path good = onlyFile(folder.resolve("first"));
    Path wrong = Files.createDirectories(folder.resolve("second")).resolve(good.getFileName());
    Files.write(wrong, "half a file".getBytes(StandardCharsets.US_ASCII));

    load(folder.resolve("second"));

    assertThat(Files.mismatch(good, wrong)).isEqualTo(-1);
  }

  @Test
  void aClassLoaderThatComesAfterAnotherGetsACopyOfItsOwn() throws Exception {
    try (URLClassLoader one = loader();
        URLClassLoader other = loader()) {
      load(one, folder);
      load(other, folder);

      try (Stream<Path> files = Files.walk(folder)) {
        assertThat(files.filter(Files::isRegularFile)).hasSize(2);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "librocksdbjni-linux64.so",
        "librocksdbjni-linux-aarch64.so",
        "librocksdbjni-osx-x86_64.jnilib",
        "librocksdbjni-osx-arm64.jnilib"
      })
  void theBundleHoldsTheLibrariesOfThePlatformsWeRunOn(String library) throws IOException {
    Path inBundle = BUNDLE.resolve(library);

    assertThat(inBundle).isRegularFile();
    assertThat(Files.size(inBundle)).isGreaterThan(5_000_000);
  }

  @Test
  void theBundleHoldsNoOtherLibrary() throws IOException {
    try (Stream<Path> files = Files.list(BUNDLE)) {
      assertThat(files.map(file -> file.getFileName().toString()).filter(name -> name.startsWith("librocksdbjni")))
          .hasSize(4);
    }
    assertThat(BUNDLE.resolve("org/rocksdb/RocksDB.class")).isRegularFile();
  }

  private static void load(Path folder) throws Exception {
    try (URLClassLoader loader = loader()) {
      load(loader, folder);
    }
  }

  private static void load(ClassLoader loader, Path folder) throws Exception {
    loader.loadClass(NativeLibrary.class.getName()).getMethod("load", Path.class).invoke(null, folder);
  }

  /** A class loader that shares nothing with ours, as after an update of the bundle. */
  private static URLClassLoader loader() throws IOException {
    List<URL> urls =
        Arrays.stream(System.getProperty("java.class.path").split(java.io.File.pathSeparator))
            .map(Path::of)
            .map(NativeLibraryTest::url)
            .toList();
    return new URLClassLoader(urls.toArray(new URL[0]), ClassLoader.getPlatformClassLoader());
  }

  private static URL url(Path path) {
    try {
      return path.toUri().toURL();
    } catch (IOException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static Path onlyFile(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).findFirst().orElseThrow();
    }
  }
}
