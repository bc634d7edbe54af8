package org.karamail.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.karamail.queue.Lease;
import org.karamail.queue.QueueStatistics;
import org.karamail.queue.QueueStatistics.RouteLine;

/** The numbers are those of the contents, whatever happens. */
interface StatisticsContract extends AtWorkbench {

  @Test
  default void anEmptyStoreCountsNothing() {
    QueueStatistics empty = bench().store().statistics();

    assertThat(empty.messages()).isZero();
    assertThat(empty.recipients().values()).allMatch(count -> count == 0);
    assertThat(empty.routes()).isEmpty();
  }

  @Test
  default void whatHappensIsCounted() {
    bench().accept(SampleMail.to("bea@north.example", "cid@south.example"));
    bench().accept(SampleMail.to("dan@north.example"));
    List<Lease> leases = bench().claim();
    Lease deferred = leases.get(0);
    bench().update(deferred, Results.deferred(deferred, bench().now(), bench().now()));
    Lease failed = leases.get(1);
    bench().update(failed, Results.failed(failed, bench().now(), Optional.empty()));
    Lease delivered = leases.get(2);
    bench().update(delivered, Results.delivered(delivered, bench().now()));
    Lease again = bench().claimOne();
    bench().update(again, Results.delivered(again, bench().now()));

    QueueStatistics statistics = bench().store().statistics();

    assertThat(statistics.accepted()).isEqualTo(2);
    assertThat(statistics.attempts()).isEqualTo(4);
    assertThat(statistics.retries()).isEqualTo(1);
    assertThat(statistics.delivered()).isEqualTo(2);
    assertThat(statistics.failed()).isEqualTo(1);
  }

  @Test
  default void routesAreListedByTheLengthOfTheirLine() {
    bench().accept(SampleMail.to("bea@north.example", "cid@south.example"));
    bench().accept(SampleMail.to("dan@south.example", "eva@south.example"));

    assertThat(bench().store().statistics().routes())
        .containsExactly(
            new RouteLine(SampleMail.route("south.example"), 3), new RouteLine(SampleMail.route("north.example"), 1));
    bench().reopen();
    assertThat(bench().store().statistics().routes())
        .containsExactly(
            new RouteLine(SampleMail.route("south.example"), 3), new RouteLine(SampleMail.route("north.example"), 1));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  default void whateverHappensEveryRecipientStandsWhereItShouldAndTheSumsAgree(long seed) {
    RandomLife life = new RandomLife(bench(), seed);

    for (int step = 0; step < 250; step++) {
      life.step();
      life.compare();
    }
  }
}
