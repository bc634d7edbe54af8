package org.karamail.outbound.internal.wire;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * The client's side of TLS: versions, cipher suites, and two kinds of trust. Immutable; any thread.
 *
 * <p>Without verification any certificate will do: an attacker who can present one could as well take STARTTLS out of the
 * EHLO reply, and mail in clear would be the alternative (RFC 7435).
 */
public final class TlsClient {

  private static final List<String> VERSIONS = List.of("TLSv1", "TLSv1.1", "TLSv1.2", "TLSv1.3");

  private final SSLContext trusting;
  private final SSLContext verifying;
  private final String[] protocols;
  private final List<String> ciphers;

  /**
   * A client.
   *
   * @param minVersion {@code TLSv1.2}, and what comes after it
   * @param ciphers cipher suites by their standard names; none for those of the JDK
   * @param verifying how certificates are verified where they must be good
   * @throws IllegalArgumentException if this JDK knows nothing of the version or of a suite
   */
  public TlsClient(String minVersion, List<String> ciphers, SSLContext verifying) {
    try {
      this.verifying = verifying;
      this.trusting = SSLContext.getInstance("TLS");
      trusting.init(null, new TrustManager[] {new TrustsEverybody()}, null);
    } catch (GeneralSecurityException everyJreHasIt) {
      throw new IllegalStateException(everyJreHasIt);
    }
    this.protocols = protocols(minVersion);
    this.ciphers = List.copyOf(ciphers);
    List<String> known = List.of(trusting.getSupportedSSLParameters().getCipherSuites());
    if (protocols.length == 0 || !known.containsAll(ciphers)) {
      throw new IllegalArgumentException("unknown TLS version or cipher suite: " + minVersion + ", " + ciphers);
    }
  }

  /** The JDK's own trust in certificate authorities. */
  public static SSLContext authorities() {
    try {
      return SSLContext.getDefault();
    } catch (GeneralSecurityException everyJreHasIt) {
      throw new IllegalStateException(everyJreHasIt);
    }
  }

  SSLSocket wrap(Socket plain, Peer peer, boolean verified) throws IOException {
    SSLContext context = verified ? verifying : trusting;
    SSLSocket socket =
        (SSLSocket) context.getSocketFactory().createSocket(plain, peer.name(), peer.address().getPort(), true);
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setProtocols(protocols);
    if (!ciphers.isEmpty()) {
      parameters.setCipherSuites(ciphers.toArray(new String[0]));
    }
    if (verified) {
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
    }
    socket.setSSLParameters(parameters);
    return socket;
  }

  private String[] protocols(String minVersion) {
    int from = VERSIONS.indexOf(minVersion);
    List<String> supported = Arrays.asList(trusting.getSupportedSSLParameters().getProtocols());
    return from < 0
        ? new String[0]
        : VERSIONS.subList(from, VERSIONS.size()).stream().filter(supported::contains).toArray(String[]::new);
  }

  /** For encryption without verification. */
  private static final class TrustsEverybody extends X509ExtendedTrustManager {

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
