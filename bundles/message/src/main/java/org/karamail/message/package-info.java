/**
 * A message as header fields plus a re-readable body that never sits whole in memory.
 *
 * <p><b>What it holds.</b> {@link org.karamail.message.Message} joins a {@link org.karamail.message.HeaderBlock}, small and
 * in memory, with a {@link org.karamail.message.Body}, which is read as a stream, as often as needed.
 *
 * <p><b>Promises.</b> The octets are the ones that came in: parsing a header block and writing it again changes nothing.
 * Lines end with CRLF throughout (RFC 5321 section 2.3.8); whoever brings a message in sees to that.
 *
 * <p><b>Threads.</b> All types are immutable and safe on any thread; a stream that {@code open} gave belongs to its caller.
 */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("1.0.0")
package org.karamail.message;
