/**
 * What an operator sees and does: the commands of the scope {@code mail} in Karaf's shell.
 *
 * <p><b>What it holds.</b> {@code command}: one class for each command, which Karaf makes anew for every call; {@code
 * selector}: how the user names recipients; {@code view}: what is answered, as lines for people and as JSON for programs,
 * free of Karaf and of the store. The manual for users is {@code docs/shell.md}.
 *
 * <p><b>Promises.</b> Text from outside (addresses, replies, subjects, bodies) never moves the cursor, colours the screen or
 * adds a line: whatever is no plain character is written as an escape. What a user got wrong is one line that says what is
 * accepted; batch mode then ends with a status other than zero. Every command exists, and says so, while the queue does not.
 *
 * <p><b>Threads.</b> A command runs on the thread of its session and may wait there; Ctrl-C interrupts it.
 *
 * <p><b>Memory.</b> Lists hold one page, bodies are streamed.
 */
package org.karamail.shell.internal;
