package org.karamail.routing.internal.mx;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.karamail.dns.DnsAnswer;
import org.karamail.dns.DnsAnswer.Failed;
import org.karamail.dns.MxRecord;
import org.karamail.dns.Resolver;
import org.karamail.model.Fault;
import org.karamail.model.MailDomain;
import org.karamail.model.Reply;
import org.karamail.routing.Destination;

/**
 * The mail hosts of one domain (RFC 5321 section 5.1, RFC 7505), once.
 *
 * <p>In order: the MX records; where there are none, the domain itself; without what cannot be a host; ours and all that are
 * no better left out; best first, equals shuffled; the first ten of them looked up, both families at once.
 */
final class MxSearch {

  private static final int MOST_HOSTS = 10;
  private static final int MOST_SHOWN = 20;

  private final String domain;
  private final Resolver resolver;
  private final MxRules rules;
  private final OwnHost own;
  private final Collection<String> providers;
  private final Random random;
  private final List<String> reasons = new ArrayList<>();
  private String site;

  MxSearch(
      MailDomain domain, Resolver resolver, MxRules rules, OwnHost own, Collection<String> providers, Random random) {
    this.domain = domain.text();
    this.resolver = resolver;
    this.rules = rules;
    this.own = own;
    this.providers = providers;
    this.random = random;
    this.site = domain.text();
  }

  CompletionStage<Destination> run() {
    return resolver.mx(domain).thenCompose(this::withRecords);
  }

  private CompletionStage<Destination> withRecords(DnsAnswer<MxRecord> answer) {
    return switch (answer.kind()) {
      case FOUND -> found(answer);
      case NO_DATA -> {
        reasons.add(domain + " has no MX records: it is its own mail host (RFC 5321 section 5.1)");
        yield lookUp(List.of(new MxRecord(0, domain)), false, answer);
      }
      case NO_SUCH_NAME -> done(refused(Refusals.NO_SUCH_DOMAIN, domain + " does not exist"));
      default -> done(unresolved("MX of " + domain + ": " + problem(answer)));
    };
  }

  private CompletionStage<Destination> found(DnsAnswer<MxRecord> answer) {
    List<MxRecord> records = answer.records();
    reasons.add(domain + " has " + records.size() + (records.size() == 1 ? " MX record: " : " MX records: ") + shown(records));
    if (records.size() == 1 && records.get(0).isNull()) {
      return done(refused(Refusals.NULL_MX, domain + " takes no mail (RFC 7505)"));
    }
    List<MxRecord> hosts = records.stream().filter(this::canBeAHost).toList();
    if (hosts.isEmpty()) {
      return done(refused(Refusals.NO_USABLE_HOST, "none of them can be a host"));
    }
    Optional<Integer> ours = hosts.stream().filter(mx -> own.isNamed(mx.host())).map(MxRecord::preference).min(Integer::compare);
    ours.ifPresent(preference -> reasons.add("this host is among them: those from preference " + preference + " on are left out"));
    List<MxRecord> better = hosts.stream().filter(mx -> ours.isEmpty() || mx.preference() < ours.get()).toList();
    site = Sites.name(bestFirst(hosts).stream().map(MxRecord::host).toList(), providers);
    return lookUp(shuffled(better), ours.isPresent(), answer);
  }

  private boolean canBeAHost(MxRecord mx) {
    boolean can = MailDomain.parse(mx.host()).filter(host -> !host.isAddressLiteral()).isPresent();
    if (!can && !mx.isNull() && reasons.size() < MOST_SHOWN) {
      reasons.add("'" + mx.host() + "' is left out: it can be no host's name");
    }
    return can;
  }

  private CompletionStage<Destination> lookUp(List<MxRecord> hosts, boolean oursLeftOut, DnsAnswer<MxRecord> answer) {
    List<MxRecord> first = hosts.stream().limit(MOST_HOSTS).toList();
    if (first.size() < hosts.size()) {
      reasons.add("only the first " + MOST_HOSTS + " of " + hosts.size() + " hosts are tried");
    }
    List<CompletableFuture<Candidate>> lookups = first.stream().map(this::candidate).toList();
    return CompletableFuture.allOf(lookups.toArray(CompletableFuture<?>[]::new))
        .thenApply(all -> decide(lookups.stream().map(CompletableFuture::join).toList(), oursLeftOut, answer))
        .thenApply(destination -> destination.orElseGet(() -> temporary(first.size() < hosts.size(), answer)));
  }

