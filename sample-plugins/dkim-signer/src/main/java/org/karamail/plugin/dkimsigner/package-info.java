/**
 * Signs mail on its way out (RFC 6376, RFC 8463).
 *
 * <p><b>What it does.</b> At onOutboundMessage {@link org.karamail.plugin.dkimsigner.DkimSigner} finds the keys of the author's
 * domain and puts one DKIM-Signature for each on top. Its component is {@code dkimsigner}, its configuration {@code
 * karamail.dkimsigner}; without keys it does nothing. {@link org.karamail.plugin.dkimsigner.KeyCommands} are {@code
 * mail:dkim-generate} and {@code mail:dkim-record} of the shell.
 *
 * <p><b>Promises.</b> Only mail of those who may relay is signed. What is signed is what leaves, so it is asked after other
 * rewriters. Bodies stream through the hash.
 *
 * <p><b>Failures.</b> A body that cannot be read or a key that does not sign is a fault, which defers: nothing leaves unsigned
 * because signing failed. A configuration that cannot be used leaves the last good one in force; when there was none since the
 * start, mail that might have to be signed is deferred.
 *
 * <p><b>Threads.</b> Settings are immutable and swapped whole.
 */
package org.karamail.plugin.dkimsigner;
