package org.karamail.hook;

/**
 * What a hook method returns: an answer at once, or {@link Later} for one that comes when something else has.
 *
 * <p>An implementation may narrow the return type to say which it is: {@code Verdict onMailFrom(…)} or {@code
 * Later<Verdict> onMailFrom(…)}.
 *
 * @param <A> the answer the point asks for
 */
public sealed interface Outcome<A extends Outcome<A>> permits Verdict, Answer, Rewrite, CheckAnswer, Later {}
