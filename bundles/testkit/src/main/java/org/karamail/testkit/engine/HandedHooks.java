package org.karamail.testkit.engine;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.karamail.hook.Hook;
import org.karamail.hook.HookMode;
import org.karamail.hook.catalogue.HookPoint;
import org.karamail.hook.engine.AnswerThread;
import org.karamail.hook.engine.HookEngine;
import org.karamail.hook.engine.HookReadiness;
import org.karamail.hook.engine.HookStatus;
import org.karamail.hook.engine.HookSubject;
import org.karamail.hook.engine.HookTransaction;
import org.karamail.hook.engine.PluginFigure;
import org.karamail.hook.engine.PluginStatus;

/** An engine whose hooks a test hands in; they are asked in that order. */
public final class HandedHooks implements HookEngine, AutoCloseable {

  /** What every transaction that has pinned anybody says of its plugins. */
  public static final String PLUGIN = "test.plugin/1.2.3";

  private final List<Hook> hooks = new CopyOnWriteArrayList<>();
  private volatile boolean ready = true;
  private final AtomicInteger open = new AtomicInteger();
  private final AtomicInteger begun = new AtomicInteger();
  private final AtomicInteger nextCommands = new AtomicInteger();
  private final ExecutorService thread =
      Executors.newCachedThreadPool(
          task -> {
            Thread made = new HookThread(task);
            made.setDaemon(true);
            return made;
          });

  /** An engine with these hooks. */
  public static HandedHooks of(Hook... hooks) {
    HandedHooks engine = new HandedHooks();
    engine.hooks.addAll(List.of(hooks));
    return engine;
  }

  /** Adds one. */
  public void add(Hook hook) {
    hooks.add(hook);
  }

  /** Takes all away. */
  public void clear() {
    hooks.clear();
  }

  /** Whether all required plugins are there; they are at first. */
  public void ready(boolean now) {
    ready = now;
  }

  /** How many transactions have not been closed. */
  public int open() {
    return open.get();
  }

  /** How many transactions have been begun. */
  public int begun() {
    return begun.get();
  }

  /** How many commands have been told of, not counting the first of each transaction. */
  public int nextCommands() {
    return nextCommands.get();
  }

  @Override
  public boolean isAnybodyAt(Set<HookPoint<?, ?>> points) {
    return points.stream().anyMatch(point -> hooks.stream().anyMatch(point.type()::isInstance));
  }

  @Override
  public CompletionStage<HookTransaction> begin(Set<HookPoint<?, ?>> points, HookSubject subject) {
    begun.incrementAndGet();
    open.incrementAndGet();
    List<Hook> pinned =
        hooks.stream().filter(hook -> points.stream().anyMatch(point -> point.type().isInstance(hook))).toList();
    return CompletableFuture.completedStage(new HandedTransaction(pinned, subject, thread, open, nextCommands));
  }

  @Override
  public List<HookStatus> hooks(HookPoint<?, ?> point) {
    return List.of();
  }

  @Override
  public List<PluginStatus> plugins() {
    return List.of();
  }

  @Override
  public CompletionStage<List<PluginFigure>> collect(String plugin) {
    return CompletableFuture.completedStage(List.of());
  }

  @Override
  public boolean setMode(String component, HookMode.Mode mode) {
    return false;
  }

  @Override
  public boolean reset(String component) {
    return false;
  }

  @Override
  public boolean isPinned(long bundle) {
    return open() > 0;
  }

  @Override
  public HookReadiness readiness() {
    return new HookReadiness(ready, List.of());
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }

  private static final class HookThread extends Thread implements AnswerThread {

    HookThread(Runnable task) {
      super(task, "hook");
    }
  }
}
