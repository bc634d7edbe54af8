/**
 * What every hook is given and may answer. Start with {@link org.karamail.hook.catalogue.HookPoints}, the table of contents
 * of the platform, then read the interface of your point.
 *
 * <p><b>A hook in five lines.</b>
 *
 * <pre>{@code
 * @Component
 * public final class NoStrangers implements RcptToHook {
 *   public Verdict onRcptTo(RcptTo rcpt, Call call) {
 *     return rcpt.mail().session().mayRelay() ? Verdict.proceed() : Verdict.defer("4.7.1", "Members only for now");
 *   }
 * }
 * }</pre>
 *
 * <p><b>Shapes.</b> A gate answers a {@link org.karamail.hook.Verdict}, a check a {@link org.karamail.hook.CheckAnswer}, a
 * rewriter a {@link org.karamail.hook.Rewrite}, a resolver an {@link org.karamail.hook.Answer}; an observer answers nothing.
 * Each at once or as {@link org.karamail.hook.Later}.
 *
 * <p><b>What it is given.</b> A view, shared and immutable, made by the caller; it tells, it has no setters: change happens
 * by answering with {@link org.karamail.hook.Edits}. And a {@link org.karamail.hook.Call}: budget, log, notes, folder.
 *
 * <p><b>Threads.</b> Hook methods run on a shared pool, several at a time: a hook must be safe on any thread and should wait
 * as little as it can. Nobody calls a hook on an I/O thread.
 *
 * <p><b>Failures.</b> An exception, an Error, a time-out, null, a failed stage and an illegal verdict are the same fault; its
 * {@link org.karamail.hook.HookFailure} policy answers in its place. A fault is never a permanent refusal. 20 faults within
 * 50 calls quarantine the hook for a while.
 *
 * <p><b>Versions.</b> Views are implemented by Karamail only and may grow; hook interfaces never change.
 */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("1.0.0")
package org.karamail.hook;
