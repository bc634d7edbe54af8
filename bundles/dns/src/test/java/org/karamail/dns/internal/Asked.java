package org.karamail.dns.internal;

import java.net.InetAddress;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.karamail.dns.DnsAnswer;
import org.karamail.dns.MxRecord;
import org.karamail.dns.Resolver;

/** Waits for answers. */
final class Asked {

  private static final long PATIENCE_SECONDS = 30;

  private Asked() {}

  static <T> T await(CompletionStage<T> stage) {
    try {
      return stage.toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException | ExecutionException | TimeoutException none) {
      throw new AssertionError("no answer", none);
    }
  }

  static DnsAnswer<MxRecord> mx(Resolver resolver, String domain) {
    return await(resolver.mx(domain));
  }

  static DnsAnswer<InetAddress> ipv4(Resolver resolver, String host) {
    return await(resolver.ipv4(host));
  }
}
