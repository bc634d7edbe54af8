/**
 * Judges clients: by DNS lists (RFC 5782), by what they did here before, by whether they wait for the greeting.
 *
 * <p><b>What it does.</b> {@link org.karamail.plugin.reputation.Reputation} is asked on connect. It asks all lists at once,
 * adds what {@link org.karamail.plugin.reputation.ClientScores} remembers, hands the sum on as a finding, and defers or refuses
 * from the scores that are configured. It may hold the greeting back; who speaks meanwhile is known at EHLO. What becomes of
 * messages and connections changes the client's own score, half of which is forgotten in a set time.
 *
 * <p><b>Files.</b> Scores are in {@code reputation.journal} below the plugin's data folder, by digests of addresses, and are
 * there again after a restart of plugin or server; of a client's score less than five points may be lost. When the disk does not
 * take the journal, the scores in memory go on and the log says so once.
 *
 * <p><b>Threads.</b> Never waits; lists answer later. <b>Failures.</b> A list that does not answer in time counts for nothing.
 * When none of them answers the call fails, so that the plugin's failure policy decides; as shipped that is to go on without.
 */
package org.karamail.plugin.reputation;
