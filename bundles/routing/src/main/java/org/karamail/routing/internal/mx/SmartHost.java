package org.karamail.routing.internal.mx;

import java.util.Optional;
import org.karamail.routing.RelayCredentials;
import org.karamail.routing.TlsPolicy;

/**
 * The host that all mail for others goes through.
 *
 * @param host where it is
 * @param tls how the connection is protected
 * @param credentials whom to authenticate as
 */
public record SmartHost(NamedHost host, TlsPolicy tls, Optional<RelayCredentials> credentials) {}
