package org.karamail.hook.engine;

/**
 * A thread on which a hook has just answered, and which plugin code has left: a mark for those who go on from there. What
 * follows may be done on it at once, which saves a change of threads, if it is short, waits for nothing and touches no file:
 * a plugin may keep a reference to the thread, and interrupt it at any moment.
 */
public interface AnswerThread {}
