package org.karamail.plugin.mailauth.dmarc;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.karamail.dns.DnsAnswer;
import org.karamail.dns.Resolver;
import org.karamail.plugin.mailauth.dmarc.DmarcRecord.Suffix;

/** Walks up the names of domains (RFC 9989 section 4.10). For one check: no name is asked twice. One step at a time. */
final class TreeWalk {

  private static final int MOST_LABELS = 8;

  private final Resolver resolver;
  private final Map<String, CompletionStage<Step>> asked = new HashMap<>();

  /**
   * What is at one name.
   *
   * @param record the one usable record, if there is one
   * @param failed whether the name servers did not say
   */
  record Step(String name, Optional<DmarcRecord> record, boolean failed) {}

  /**
   * A walk from a name to its end.
   *
   * @param steps from the longest name to the shortest
   */
  record Path(List<Step> steps) {

    boolean isBroken() {
      return steps.stream().anyMatch(Step::failed);
    }

    /** Section 4.10.2. */
    String organizationalDomain() {
      String start = steps.get(0).name();
      String below = start;
      String shortest = start;
      for (Step step : steps) {
        Suffix suffix = step.record().map(DmarcRecord::suffix).orElse(Suffix.UNKNOWN);
        if (suffix == Suffix.NO) {
          return step.name();
        } else if (suffix == Suffix.YES && !step.name().equals(start)) {
          return below;
        }
        shortest = step.record().isPresent() ? step.name() : shortest;
        below = step.name();
      }
      return shortest;
    }

    /** A name on the way where something is published. */
    Optional<Step> at(String name) {
      return steps.stream().filter(step -> step.name().equals(name) && step.record().isPresent()).findFirst();
    }

    /** What the public suffix at the end of the way publishes. */
    Optional<Step> suffix() {
      return steps.stream()
          .filter(step -> step.record().map(DmarcRecord::suffix).orElse(Suffix.UNKNOWN) == Suffix.YES)
          .findFirst();
    }
  }

  TreeWalk(Resolver resolver) {
    this.resolver = resolver;
  }

  /** The whole way up from a name. */
  CompletionStage<Path> from(String name) {
    return next(name, new ArrayList<>());
  }

  /** What is at one name alone. */
  CompletionStage<Step> at(String name) {
    return asked.computeIfAbsent(name, this::ask);
  }

  /** The name that a walk goes on with; empty at its end. */
  static Optional<String> above(String name) {
    String[] labels = name.split("\\.", -1);
    if (labels.length == 1) {
      return Optional.empty();
    }
    int left = labels.length < MOST_LABELS ? labels.length - 1 : MOST_LABELS - 1;
    return Optional.of(String.join(".", List.of(labels).subList(labels.length - left, labels.length)));
  }

  private CompletionStage<Path> next(String name, List<Step> before) {
    return at(name)
        .thenCompose(
            step -> {
              before.add(step);
              Suffix suffix = step.record().map(DmarcRecord::suffix).orElse(Suffix.UNKNOWN);
              Optional<String> above = suffix == Suffix.UNKNOWN ? above(name) : Optional.empty();
              return above
                  .map(further -> next(further, before))
                  .orElseGet(() -> CompletableFuture.completedStage(new Path(List.copyOf(before))));
            });
  }

  private CompletionStage<Step> ask(String name) {
    return resolver.txt("_dmarc." + name).thenApply(answer -> read(name, answer));
  }

  private static Step read(String name, DnsAnswer<String> answer) {
    List<String> records = answer.records().stream().filter(DmarcRecord::isMeantBy).toList();
    boolean failed = answer.kind() == DnsAnswer.Kind.FAILED;
    return new Step(name, records.size() == 1 ? DmarcRecord.read(records.get(0)) : Optional.empty(), failed);
  }
}
