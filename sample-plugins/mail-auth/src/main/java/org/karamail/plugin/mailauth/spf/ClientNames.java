package org.karamail.plugin.mailauth.spf;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.karamail.dns.DnsAnswer;

/**
 * The names of a client that lead back to it (RFC 7208 section 5.5): looked up once for a check, when first needed. Errors
 * leave names out; they are nobody's fault whose policy is asked.
 */
final class ClientNames {

  private static final int MOST_NAMES = 10;

  private final Claim claim;
  private final Questions questions;
  private Optional<CompletionStage<List<String>>> names = Optional.empty();

  ClientNames(Claim claim, Questions questions) {
    this.claim = claim;
    this.questions = questions;
  }

  /** In the order in which the name server gave them. */
  CompletionStage<List<String>> validated() {
    if (names.isEmpty()) {
      names = Optional.of(questions.names(claim.client()).thenCompose(this::validated));
    }
    return names.get();
  }

  /** The one that {@code %{p}} means: the domain itself, or a name below it, or any; else {@code unknown} (section 7.3). */
  CompletionStage<String> best(String domain) {
    return validated()
        .thenApply(
            all ->
                all.stream()
                    .filter(domain::equalsIgnoreCase)
                    .findFirst()
                    .or(() -> all.stream().filter(name -> isWithin(name, domain)).findFirst())
                    .or(() -> all.stream().findFirst())
                    .orElse("unknown"));
  }

  static boolean isWithin(String name, String domain) {
    String lower = name.toLowerCase(Locale.ROOT);
    String wanted = domain.toLowerCase(Locale.ROOT);
    return lower.equals(wanted) || lower.endsWith("." + wanted);
  }

  private CompletionStage<List<String>> validated(DnsAnswer<String> answer) {
    CompletionStage<List<String>> leading = CompletableFuture.completedStage(List.of());
    for (String name : Questions.first(MOST_NAMES, answer)) {
      leading = leading.thenCombine(leadsBack(name), (before, is) -> is ? and(before, name) : before);
    }
    return leading;
  }

  private CompletionStage<Boolean> leadsBack(String name) {
    return questions
        .addresses(name, claim.isIpv4())
        .thenApply(answer -> answer.records().stream().anyMatch(address -> address.equals(claim.client())));
  }

  private static List<String> and(List<String> before, String name) {
    List<String> joined = new ArrayList<>(before);
    joined.add(name);
    return joined;
  }
}
