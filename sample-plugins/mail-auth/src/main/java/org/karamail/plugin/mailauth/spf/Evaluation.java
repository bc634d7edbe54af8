package org.karamail.plugin.mailauth.spf;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.karamail.dns.DnsAnswer;
import org.karamail.dns.MxRecord;
import org.karamail.hook.CheckResult.Value;
import org.karamail.plugin.mailauth.spf.Mechanism.Kind;

/**
 * check_host() of RFC 7208 section 4 for one claim: records are read, their mechanisms tried in order, others included and
 * redirected to. One thread at a time; which one, the name servers' answers decide.
 */
final class Evaluation {

  private static final int MOST_EXCHANGES = 10;

  private final Claim claim;
  private final Questions questions;
  private final ClientNames clientNames;
  private final String receiver;
  private final Instant now;

  /**
   * What the policy of a domain makes of the claim.
   *
   * @param explanation where that domain has a text for those who fail
   * @param domain whose record decided
   */
  record Result(Value value, String detail, Optional<MacroString> explanation, String domain) {}

  Evaluation(Claim claim, Questions questions, String receiver, Instant now) {
    this.claim = claim;
    this.questions = questions;
    this.clientNames = new ClientNames(claim, questions);
    this.receiver = receiver;
    this.now = now;
  }

  /** Asks the policy of a domain; NONE where it has none. */
  CompletionStage<Result> check(String domain) {
    if (!isAskable(domain)) {
      return done(Value.NONE, "'" + SpfRecord.quoted(domain) + "' is no domain with a policy", domain);
    }
    return questions.txt(domain).thenCompose(answer -> select(answer, domain));
  }

  /** The text for those who fail; empty where there is none that can be used (section 6.2). */
  CompletionStage<Optional<String>> explain(Result result) {
    if (result.value() != Value.FAIL || result.explanation().isEmpty()) {
      return CompletableFuture.completedStage(Optional.empty());
    }
    return expand(result.explanation().get(), result.domain())
        .thenCompose(questions::txt)
        .thenCompose(answer -> explanation(answer, result.domain()));
  }

  private CompletionStage<Optional<String>> explanation(DnsAnswer<String> answer, String domain) {
    Optional<MacroString> text =
        answer.records().size() == 1 ? MacroString.parseExplanation(answer.records().get(0)) : Optional.empty();
    return text.isEmpty()
        ? CompletableFuture.completedStage(Optional.empty())
        : values(text.get(), domain).thenApply(values -> Optional.of(text.get().expand(values)));
  }

  /** A fully qualified name whose labels fit (section 4.3). */
  private static boolean isAskable(String domain) {
    String bare = domain.endsWith(".") ? domain.substring(0, domain.length() - 1) : domain;
    if (bare.indexOf('.') < 0 || bare.startsWith("[") || bare.length() > 253) {
      return false;
    }
    for (String label : bare.split("\\.", -1)) {
      if (label.isEmpty() || label.length() > 63) {
        return false;
      }
    }
    return true;
  }

  private CompletionStage<Result> select(DnsAnswer<String> answer, String domain) {
    if (answer instanceof DnsAnswer.Failed<String> failed) {
      return done(Value.TEMPERROR, "the policy of " + domain + " cannot be looked up: " + failed.problem(), domain);
    }
    List<String> records = answer.records().stream().filter(SpfRecord::isMeantBy).toList();
    if (records.isEmpty()) {
      return done(Value.NONE, domain + " has no policy", domain);
    } else if (records.size() > 1) {
      return done(Value.PERMERROR, domain + " has " + records.size() + " policies", domain);
    }
    SpfRecord.Reading reading = SpfRecord.read(records.get(0));
    return reading.record().isEmpty()
        ? done(Value.PERMERROR, "the policy of " + domain + " is unusable: " + reading.problem(), domain)
        : from(0, reading.record().get(), domain);
  }

  private CompletionStage<Result> from(int index, SpfRecord record, String domain) {
    for (int i = index; i < record.directives().size(); i++) {
      Term.Directive directive = record.directives().get(i);
      if (directive.mechanism().kind().isLookup()) {
        int next = i + 1;
        return match(directive.mechanism(), domain)
            .thenCompose(
                match ->
                    match.kind() == Match.Kind.NO
                        ? from(next, record, domain)
                        : decided(match, directive, record, domain));
      } else if (isHere(directive.mechanism())) {
        return decided(Match.YES, directive, record, domain);
      }
    }
    return record
        .redirect()
        .map(target -> redirected(target, domain))
        .orElseGet(() -> done(Value.NEUTRAL, "nothing in the policy of " + domain + " matches", domain));
  }

  private CompletionStage<Result> decided(Match match, Term.Directive directive, SpfRecord record, String domain) {
    String about = "'" + SpfRecord.quoted(directive.text()) + "' of " + domain;
    return switch (match.kind()) {
      case PERMERROR -> done(Value.PERMERROR, about + ": " + match.why(), domain);
      case TEMPERROR -> done(Value.TEMPERROR, about + ": " + match.why(), domain);
      default ->
          CompletableFuture.completedStage(
              new Result(directive.meaning(), about + " matches", record.explanation(), domain));
    };
  }

