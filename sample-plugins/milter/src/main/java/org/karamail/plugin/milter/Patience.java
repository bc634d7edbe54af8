package org.karamail.plugin.milter;

import org.karamail.plugin.daemon.Deadline;

/**
 * How long a milter is waited for within one call of the hook.
 *
 * @param settings with the times of connecting, sending and awaiting
 * @param last when the call's budget is over
 */
record Patience(MilterSettings settings, Deadline last) {

  Deadline toConnect() {
    return last.atMost(settings.connectTimeout());
  }

  Deadline toSend() {
    return last.atMost(settings.sendTimeout());
  }

  Deadline toAnswer(Step step) {
    return last.atMost(step == Step.END ? settings.messageTimeout() : settings.commandTimeout());
  }
}
