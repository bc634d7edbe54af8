package org.karamail.outbound.internal.wire;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import javax.net.ssl.SSLSocketFactory;

/** What Angus asks to encrypt a connection after STARTTLS: the link does it, and stays the same socket to Angus. */
final class TlsUpgrade extends SSLSocketFactory {

  @Override
  public Socket createSocket(Socket socket, String host, int port, boolean autoClose) throws IOException {
    ((LinkSocket) socket).link().secure();
    return socket;
  }

  @Override
  public String[] getDefaultCipherSuites() {
    return new String[0];
  }

  @Override
  public String[] getSupportedCipherSuites() {
    return new String[0];
  }

  @Override
  public Socket createSocket(String host, int port) throws IOException {
    throw connectsNobody();
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress from, int fromPort) throws IOException {
    throw connectsNobody();
  }

  @Override
  public Socket createSocket(InetAddress host, int port) throws IOException {
    throw connectsNobody();
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort) throws IOException {
    throw connectsNobody();
  }

  private static IOException connectsNobody() {
    return new IOException("connections are made elsewhere");
  }
}
