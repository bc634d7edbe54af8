package org.karamail.hook.engine.internal.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.karamail.hook.HookFailure;
import org.karamail.hook.MetricsSink;
import org.karamail.hook.engine.PluginFigure;

/** Gives each hook of a collection a sink of its own, and takes what is in it when the call has ended well. */
final class MetricsFold implements Fold<MetricsSink, List<PluginFigure>> {

  private final List<PluginFigure> figures = new ArrayList<>();
  private Collected told = new Collected();

  @Override
  public MetricsSink view() {
    told = new Collected();
    return told;
  }

  @Override
  public boolean isDone(boolean required) {
    return false;
  }

  @Override
  public String judge(Object answer) {
    return answer.equals(Optional.empty()) ? "" : "an observer answers nothing";
  }

  @Override
  public String take(Object answer, Asked asked) {
    figures.addAll(told.of(asked.plugin().component()));
    return judge(answer);
  }

  @Override
  public void takeFault(HookFailure.Policy policy, Asked asked) {}

  @Override
  public void takeBusy(Asked asked) {}

  @Override
  public List<PluginFigure> result() {
    return List.copyOf(figures);
  }
}
