/**
 * A connection to a daemon beside us, over TCP or a Unix socket, that never waits for ever.
 *
 * <p><b>What it holds.</b> {@link org.karamail.plugin.daemon.DaemonAddress} is where one listens, {@link
 * org.karamail.plugin.daemon.DaemonConnection} a conversation with it as two streams, {@link
 * org.karamail.plugin.daemon.Deadline} when waiting ends, and {@link org.karamail.plugin.daemon.Exchange} a question that is
 * put to the first of several daemons that answers.
 *
 * <p><b>Who has it.</b> The plugins that talk to scanners and milters; each carries a copy of its own.
 *
 * <p><b>Threads.</b> A connection belongs to the thread that opened it. An interrupt ends a wait.
 *
 * <p><b>Failures.</b> {@link java.net.SocketTimeoutException} when the deadline passes, {@link java.io.IOException} for
 * everything else. Nothing is tried again here but another daemon of the list.
 */
package org.karamail.plugin.daemon;
