/**
 * A name server for tests: {@link org.karamail.testkit.dns.ScriptedDns} answers on 127.0.0.1 over UDP and TCP what it was told,
 * and misbehaves where it was told to.
 *
 * <pre>
 *   try (ScriptedDns dns = ScriptedDns.start()) {
 *     dns.record("example.org", "MX", "10 mx.example.org").record("mx.example.org", "A", "127.0.0.2");
 *     dns.misbehave("broken.example", Misbehaviour.SERVFAIL);
 *     ... karamail.dns: servers = dns.server()
 *   }
 * </pre>
 */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("1.0.0")
package org.karamail.testkit.dns;
