package org.karamail.hook.engine.internal.run;

import org.karamail.hook.HookFault;

/** What was wrong with a call, in words only. */
record Problem(HookFault.Kind kind, String detail) {}
