package org.karamail.testkit.dns;

import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * A name server on 127.0.0.1, UDP and TCP on one port, that answers from the records it was given. A name it was not told of
 * does not exist. It resolves like a recursive server: aliases are followed as far as its records lead.
 *
 * <p>Records, misbehaviour and delays may be changed at any time, from any thread. What is asked is remembered.
 */
public final class ScriptedDns implements AutoCloseable {

  private final DnsPort port;
  private final Zone zone = new Zone();
  private final Map<String, Misbehaviour> misbehaviours = new ConcurrentHashMap<>();
  private final Map<String, Duration> delays = new ConcurrentHashMap<>();
  private final List<String> questions = new CopyOnWriteArrayList<>();
  private final ScheduledExecutorService later =
      Executors.newSingleThreadScheduledExecutor(task -> DnsPort.daemon(task, "scripted-dns-later"));
  private volatile boolean down;
  private volatile boolean authentic;

  private ScriptedDns(DnsPort port) {
    this.port = port;
  }

  /** Starts a server on a free port. */
  public static ScriptedDns start() {
    ScriptedDns dns = new ScriptedDns(DnsPort.open());
    dns.port.serve(dns::overUdp, dns::overTcp);
    return dns;
  }

  /** Where it listens. */
  public InetSocketAddress address() {
    return port.address();
  }

  /** Where it listens, as {@code servers} of {@code karamail.dns} names it. */
  public String server() {
    return "127.0.0.1:" + port.address().getPort();
  }

  /** Adds a record with a time to live of an hour; data as in a zone file: {@code "10 mx.example.org"}. */
  public ScriptedDns record(String name, String type, String data) {
    return record(name, Duration.ofHours(1), type, data);
  }

  /** Adds a record. */
  public ScriptedDns record(String name, Duration ttl, String type, String data) {
    zone.add(new ZoneRecord(name, ttl.toSeconds(), type, data));
    return this;
  }

  /** Removes all records of a name. */
  public ScriptedDns remove(String name) {
    zone.remove(name);
    return this;
  }

  /** How long it may be remembered that there is nothing. */
  public ScriptedDns negativeTtl(Duration ttl) {
    zone.negativeTtl(ttl.toSeconds());
    return this;
  }

  /** Misbehaves whenever it is asked about this name. */
  public ScriptedDns misbehave(String name, Misbehaviour how) {
    misbehaviours.put(ZoneRecord.canonical(name), how);
    return this;
  }

  /** Behaves again. */
  public ScriptedDns behave(String name) {
    misbehaviours.remove(ZoneRecord.canonical(name));
    return this;
  }

  /** Answers questions about this name only after a while. */
  public ScriptedDns delay(String name, Duration delay) {
    delays.put(ZoneRecord.canonical(name), delay);
    return this;
  }

  /** Says of all answers that they were validated, to those who ask. */
  public ScriptedDns authentic(boolean yes) {
    authentic = yes;
    return this;
  }

  /** Hears everything and answers nothing, until it is up again. */
  public ScriptedDns down() {
    down = true;
    return this;
  }

  /** Answers again. */
  public ScriptedDns up() {
    down = false;
    return this;
  }

  /** What it was asked, in order: {@code example.org MX udp}. */
  public List<String> questions() {
    return List.copyOf(questions);
  }

  /** How often it was asked this, over UDP and TCP together. */
  public long asked(String name, String type) {
    String start = ZoneRecord.canonical(name) + " " + type + " ";
    return questions.stream().filter(question -> question.startsWith(start)).count();
  }

  @Override
  public void close() {
    later.shutdownNow();
    port.close();
  }

  private void overUdp(byte[] message, SocketAddress client) {
    heard(message, "udp").ifPresent(question -> inTime(question, () -> answer(question, message, client)));
  }

  private void overTcp(byte[] message, Socket client) {
    heard(message, "tcp").ifPresent(question -> inTime(question, () -> answer(question, message, client)));
  }

  private Optional<DnsQuestion> heard(byte[] message, String how) {
    Optional<DnsQuestion> question = DnsQuestion.read(message);
    question.ifPresent(asked -> questions.add(asked + " " + how));
    return question.filter(asked -> !down);
  }

  private void inTime(DnsQuestion question, Runnable answer) {
    Optional<Duration> delay = Optional.ofNullable(delays.get(question.name()));
    if (delay.isEmpty()) {
      answer.run();
    } else {
      var unused = later.schedule(answer, delay.get().toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  private Optional<Misbehaviour> misbehaviour(DnsQuestion question) {
    return Optional.ofNullable(misbehaviours.get(question.name()));
  }

  private void answer(DnsQuestion question, byte[] message, SocketAddress client) {
    AnswerWriter proper = zone.answer(question, authentic);
    if (misbehaviour(question).isEmpty()) {
      byte[] full = proper.full();
      port.send(full.length > question.datagram() ? proper.cut() : full, client);
      return;
    }
    switch (misbehaviour(question).get()) {
      case SILENT -> { }
      case GARBAGE -> port.send(garbage(message), client);
      case WRONG_ID -> port.send(proper.under(question.id() ^ 1), client);
      case WRONG_ID_FIRST -> {
        port.send(new AnswerWriter(question, AnswerWriter.NXDOMAIN, false).under(question.id() ^ 1), client);
        port.send(proper.full(), client);
      }
      case OTHER_PORT -> port.sendFromAnother(proper.full(), client);
      case WRONG_QUESTION -> port.send(proper.aboutAnother(), client);
      case ECHO -> port.send(message, client);
      case TRUNCATED, TRUNCATED_WITHOUT_TCP, TRUNCATED_TORN_TCP -> port.send(proper.cut(), client);
      default -> port.send(saying(question, misbehaviour(question).get()), client);
    }
  }

  private byte[] saying(DnsQuestion question, Misbehaviour how) {
    return switch (how) {
      case SERVFAIL -> new AnswerWriter(question, AnswerWriter.SERVFAIL, false).full();
      case REFUSED -> new AnswerWriter(question, AnswerWriter.REFUSED, false).full();
      case REFERRAL ->
          new AnswerWriter(question, AnswerWriter.NOERROR, false)
              .authority(new ZoneRecord("test", 60, "NS", "ns.elsewhere.test"))
              .full();
      case NO_EDNS ->
          question.extended()
              ? new AnswerWriter(question, AnswerWriter.FORMERR, false).full()
              : zone.answer(question, authentic).full();
      case ALIAS_ONLY -> zone.aliasOnly(question).full();
      default -> zone.answer(question, authentic).full();
    };
  }

  private void answer(DnsQuestion question, byte[] message, Socket client) {
    Optional<Misbehaviour> how = misbehaviour(question);
    byte[] answer = how.map(it -> saying(question, it)).orElseGet(() -> zone.answer(question, authentic).full());
    try (client) {
      if (how.isPresent() && (how.get() == Misbehaviour.TRUNCATED_WITHOUT_TCP || how.get() == Misbehaviour.SILENT)) {
        return;
      }
      boolean torn = how.isPresent() && how.get() == Misbehaviour.TRUNCATED_TORN_TCP;
      DataOutputStream out = new DataOutputStream(client.getOutputStream());
      out.writeShort(answer.length);
      out.write(answer, 0, torn ? answer.length / 2 : answer.length);
      out.flush();
    } catch (IOException gone) {
      questions.add(question + " gone after " + message.length);
    }
  }

  private static byte[] garbage(byte[] message) {
    byte[] garbage = new byte[40];
    Arrays.fill(garbage, (byte) 0xff);
    garbage[0] = message[0];
    garbage[1] = message[1];
    return garbage;
  }
}
