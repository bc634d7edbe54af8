/**
 * Tests of plugins without a server: a hook, a point, a view, and what is to be answered.
 *
 * <pre>{@code
 * class GreetingGateTest {
 *   private final HookHarness harness = HookHarness.create();
 *
 *   @Test
 *   void strangersAreDeferred() {
 *     harness
 *         .ask(HookPoints.ON_RCPT_TO, new NoStrangers(), RcptToView.sample())
 *         .defers("4.7.1");
 *   }
 * }
 * }</pre>
 *
 * <p><b>What it holds.</b> {@link org.karamail.testkit.hook.HookHarness} asks as the engine does: an exception, an Error, a
 * null, a failed stage, a verdict that the point does not allow and an answer after the deadline are the same fault, and a
 * fault leaves no notes. The views are records with a {@code sample()} and methods that change one thing; {@link
 * org.karamail.testkit.hook.Views} has one for every point.
 *
 * <p><b>Threads.</b> The hook runs on the thread of the test, so that its debugger and its stack traces show it; only an
 * answer that comes later is waited for, no longer than the harness's budget. A hook that never returns is therefore not
 * cut here; the engine would.
 *
 * <p><b>Failures.</b> What was not expected is an {@link java.lang.AssertionError} that names point, hook and answer.
 */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("1.0.0")
package org.karamail.testkit.hook;
