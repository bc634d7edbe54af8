package org.karamail.hook.delivery;

import org.karamail.hook.Call;
import org.karamail.hook.Hook;
import org.karamail.hook.Outcome;
import org.karamail.hook.QueuedMail;
import org.karamail.hook.Rewrite;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * The message may be changed for this way out; signers sign here. What they leave is what is sent, octet for
 * octet. A rewriter.
 *
 * <p>Called by delivery on a hook thread, once for each attempt, after onPreDelivery. A fault defers without counting an
 * attempt: nothing leaves unsigned because a signer failed.
 *
 * <p>A field for everything that leaves:
 *
 * <pre>{@code
 * OutboundMessageHook hook =
 *     (mail, call) -> Rewrite.of(Edits.addField("X-Sent-By", "the office in Ghent"));
 * }</pre>
 */
@ConsumerType
@FunctionalInterface
public interface OutboundMessageHook extends Hook {

  Outcome<Rewrite> onOutboundMessage(QueuedMail mail, Call call);
}
