/**
 * DKIM of incoming mail (RFC 6376, RFC 8463): {@link org.karamail.plugin.mailauth.dkim.DkimCheck} verifies the signatures of a
 * message as it was received.
 *
 * <p><b>What never passes.</b> rsa-sha1 and RSA keys under 1024 bits (RFC 8301); a body that {@code l=} leaves in part unsigned;
 * a message with a From field that is not signed; what expired; whatever breaks a grammar. A key that cannot be looked up is
 * temperror.
 *
 * <p><b>Bounds.</b> The first {@link org.karamail.plugin.mailauth.dkim.DkimCheck#MOST_SIGNATURES} signatures are looked at. The
 * body is read once, as a stream, and hashed at most twice, once for each canonical form; keys are asked for only where the
 * body's hash is right.
 *
 * <p>{@link org.karamail.plugin.mailauth.dkim.SignatureTags}, {@link org.karamail.plugin.mailauth.dkim.BodyHashes} and {@link
 * org.karamail.plugin.mailauth.dkim.KeyFinder} serve ARC, too, whose message signature is a DKIM signature but for its name.
 */
package org.karamail.plugin.mailauth.dkim;
