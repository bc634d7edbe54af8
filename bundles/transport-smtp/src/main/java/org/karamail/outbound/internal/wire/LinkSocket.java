package org.karamail.outbound.internal.wire;

import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;

/** A link in the clothes of a socket, for Angus, which knows only these. It needs no lock: the link has what it needs. */
@SuppressWarnings("UnsynchronizedOverridesSynchronized")
final class LinkSocket extends Socket {

  private final Link link;

  LinkSocket(Link link) {
    this.link = link;
  }

  Link link() {
    return link;
  }

  @Override
  public InputStream getInputStream() {
    return link.input();
  }

  @Override
  public OutputStream getOutputStream() {
    return link.output();
  }

  @Override
  public InetAddress getInetAddress() {
    return link.peer().address().getAddress();
  }

  @Override
  public int getPort() {
    return link.peer().address().getPort();
  }

  @Override
  public boolean isConnected() {
    return true;
  }

  /** The link keeps the time. */
  @Override
  public void setSoTimeout(int timeout) {}

  @Override
  public void close() {
    link.close();
  }
}
