package org.example.stamp;

import org.karamail.hook.Call;
import org.karamail.hook.Edits;
import org.karamail.hook.IncomingMessage;
import org.karamail.hook.Notes.Scope;
import org.karamail.hook.RcptTo;
import org.karamail.hook.Verdict;
import org.karamail.hook.content.ContentFilterHook;
import org.karamail.hook.transaction.RcptToHook;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;

/** Puts its bundle's version on every message, and refuses one whose recipient another version has seen. */
@Component
public final class VersionStamp implements RcptToHook, ContentFilterHook {

  private final String version;
  private volatile boolean closed;

  @Activate
  public VersionStamp(BundleContext context) {
    version = context.getBundle().getVersion().toString();
  }

  @Deactivate
  void close() {
    closed = true;
  }

  @Override
  public Verdict onRcptTo(RcptTo rcpt, Call call) {
    call.notes().put(Scope.TRANSACTION, "version", version);
    return closed ? Verdict.reject("5.3.0", "Asked after its end") : Verdict.proceed();
  }

  @Override
  public Verdict onContentFilter(IncomingMessage message, Call call) {
    String first = call.notes().text(Scope.TRANSACTION, "version").orElse("none");
    if (closed || !first.equals(version)) {
      return Verdict.reject("5.3.0", "Began with " + first + ", ends with " + version + (closed ? " after its end" : ""));
    }
    return Verdict.proceed().with(Edits.addField("X-Stamp", version));
  }
}