  /** The other domain's policy instead of this one's; there must be one (section 6.1). */
  private CompletionStage<Result> redirected(MacroString target, String domain) {
    if (!questions.mayAskForTerm()) {
      return done(Value.PERMERROR, "the policy of " + domain + " leads to too many look-ups", domain);
    }
    return expand(target, domain)
        .thenCompose(this::check)
        .thenApply(
            result ->
                result.value() == Value.NONE
                    ? new Result(Value.PERMERROR, "redirected: " + result.detail(), Optional.empty(), domain)
                    : result);
  }

  private boolean isHere(Mechanism mechanism) {
    return mechanism.kind() == Kind.ALL || mechanism.network().stream().anyMatch(net -> net.contains(claim.client()));
  }

  private CompletionStage<Match> match(Mechanism mechanism, String domain) {
    if (!questions.mayAskForTerm()) {
      return CompletableFuture.completedStage(Match.permerror("too many look-ups"));
    }
    CompletionStage<String> target =
        mechanism
            .target()
            .map(name -> expand(name, domain))
            .orElseGet(() -> CompletableFuture.completedStage(domain));
    return target.thenCompose(name -> lookUp(mechanism, name));
  }

  private CompletionStage<Match> lookUp(Mechanism mechanism, String name) {
    return switch (mechanism.kind()) {
      case INCLUDE -> check(name).thenApply(Evaluation::included);
      case EXISTS -> questions.addresses(name, true).thenApply(this::exists);
      case A -> addresses(mechanism, name);
      case MX -> questions.mx(name).thenCompose(answer -> exchanges(mechanism, answer));
      default ->
          clientNames
              .validated()
              .thenApply(names -> Match.of(names.stream().anyMatch(one -> ClientNames.isWithin(one, name))));
    };
  }

  /** Section 5.2. */
  private static Match included(Result result) {
    return switch (result.value()) {
      case PASS -> Match.YES;
      case FAIL, SOFTFAIL, NEUTRAL -> Match.NO;
      case TEMPERROR -> Match.temperror(result.detail());
      default -> Match.permerror(result.detail());
    };
  }

  private Match exists(DnsAnswer<?> answer) {
    return problem(answer).orElseGet(() -> Match.of(!answer.records().isEmpty()));
  }

  private CompletionStage<Match> addresses(Mechanism mechanism, String host) {
    return questions
        .addresses(host, claim.isIpv4())
        .thenApply(
            answer ->
                problem(answer)
                    .orElseGet(
                        () ->
                            Match.of(
                                answer.records().stream()
                                    .map(address -> new Network(address, prefix(mechanism)))
                                    .anyMatch(network -> network.contains(claim.client())))));
  }

  private int prefix(Mechanism mechanism) {
    return claim.isIpv4() ? mechanism.ipv4Prefix() : mechanism.ipv6Prefix();
  }

  private CompletionStage<Match> exchanges(Mechanism mechanism, DnsAnswer<MxRecord> answer) {
    Optional<Match> problem = problem(answer);
    if (problem.isPresent()) {
      return CompletableFuture.completedStage(problem.get());
    } else if (answer.records().size() > MOST_EXCHANGES) {
      return CompletableFuture.completedStage(Match.permerror("more than " + MOST_EXCHANGES + " mail exchanges"));
    }
    List<String> hosts = answer.records().stream().filter(mx -> !mx.isNull()).map(MxRecord::host).toList();
    return exchanges(mechanism, hosts);
  }

  private CompletionStage<Match> exchanges(Mechanism mechanism, List<String> hosts) {
    if (hosts.isEmpty()) {
      return CompletableFuture.completedStage(Match.NO);
    }
    return addresses(mechanism, hosts.get(0))
        .thenCompose(
            match ->
                match.kind() == Match.Kind.NO
                    ? exchanges(mechanism, hosts.subList(1, hosts.size()))
                    : CompletableFuture.completedStage(match));
  }

  /** What ends the check: nobody knows, or there was nothing too often (section 4.6.4). */
  private Optional<Match> problem(DnsAnswer<?> answer) {
    if (answer instanceof DnsAnswer.Failed<?> failed) {
      return Optional.of(Match.temperror("no answer from the name servers: " + failed.problem()));
    }
    return questions.isTooMuchVoid(answer) ? Optional.of(Match.permerror("too many void look-ups")) : Optional.empty();
  }

  private CompletionStage<String> expand(MacroString text, String domain) {
    return values(text, domain).thenApply(text::expandDomain);
  }

  private CompletionStage<Values> values(MacroString text, String domain) {
    CompletionStage<String> name = text.needs('p') ? clientNames.best(domain) : CompletableFuture.completedStage("");
    return name.thenApply(best -> new Values(claim, domain, best, receiver, now));
  }

  private static CompletionStage<Result> done(Value value, String detail, String domain) {
    return CompletableFuture.completedStage(new Result(value, detail, Optional.empty(), domain));
  }
}
