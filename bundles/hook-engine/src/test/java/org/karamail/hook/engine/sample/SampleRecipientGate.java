package org.karamail.hook.engine.sample;

import java.util.Map;
import org.karamail.hook.Call;
import org.karamail.hook.Outcome;
import org.karamail.hook.RcptTo;
import org.karamail.hook.Verdict;
import org.karamail.hook.transaction.RcptToHook;

/** The second component of the plugin that tests make. */
public final class SampleRecipientGate implements RcptToHook {

  private volatile boolean closed;

  void activate(Map<String, Object> properties) {
    closed = false;
  }

  void deactivate() {
    closed = true;
  }

  @Override
  public Outcome<Verdict> onRcptTo(RcptTo rcpt, Call call) {
    return Verdict.reject("5.7.1", closed ? "DEAD" : new SampleGate.Version().text());
  }
}
