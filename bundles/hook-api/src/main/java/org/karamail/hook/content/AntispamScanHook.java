package org.karamail.hook.content;

import org.karamail.hook.Call;
import org.karamail.hook.Hook;
import org.karamail.hook.IncomingMessage;
import org.karamail.hook.Outcome;
import org.karamail.hook.Verdict;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Look for spam. A gate.
 *
 * <p>Called by intake on a hook thread, once for each message, after onAntivirusScan. A fault defers: 451 at the final dot.
 *
 * <p>A word nobody here writes:
 *
 * <pre>{@code
 * AntispamScanHook hook =
 *     (message, call) -> {
 *       boolean spam = message.headers().first("Subject").filter(field -> field.value().contains("WINNER")).isPresent();
 *       Finding.Spam found = new Finding.Spam(spam ? 12 : 0, 5, List.of("SUBJECT_WINNER"));
 *       return (spam ? Verdict.quarantine("spam") : Verdict.proceed()).with(found);
 *     };
 * }</pre>
 */
@ConsumerType
@FunctionalInterface
public interface AntispamScanHook extends Hook {

  Outcome<Verdict> onAntispamScan(IncomingMessage message, Call call);
}
