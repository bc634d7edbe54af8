package org.karamail.smtp.internal.session;

import java.util.List;
import org.apache.james.protocols.api.Response;

/** Says nothing to the client: a step of a longer command is done. */
public enum Silence implements Response {
  INSTANCE;

  @Override
  public String getRetCode() {
    return "";
  }

  @Override
  public List<CharSequence> getLines() {
    return List.of();
  }

  @Override
  public boolean isEndSession() {
    return false;
  }
}
