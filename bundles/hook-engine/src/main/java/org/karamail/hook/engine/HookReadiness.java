package org.karamail.hook.engine;

import java.util.List;

/**
 * Whether mail may be taken in as far as plugins are concerned.
 *
 * @param ready whether it may
 * @param reasons why not, or what an operator should know; a line each
 */
public record HookReadiness(boolean ready, List<String> reasons) {

  public HookReadiness {
    reasons = List.copyOf(reasons);
  }
}
