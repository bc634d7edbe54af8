package org.karamail.dns.internal;

import java.net.InetAddress;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.karamail.dns.CachedAnswer;
import org.karamail.dns.DnsAnswer;
import org.karamail.dns.DnsCache;
import org.karamail.dns.DnsStatistics;
import org.karamail.dns.MxRecord;
import org.karamail.dns.Resolver;
import org.karamail.dns.TlsaRecord;
import org.karamail.settings.LastGood;
import org.karamail.settings.Settings;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The resolver and its cache, with the last good configuration. */
@Component(
    service = {Resolver.class, DnsCache.class},
    configurationPid = DnsSettings.PID)
@Designate(ocd = DnsConfiguration.class)
public final class DnsComponent implements Resolver, DnsCache {

  private static final Logger LOG = LoggerFactory.getLogger(DnsComponent.class);
  private static final Path SYSTEM_SERVERS = Path.of("/etc/resolv.conf");

  private final LastGood<DnsSettings> settings;
  private final CachingResolver resolver;
  private final Prewarming prewarming;

  @Activate
  public DnsComponent(Map<String, Object> properties) {
    this.settings = new LastGood<>(LOG, settings(properties), DnsSettings::read);
    this.resolver =
        new CachingResolver(
            settings.get(),
            read -> new NameServers(read.servers(), SYSTEM_SERVERS, System::nanoTime),
            System::nanoTime);
    this.prewarming = new Prewarming(resolver);
    prewarm(settings.get().prewarm()).thenAccept(DnsComponent::report);
  }

  @Modified
  void modified(Map<String, Object> properties) {
    if (settings.offer(settings(properties))) {
      resolver.apply(settings.get());
      prewarm(settings.get().prewarm()).thenAccept(DnsComponent::report);
    }
  }

  @Deactivate
  public void deactivate() {
    resolver.close();
  }

  @Override
  public CompletionStage<DnsAnswer<MxRecord>> mx(String domain) {
    return resolver.mx(domain);
  }

  @Override
  public CompletionStage<DnsAnswer<InetAddress>> ipv4(String host) {
    return resolver.ipv4(host);
  }

  @Override
  public CompletionStage<DnsAnswer<InetAddress>> ipv6(String host) {
    return resolver.ipv6(host);
  }

  @Override
  public CompletionStage<DnsAnswer<String>> ptr(InetAddress address) {
    return resolver.ptr(address);
  }

  @Override
  public CompletionStage<DnsAnswer<String>> txt(String name) {
    return resolver.txt(name);
  }

  @Override
  public CompletionStage<DnsAnswer<TlsaRecord>> tlsa(String name) {
    return resolver.tlsa(name);
  }

  @Override
  public DnsStatistics statistics() {
    return resolver.statistics();
  }

  @Override
  public List<String> servers() {
    return resolver.servers();
  }

  @Override
  public List<CachedAnswer> contents() {
    return resolver.contents();
  }

  @Override
  public int flush() {
    return resolver.flush();
  }

  @Override
  public int flush(String name) {
    return resolver.flush(name);
  }

  @Override
  public List<String> prewarmed() {
    return settings.get().prewarm();
  }

  @Override
  public CompletionStage<List<Prewarmed>> prewarm(Collection<String> domains) {
    return prewarming.prewarm(domains);
  }

  private static void report(List<Prewarmed> done) {
    if (!done.isEmpty()) {
      long failed = done.stream().filter(one -> one.kind() == DnsAnswer.Kind.FAILED).count();
      LOG.info("karamail.dns: {} domains were looked up ahead, {} without an answer", done.size(), failed);
    }
  }

  private static Settings settings(Map<String, ?> properties) {
    return Settings.of(DnsSettings.PID, properties);
  }
}
