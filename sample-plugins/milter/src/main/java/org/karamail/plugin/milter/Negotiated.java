package org.karamail.plugin.milter;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What was agreed upon with a milter: what it may do to a message, and what it wants to be told.
 *
 * @param version of the protocol, 2 to 6
 * @param actions flags of changes that it may ask for
 * @param protocol flags of steps that it is not told of, or does not answer
 * @param macros the names that it wants to be given at some steps, in this order; at the others it gets the usual ones
 */
record Negotiated(int version, int actions, int protocol, Map<Step, List<String>> macros) {

  static final int ADD_HEADERS = 0x1;
  static final int CHANGE_BODY = 0x2;
  static final int ADD_RECIPIENTS = 0x4;
  static final int DELETE_RECIPIENTS = 0x8;
  static final int CHANGE_HEADERS = 0x10;
  static final int QUARANTINE = 0x20;
  static final int CHANGE_FROM = 0x40;
  static final int ADD_RECIPIENTS_WITH_PARAMETERS = 0x80;

  static final int SKIP = 0x400;
  static final int LEADING_SPACE = 0x100000;

  /** Not to be told of unknown commands, and not to answer: we never tell of any, so both are easily granted. */
  private static final int UNKNOWN_COMMANDS = 0x100 | 0x20000;

  private static final char COMMAND = 'O';
  private static final int OFFERED_VERSION = 6;
  private static final int CHOOSE_MACROS = 0x100;
  private static final int OFFERED_ACTIONS = 0xff | CHOOSE_MACROS;

  /** The steps by the numbers under which milters choose macros. */
  private static final List<Step> BY_NUMBER =
      List.of(Step.CONNECT, Step.HELO, Step.MAIL, Step.RCPT, Step.DATA, Step.END, Step.END_OF_HEADER);

  private static final int LEAST_VERSION = 2;
  private static final int FIRST_WITH_DATA = 4;
  private static final int OCTETS = 3 * Integer.BYTES;

  Negotiated {
    macros = Map.copyOf(macros);
  }

  /** What we offer: every step but recipients that were refused, every change, and the choice of macros. */
  static Packet offer() {
    int steps = SKIP | LEADING_SPACE | UNKNOWN_COMMANDS;
    for (Step step : Step.values()) {
      steps |= step.unwanted() | step.unanswered();
    }
    byte[] data = ByteBuffer.allocate(OCTETS).putInt(OFFERED_VERSION).putInt(OFFERED_ACTIONS).putInt(steps).array();
    return new Packet(COMMAND, data);
  }

  /**
   * Reads what the milter makes of our offer.
   *
   * @throws IOException if it asks for more than was offered, or cannot be understood
   */
  static Negotiated read(Packet answer) throws IOException {
    if (answer.command() != COMMAND) {
      throw new IOException("the answer " + answer + " to our offer");
    }
    Negotiated agreed = new Negotiated(answer.number(0), answer.number(4), answer.number(8), macros(answer));
    int more = (agreed.actions & ~OFFERED_ACTIONS) | (agreed.protocol & ~offer().number(8));
    if (agreed.version < LEAST_VERSION || agreed.version > OFFERED_VERSION || more != 0) {
      throw new IOException("it wants version " + agreed.version + " and the unknown flags " + Integer.toHexString(more));
    }
    return agreed;
  }

  /** Behind the three numbers: the number of a step and the names at it, separated by blanks and ended by a NUL; again. */
  private static Map<Step, List<String>> macros(Packet answer) throws IOException {
    Map<Step, List<String>> macros = new EnumMap<>(Step.class);
    int offset = OCTETS;
    while (offset < answer.data().length) {
      int step = answer.number(offset);
      String names = answer.texts(offset + Integer.BYTES).get(0);
      if (step < 0 || step >= BY_NUMBER.size() || macros.containsKey(BY_NUMBER.get(step))) {
        throw new IOException("it chooses macros twice at a step, or at an unknown one: " + step);
      }
      macros.put(BY_NUMBER.get(step), Arrays.stream(names.split("[ ,]+")).filter(name -> !name.isEmpty()).toList());
      offset += Integer.BYTES + names.length() + 1;
    }
    return macros;
  }

  boolean mayDo(int action) {
    return (actions & action) != 0;
  }

  boolean wants(Step step) {
    return (protocol & step.unwanted()) == 0 && (step != Step.DATA || version >= FIRST_WITH_DATA);
  }

  boolean answers(Step step) {
    return (protocol & step.unanswered()) == 0;
  }

  boolean maySkip() {
    return (protocol & SKIP) != 0;
  }

  /** Whether white space before a value belongs to it. */
  boolean keepsLeadingSpace() {
    return (protocol & LEADING_SPACE) != 0;
  }
}
