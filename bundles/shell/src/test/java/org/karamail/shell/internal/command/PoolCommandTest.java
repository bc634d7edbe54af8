package org.karamail.shell.internal.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.karamail.outbound.ConnectionPool;
import org.karamail.outbound.HostConnections;
import org.karamail.outbound.PoolStatistics;
import org.karamail.routing.TlsPolicy;
import org.karamail.testkit.MovableClock;

class PoolCommandTest {

  static final ConnectionPool POOL =
      new ConnectionPool() {
        @Override
        public PoolStatistics statistics() {
          return new PoolStatistics(7, 5, 20, 120, 30);
        }

        @Override
        public int perHost() {
          return 10;
        }

        @Override
        public TlsPolicy tls() {
          return TlsPolicy.OPPORTUNISTIC;
        }

        @Override
        public List<HostConnections> hosts() {
          return List.of(
              new HostConnections("mx1.example.org [192.0.2.1]:25", 4, 2),
              new HostConnections("mx.example.net [192.0.2.9]:25", 1, 0));
        }
      };

  @Test
  void showsHowTheConnectionsAreUsed() throws IOException {
    assertThat(run("mail:pool", POOL).lines())
        .containsExactly(
            "7 connections open, 5 in use: 25 % of what these hosts may have",
            "since start: 120 used again, 30 opened",
            "",
            "HOST                            IN USE  IDLE",
            "mx1.example.org [192.0.2.1]:25       4     2",
            "mx.example.net [192.0.2.9]:25        1     0");
  }

  @Test
  void showsOnlySoManyHosts() throws IOException {
    assertThat(run("mail:pool --limit 1", POOL).lines()).contains("and 1 host more; --limit shows them");
  }

  @Test
  void tellsProgramsTheSame() throws IOException {
    JsonNode json = run("mail:pool --json", POOL).json();

    assertThat(json.get("total_connections").asInt()).isEqualTo(7);
    assertThat(json.get("active_connections").asInt()).isEqualTo(5);
    assertThat(json.get("pool_utilization").asInt()).isEqualTo(25);
    assertThat(json.get("connection_hits").asInt()).isEqualTo(120);
    assertThat(json.get("connection_misses").asInt()).isEqualTo(30);
    assertThat(json.get("hosts")).hasSize(2);
  }

  @Test
  void saysWhyThereIsNothingToShow() throws IOException {
    assertThat(run("mail:pool").text()).contains("the SMTP client has not started");
  }

  private static KarafShell.Outcome run(String line, Object... services) throws IOException {
    try (KarafShell shell = new KarafShell(MovableClock.standing(), services)) {
      return shell.run(line);
    }
  }
}
