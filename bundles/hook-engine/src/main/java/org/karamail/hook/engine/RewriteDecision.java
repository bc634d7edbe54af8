package org.karamail.hook.engine;

import org.karamail.hook.Edits;

/**
 * What rewriters decided, all taken together.
 *
 * @param edits of all rewriters, in order
 * @param deferred whether a fault forbids to go on: the message must not leave without that rewriter
 */
public record RewriteDecision(Edits edits, boolean deferred) {}
