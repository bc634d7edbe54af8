package org.example.misbehaving;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.karamail.hook.Call;
import org.karamail.hook.CheckAnswer;
import org.karamail.hook.CheckResult;
import org.karamail.hook.Disconnect;
import org.karamail.hook.IncomingMessage;
import org.karamail.hook.MailFrom;
import org.karamail.hook.RcptTo;
import org.karamail.hook.Verdict;
import org.karamail.hook.authentication.SpfCheckHook;
import org.karamail.hook.connection.DisconnectHook;
import org.karamail.hook.content.ContentFilterHook;
import org.karamail.hook.transaction.RcptToHook;
import org.karamail.model.MailDomain;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.Designate;

/** Good at every point but the one that is configured. */
@Component(configurationPid = "org.example.misbehaving")
@Designate(ocd = Settings.class)
public final class Misbehaving implements RcptToHook, ContentFilterHook, SpfCheckHook, DisconnectHook {

  private static final CheckAnswer<CheckResult.Spf> NO_SPF =
      CheckAnswer.of(new CheckResult.Spf(CheckResult.Value.NONE, new MailDomain("example.org"), ""));

  private final Mischief mischief;
  private final Path told;
  private volatile Settings settings;

  @Activate
  public Misbehaving(BundleContext context, Settings settings) throws InterruptedException, IOException {
    this.settings = settings;
    this.mischief = new Mischief(context.getBundle());
    this.told = Path.of(context.getProperty("karamail.data"), "plugins", "org.example.misbehaving", "way");
    tell();
    if (settings.way().equals("hangs_in_activate")) {
      mischief.hang();
    }
  }

  @Modified
  void modified(Settings changed) throws IOException {
    settings = changed;
    mischief.end();
    tell();
  }

  /** So that a test knows when its configuration has arrived. */
  private void tell() throws IOException {
    Files.createDirectories(told.getParent());
    Files.writeString(told, settings.way());
  }

  @Deactivate
  void stop() {
    mischief.end();
  }

  @Override
  public Verdict onRcptTo(RcptTo rcpt, Call call) {
    return at("onRcptTo", Verdict.proceed(), rcpt, call);
  }

  @Override
  public Verdict onContentFilter(IncomingMessage message, Call call) {
    return at("onContentFilter", Verdict.proceed(), message, call);
  }

  @Override
  public CheckAnswer<CheckResult.Spf> onSpfCheck(MailFrom mail, Call call) {
    return at("onSpfCheck", NO_SPF, mail, call);
  }

  @Override
  public void onDisconnect(Disconnect disconnect, Call call) {
    at("onDisconnect", Verdict.proceed(), disconnect, call);
  }

  private <A> A at(String point, A good, Object view, Call call) {
    Settings now = settings;
    return now.point().equals(point) ? mischief.make(now.way(), good, view, call) : good;
  }
}
