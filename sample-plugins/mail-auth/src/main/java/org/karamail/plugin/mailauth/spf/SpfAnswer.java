package org.karamail.plugin.mailauth.spf;

import java.util.Optional;
import org.karamail.hook.CheckResult.Value;

/**
 * What came of a check.
 *
 * @param value one of the seven results of RFC 7208 section 2.6
 * @param detail one line for people, printable ASCII: what matched, or what is wrong
 * @param explanation what the domain wants those to read whom it fails (section 6.2); printable ASCII, foreign text
 */
public record SpfAnswer(Value value, String detail, Optional<String> explanation) {}
