package org.karamail.rocksdb.internal.body;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.karamail.model.NodeId;
import org.karamail.model.QueueId;

class BodyFolderTest {

  private static final QueueId ID = new QueueId(1, NodeId.SINGLE);
  private static final QueueId OTHER = new QueueId(2, NodeId.SINGLE);

  @TempDir private Path home;
  private BodyFolder bodies;

  @BeforeEach
  void writeTwoBodies() throws IOException {
    bodies = new BodyFolder(home);
    Files.writeString(bodies.file(ID), "body");
    Files.writeString(bodies.file(OTHER), "other");
  }

  @Test
  void aBodyIsUnlinkedWhenItsLastReaderHasClosed() throws IOException {
    try (InputStream one = bodies.open(ID)) {
      try (InputStream other = bodies.open(ID)) {
        bodies.discard(ID);
        assertThat(other.readAllBytes()).hasSize(4);
      }
      assertThat(bodies.file(ID)).exists();
      assertThat(one.readAllBytes()).hasSize(4);
    }
    assertThat(bodies.file(ID)).doesNotExist();
    assertThat(bodies.file(OTHER)).exists();
  }

  @Test
  void aBodyThatIsToGoGetsNoNewReader() throws IOException {
    try (InputStream reading = bodies.open(ID)) {
      bodies.discard(ID);
      assertThatThrownBy(() -> bodies.open(ID)).isInstanceOf(NoSuchFileException.class);
      assertThat(reading.read()).isPositive();
    }
  }

  @Test
  void whileACopyIsMadeNothingIsUnlinkedAndAfterwardsEverythingThatWasToGo() throws IOException {
    bodies.keepAll();
    bodies.discard(ID);
    bodies.copyTo(home.resolve("copy"));
    assertThat(bodies.file(ID)).exists();

    bodies.keepNoLonger();

    assertThat(bodies.file(ID)).doesNotExist();
    assertThat(home.resolve("copy").resolve(ID.toString())).hasContent("body");
    assertThat(home.resolve("copy").resolve(OTHER.toString())).hasContent("other");
  }

  @Test
  void filesThatAreNoBodiesAreLeftAlone() throws IOException {
    Files.writeString(home.resolve("README"), "left by somebody");

    assertThat(bodies.ids()).containsExactlyInAnyOrder(ID, OTHER);
    assertThat(bodies.orphans(OTHER::equals)).containsExactly(ID);
  }
}
