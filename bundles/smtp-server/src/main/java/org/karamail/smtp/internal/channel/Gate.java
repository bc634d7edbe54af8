package org.karamail.smtp.internal.channel;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.karamail.smtp.internal.settings.ListenerSettings;

/**
 * Knows who is inside: all conversations of a listener, and how many each client has. Safe on any thread.
 *
 * <p>A client is an IPv4 address or an IPv6 network of 64 bits, which is what one customer is given. Trusted clients count
 * for the listener, not for themselves.
 */
public final class Gate {

  private static final int IPV6_CLIENT = 8;

  private final AtomicInteger inside = new AtomicInteger();
  private final Map<ByteBuffer, Integer> perClient = new ConcurrentHashMap<>();
  private final Set<Conversation> conversations = ConcurrentHashMap.newKeySet();

  /** Lets a client in, or says no; then nothing is counted. */
  boolean enter(Conversation conversation, InetAddress client, ListenerSettings settings) {
    if (inside.incrementAndGet() > settings.limits().connections()) {
      inside.decrementAndGet();
      return false;
    }
    if (perClient.merge(key(client), 1, Integer::sum) > settings.limits().connectionsPerClient()
        && !settings.trusts(client)) {
      release(client);
      return false;
    }
    conversations.add(conversation);
    return true;
  }

  /** One that was let in is gone. */
  void leave(Conversation conversation, InetAddress client) {
    if (conversations.remove(conversation)) {
      release(client);
      left();
    }
  }

  /** Who is inside at present. */
  public Collection<Conversation> conversations() {
    return Set.copyOf(conversations);
  }

  /** Waits until nobody is inside, but no longer than this; answers whether nobody is. Not for event loops. */
  public synchronized boolean awaitEmpty(Duration limit) {
    long end = System.nanoTime() + limit.toNanos();
    long left = limit.toNanos();
    try {
      while (!conversations.isEmpty() && left > 0) {
        TimeUnit.NANOSECONDS.timedWait(this, left);
        left = end - System.nanoTime();
      }
    } catch (InterruptedException wanted) {
      Thread.currentThread().interrupt();
    }
    return conversations.isEmpty();
  }

  private synchronized void left() {
    notifyAll();
  }

  private void release(InetAddress client) {
    perClient.computeIfPresent(key(client), (network, count) -> count == 1 ? null : count - 1);
    inside.decrementAndGet();
  }

  private static ByteBuffer key(InetAddress client) {
    byte[] octets = client.getAddress();
    return ByteBuffer.wrap(octets, 0, Math.min(octets.length, IPV6_CLIENT));
  }
}
