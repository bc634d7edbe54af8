/**
 * Has messages scanned for malware by clamd, at {@code onAntivirusScan}.
 *
 * <p><b>What it does.</b> {@link org.karamail.plugin.antivirus.Antivirus} streams each message to clamd ({@code INSTREAM})
 * and does what is configured with one that is infected: reject, quarantine, discard, or mark it with a field. Without
 * {@code servers} it does nothing.
 *
 * <p><b>Promises.</b> Only the answer {@code stream: OK} makes a message clean. Whatever else clamd says, no answer, and a
 * connection that breaks are faults of the call, and the failure policy of the hook answers (defer unless configured). A
 * message that is too big to be scanned has a rule of its own.
 *
 * <p><b>Threads.</b> One call is one connection on the thread of the call; never longer than the call's budget. The message
 * is never whole in memory.
 */
package org.karamail.plugin.antivirus;
