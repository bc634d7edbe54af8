package org.karamail.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.karamail.message.Body;
import org.karamail.model.QueueId;
import org.karamail.queue.Lease;
import org.karamail.queue.store.Draft;

/** Bodies of every size, inline and in files, come out as they went in. */
interface BodyContract extends AtWorkbench {

  int LIMIT = SettablePolicy.INLINE_LIMIT;

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 4 * 1024, LIMIT, LIMIT + 1, 1024 * 1024})
  default void aBodyIsReadableBeforeTheCommitAfterItAndAfterAStart(int size) {
    SampleMail mail = SampleMail.to("bea@north.example").withBody(SampleMail.octets(size, size));

    Draft draft = bench().draft(mail);
    assertThat(draft.sink().size()).isEqualTo(size);
    assertHolds(draft.body(), mail);
    Workbench.await(draft.commit(mail.submission(bench().now())));
    assertHolds(bodyOf(draft.id()), mail);
    bench().reopen();
    assertHolds(bodyOf(draft.id()), mail);
    bench().reopenAfterKill();
    assertHolds(bodyOf(draft.id()), mail);
  }

  @ParameterizedTest
  @ValueSource(ints = {4 * 1024, LIMIT + 1})
  default void severalReadersEachBeginAtTheBeginningAndDoNotDisturbOneAnother(int size) throws IOException {
    SampleMail mail = SampleMail.to("bea@north.example").withBody(SampleMail.octets(size, 2));
    Body body = bodyOf(bench().accept(mail));

    try (InputStream one = body.open()) {
      byte[] start = one.readNBytes(size / 2);
      byte[] whole = read(body);
      byte[] rest = one.readAllBytes();

      assertThat(Arrays.equals(whole, mail.body())).isTrue();
      assertThat(Arrays.equals(start, Arrays.copyOf(mail.body(), size / 2))).isTrue();
      assertThat(Arrays.equals(rest, Arrays.copyOfRange(mail.body(), size / 2, size))).isTrue();
      assertThat(one.read()).isEqualTo(-1);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {4 * 1024, LIMIT + 1})
  default void bodiesWrittenAtTheSameTimeAreNotMixedUp(int size) {
    SampleMail first = SampleMail.to("bea@north.example").withBody(SampleMail.octets(size, 3));
    SampleMail second = SampleMail.to("cid@north.example").withBody(SampleMail.octets(size, 4));
    Draft one = bench().store().begin(size);
    Draft other = bench().store().begin(size);

    for (int at = 0; at < size; at += 1_000) {
      int length = Math.min(1_000, size - at);
      Workbench.await(one.sink().write(ByteBuffer.wrap(first.body(), at, length)));
      Workbench.await(other.sink().write(ByteBuffer.wrap(second.body(), at, length)));
    }
    Workbench.await(other.commit(second.submission(bench().now())));
    Workbench.await(one.commit(first.submission(bench().now())));

    assertHolds(bodyOf(one.id()), first);
    assertHolds(bodyOf(other.id()), second);
  }

  @Test
  default void aDirectBufferAndAnEmptyOneAreTakenToo() {
    byte[] octets = SampleMail.octets(3_000, 5);
    SampleMail mail = SampleMail.to("bea@north.example").withBody(octets);
    Draft draft = bench().store().begin(octets.length);
    ByteBuffer direct = ByteBuffer.allocateDirect(octets.length).put(octets).flip();

    Workbench.await(draft.sink().write(ByteBuffer.allocate(0)));
    Workbench.await(draft.sink().write(direct));
    Workbench.await(draft.commit(mail.submission(bench().now())));

    assertHolds(bodyOf(draft.id()), mail);
  }

  @ParameterizedTest
  @ValueSource(ints = {4 * 1024, LIMIT + 1})
  default void aReaderThatIsOpenWhenItsMessageIsDeliveredReadsOnOrIsToldSoButNeverReadsSomethingElse(int size)
      throws IOException {
    SampleMail mail = SampleMail.to("bea@north.example").withBody(SampleMail.octets(size, 6));
    bench().accept(mail);
    Lease lease = bench().claimOne();
    Body body = bodyOf(lease.id());

    try (InputStream open = body.open()) {
      byte[] start = open.readNBytes(100);
      bench().update(lease, Results.delivered(lease, bench().now()));
      byte[] rest = octetsOrNothing(open);

      assertThat(Arrays.equals(start, Arrays.copyOf(mail.body(), 100))).isTrue();
      assertThat(rest.length == 0 || Arrays.equals(rest, Arrays.copyOfRange(mail.body(), 100, size))).isTrue();
    }
  }

  private static byte[] octetsOrNothing(InputStream in) {
    try {
      return in.readAllBytes();
    } catch (IOException finished) {
      return new byte[0];
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {4 * 1024, LIMIT + 1})
  default void theBodyOfAFinishedMessageCanNoLongerBeOpened(int size) {
    bench().accept(SampleMail.to("bea@north.example").withBody(SampleMail.octets(size, 7)));
    Lease lease = bench().claimOne();
    Body body = bodyOf(lease.id());
    bench().update(lease, Results.delivered(lease, bench().now()));
    bench().reopen();

    assertThatThrownBy(() -> bodyOf(lease.id()).open().close()).isInstanceOf(Exception.class);
    assertThat(body.size()).isEqualTo(size);
  }

  @Test
  default void aMessageForManyKeepsItsBodyUntilTheLastOneHasIt() {
    SampleMail mail =
        SampleMail.to("bea@north.example", "cid@south.example").withBody(SampleMail.octets(LIMIT + 1, 8));
    QueueId id = bench().accept(mail);
    List<Lease> leases = bench().claim();

    bench().update(leases.get(0), Results.delivered(leases.get(0), bench().now()));

    assertHolds(bodyOf(id), mail);
  }

  private Body bodyOf(QueueId id) {
    return bench().store().content(id).body();
  }

  private static void assertHolds(Body body, SampleMail mail) {
    assertThat(body.size()).isEqualTo(mail.body().length);
    assertThat(Arrays.equals(read(body), mail.body())).isTrue();
    assertThat(Arrays.equals(read(body), mail.body())).isTrue();
  }

  private static byte[] read(Body body) {
    try (InputStream in = body.open()) {
      return in.readAllBytes();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
