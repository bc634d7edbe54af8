package org.karamail.outbound.internal.wire;

import java.util.Optional;
import org.karamail.model.Fault;
import org.karamail.model.Reply;

/** Why a conversation does not go on. The connection is of no more use. */
public final class Trouble extends Exception {

  private static final long serialVersionUID = 1L;

  private final transient Stage stage;
  private final transient Fault fault;
  private final transient Optional<Reply> reply;

  private Trouble(Stage stage, Fault fault, Optional<Reply> reply) {
    super(fault.detail());
    this.stage = stage;
    this.fault = fault;
    this.reply = reply;
  }

  /** No answer, or none that can be understood. */
  public static Trouble of(Stage stage, Fault.Category category, String what) {
    return new Trouble(stage, new Fault(category, stage.words() + ": " + what), Optional.empty());
  }

  /** A reply that ends the conversation. */
  public static Trouble of(Stage stage, Reply reply) {
    return new Trouble(stage, new Fault(Fault.Category.PROTOCOL, stage.words() + ": " + reply), Optional.of(reply));
  }

  public Stage stage() {
    return stage;
  }

  public Fault fault() {
    return fault;
  }

  /** What the peer said, where it said something. */
  public Optional<Reply> reply() {
    return reply;
  }
}