  private CompletableFuture<Candidate> candidate(MxRecord mx) {
    return resolver
        .ipv4(mx.host())
        .thenCombine(resolver.ipv6(mx.host()), Addresses::of)
        .thenApply(addresses -> Candidate.of(mx, addresses, rules, own))
        .toCompletableFuture();
  }

  /** What comes of it; empty when no host can be used and nothing is wrong with them but what was not looked at. */
  private Optional<Destination> decide(List<Candidate> candidates, boolean oursLeftOut, DnsAnswer<MxRecord> answer) {
    Optional<Integer> ours =
        candidates.stream().filter(Candidate::isOwn).map(it -> it.record().preference()).min(Integer::compare);
    List<Candidate> better =
        candidates.stream().filter(it -> ours.isEmpty() || it.record().preference() < ours.get()).toList();
    better.forEach(it -> reasons.add(it.reason()));
    ours.ifPresent(preference -> reasons.add("a listener of ours is at preference " + preference + ": left out from there on"));
    List<Candidate> usable = better.stream().filter(Candidate::isUsable).toList();
    if (!usable.isEmpty()) {
      return Optional.of(hosts(usable, answer));
    }
    Optional<String> failure = better.stream().flatMap(it -> it.addresses().failure().stream()).findFirst();
    if (failure.isPresent()) {
      return Optional.of(unresolved("addresses of the mail hosts of " + domain + ": " + failure.get()));
    }
    return oursLeftOut || ours.isPresent()
        ? Optional.of(refused(Refusals.LOOP, "no host is better than this one: mail would loop"))
        : Optional.empty();
  }

  private Destination temporary(boolean othersNotLookedAt, DnsAnswer<MxRecord> answer) {
    if (othersNotLookedAt) {
      return unresolved("none of the first " + MOST_HOSTS + " mail hosts of " + domain + " has an address");
    }
    boolean implicit = answer.kind() == DnsAnswer.Kind.NO_DATA;
    return refused(implicit ? Refusals.NO_ADDRESS : Refusals.NO_USABLE_HOST, "no host is left");
  }

  private Destination hosts(List<Candidate> usable, DnsAnswer<MxRecord> answer) {
    Duration ttl =
        usable.stream().map(it -> it.addresses().ttl()).reduce(answer.ttl(), (a, b) -> a.compareTo(b) < 0 ? a : b);
    boolean authentic = answer.isAuthentic() && usable.stream().allMatch(it -> it.addresses().isAuthentic());
    return new Destination.Hosts(
        site,
        usable.stream().map(Candidate::host).toList(),
        Optional.empty(),
        Optional.empty(),
        ttl,
        authentic,
        reasons);
  }

  private List<MxRecord> shuffled(List<MxRecord> records) {
    List<MxRecord> all = new ArrayList<>(records);
    Collections.shuffle(all, random);
    return bestFirst(all);
  }

  /** One record for each host, its best; a stable sort leaves equals as they are. */
  private static List<MxRecord> bestFirst(List<MxRecord> records) {
    List<MxRecord> sorted = records.stream().sorted(Comparator.comparingInt(MxRecord::preference)).toList();
    List<MxRecord> once = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (MxRecord mx : sorted) {
      if (seen.add(mx.host())) {
        once.add(mx);
      }
    }
    return once;
  }

  private Destination refused(Reply reply, String reason) {
    reasons.add(reason);
    return new Destination.Refused(site, reply, reasons);
  }

  private Destination unresolved(String detail) {
    reasons.add(detail + "; this is temporary");
    return new Destination.Unresolved(site, new Fault(Fault.Category.DNS, detail), reasons);
  }

  private static CompletionStage<Destination> done(Destination destination) {
    return CompletableFuture.completedStage(destination);
  }

  static String problem(DnsAnswer<?> answer) {
    return answer instanceof Failed<?> failed ? failed.problem() + ", " + failed.detail() : answer.kind().toString();
  }

  private static String shown(List<MxRecord> records) {
    String shown =
        String.join(
            ", ",
            records.stream().limit(MOST_SHOWN).map(mx -> mx.preference() + " " + (mx.isNull() ? "." : mx.host())).toList());
    return records.size() > MOST_SHOWN ? shown + ", ..." : shown;
  }
}
