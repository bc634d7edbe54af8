package org.karamail.itests.maildir;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * One file of a mailbox, divided into Karamail's own trace fields on top and the message as it was sent.
 *
 * @param file where it lies
 * @param returnPath the value of the first field
 * @param deliveredTo the value of the second
 * @param received the value of the third, folded as it is
 * @param contentStart where the message as sent begins
 */
public record DeliveredMessage(Path file, String returnPath, String deliveredTo, String received, int contentStart) {

  private static final List<String> TRACE = List.of("Return-Path", "Delivered-To", "Received");
  private static final int TRACE_BOUND = 8192;

  /** Reads the trace fields; anything but exactly these three, once each, in this order, is a fault. */
  public static DeliveredMessage read(Path file) throws IOException {
    byte[] head;
    try (InputStream in = Files.newInputStream(file)) {
      head = in.readNBytes(TRACE_BOUND);
    }
    List<String> values = new ArrayList<>();
    int position = 0;
    for (String name : TRACE) {
      int end = endOfField(head, position);
      String field = new String(head, position, end - position, StandardCharsets.ISO_8859_1);
      if (!field.startsWith(name + ": ")) {
        throw new IOException(file + " has no " + name + " at " + position + " but: " + field);
      }
      values.add(field.substring(name.length() + 2).stripTrailing());
      position = end;
    }
    return new DeliveredMessage(file, values.get(0), values.get(1), values.get(2), position);
  }

  /** The message as sent, with LF line ends. */
  public byte[] content() throws IOException {
    try (InputStream in = open()) {
      return in.readAllBytes();
    }
  }

  /** The hash of {@link #content()}, without holding it. */
  public String sha256() throws IOException {
    try (InputStream in = open()) {
      return Sha256.of(in);
    }
  }

  private InputStream open() throws IOException {
    InputStream in = Files.newInputStream(file);
    in.skipNBytes(contentStart);
    return in;
  }

  private static int endOfField(byte[] head, int start) throws IOException {
    for (int i = start; i < head.length; i++) {
      boolean folded = i + 1 < head.length && (head[i + 1] == ' ' || head[i + 1] == '\t');
      if (head[i] == '\n' && !folded) {
        return i + 1;
      }
    }
    throw new IOException("a trace field without an end");
  }
}
