package org.karamail.smtp.internal.channel;

import io.netty.channel.socket.SocketChannel;
import java.net.InetSocketAddress;
import java.util.Optional;
import javax.net.ssl.SSLSession;
import org.apache.james.protocols.api.ProtocolSession;
import org.apache.james.protocols.api.ProtocolTransport;
import org.apache.james.protocols.api.Response;
import org.apache.james.protocols.api.handler.LineHandler;

/**
 * What James may know of the connection. Writing, line handlers and reading are the business of {@link Conversation}: James
 * would do them at once, where an answer may be pending.
 */
record ChannelTransport(SocketChannel channel, String id) implements ProtocolTransport {

  @Override
  public InetSocketAddress getRemoteAddress() {
    return channel.remoteAddress();
  }

  @Override
  public InetSocketAddress getLocalAddress() {
    return channel.localAddress();
  }

  @Override
  public String getId() {
    return id;
  }

  @Override
  public boolean isTLSStarted() {
    return false;
  }

  @Override
  public boolean isStartTLSSupported() {
    return false;
  }

  @Override
  public Optional<SSLSession> getSSLSession() {
    return Optional.empty();
  }

  @Override
  public boolean isProxyRequired() {
    return false;
  }

  @Override
  public void writeResponse(Response response, ProtocolSession session) {
    throw notHere();
  }

  @Override
  public void popLineHandler() {
    throw notHere();
  }

  @Override
  public void pushLineHandler(LineHandler<? extends ProtocolSession> handler, ProtocolSession session) {
    throw notHere();
  }

  @Override
  public void setReadable(boolean readable) {
    throw notHere();
  }

  @Override
  public boolean isReadable() {
    return channel.config().isAutoRead();
  }

  private static UnsupportedOperationException notHere() {
    return new UnsupportedOperationException("handlers answer a Response and change the session's phase instead");
  }
}
