package org.karamail.plugin.mailauth.dmarc;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.karamail.dns.Resolver;
import org.karamail.model.Mailbox;

/** Who may be sent a domain's reports (RFC 9990 section 4): whoever is of the same organization, or says that he wants them. */
public final class ReportReceivers {

  private static final int LONGEST_NAME = 253;

  private final Resolver resolver;

  public ReportReceivers(Resolver resolver) {
    this.resolver = resolver;
  }

  /**
   * Where reports to an address go.
   *
   * @param domain whose policy names the address
   * @return the address, or another one at its host when that asks for it; empty when that is nobody's wish, or unknown
   */
  public CompletionStage<Optional<String>> confirmed(String domain, String address) {
    Optional<String> host = Mailbox.parse(address).flatMap(mailbox -> AsciiName.of(mailbox.domain()));
    return host.map(name -> confirmed(domain, address, name)).orElseGet(() -> CompletableFuture.completedStage(Optional.empty()));
  }

  private CompletionStage<Optional<String>> confirmed(String domain, String address, String host) {
    TreeWalk walk = new TreeWalk(resolver);
    return walk.from(domain)
        .thenCombine(walk.from(host), ReportReceivers::isOneOrganization)
        .thenCompose(
            one ->
                one
                    ? CompletableFuture.completedStage(Optional.of(address))
                    : asked(domain + "._report._dmarc." + host, address, host));
  }

  private static boolean isOneOrganization(TreeWalk.Path one, TreeWalk.Path other) {
    boolean known = !one.isBroken() && !other.isBroken();
    return known && one.organizationalDomain().equals(other.organizationalDomain());
  }

  private CompletionStage<Optional<String>> asked(String name, String address, String host) {
    if (name.length() > LONGEST_NAME) {
      return CompletableFuture.completedStage(Optional.empty());
    }
    return resolver
        .txt(name)
        .thenApply(
            answer -> {
              List<String> records = answer.records().stream().filter(DmarcRecord::isMeantBy).toList();
              return records.isEmpty() ? Optional.empty() : instead(records, host).or(() -> Optional.of(address));
            });
  }

  /** The address that the receiver would rather have, of the same host. */
  private static Optional<String> instead(List<String> records, String host) {
    return records.stream()
        .flatMap(record -> DmarcRecord.read(record).stream())
        .flatMap(record -> record.reports().stream())
        .filter(other -> Mailbox.parse(other).flatMap(mailbox -> AsciiName.of(mailbox.domain())).equals(Optional.of(host)))
        .findFirst();
  }
}
