package org.karamail.hook.engine.internal.registry;

import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.karamail.hook.Hook;
import org.karamail.hook.HookFault;
import org.karamail.hook.HookRecovery;
import org.karamail.hook.catalogue.HookPoint;
import org.karamail.hook.catalogue.HookPoints;
import org.karamail.hook.engine.HookEngine;
import org.karamail.hook.engine.HookSubject;
import org.karamail.hook.engine.NoteBook;
import org.karamail.hook.engine.internal.run.HookRunner;

/** Tells the hooks of onError and onRecovery of faults and recoveries of others. */
final class Publication implements HookRunner.FaultListener {

  private static final Set<String> COUNTED_ONLY = Set.of("error", "metrics");

  private volatile @Nullable HookEngine engine;

  /** The engine to tell them through; before that nobody is told. */
  void through(HookEngine it) {
    engine = it;
  }

  @Override
  public void faulted(HookPoint<?, ?> point, HookFault fault) {
    if (!COUNTED_ONLY.contains(point.category())) {
      tell(HookPoints.ON_ERROR, fault);
    }
  }

  @Override
  public void recovered(HookRecovery recovery) {
    tell(HookPoints.ON_RECOVERY, recovery);
  }

  private <H extends Hook, V> void tell(HookPoint<H, V> point, V news) {
    HookEngine there = engine;
    if (there != null) {
      HookSubject subject =
          new HookSubject(point.name(), Optional.empty(), Optional.empty(), NoteBook.NONE, () -> false);
      var unused =
          there
              .begin(Set.of(point), subject)
              .thenAccept(
                  transaction -> {
                    transaction.observe(point, news);
                    transaction.close();
                  });
    }
  }
}
