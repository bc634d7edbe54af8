package org.karamail.smtp.internal.channel;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.SocketChannel;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import org.apache.james.protocols.api.Response;
import org.karamail.hook.Disconnect;
import org.karamail.smtp.internal.bytes.Input;
import org.karamail.smtp.internal.session.Answer;
import org.karamail.smtp.internal.session.Pending;
import org.karamail.smtp.internal.session.Replies;
import org.karamail.smtp.internal.session.Session;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection, from the banner to its end.
 *
 * <p>What the client sends is queued; the session's phase pulls one frame at a time out of the queue. So the answer to one
 * command decides how the next octets are read, and no more than a queue of octets is held, however many commands they are.
 * An answer that is {@link Pending} stops the pulling and nothing else; its stage, completing on any thread, hands {@link
 * #resume} to the event loop.
 *
 * <pre>
 *   WAITING &lt;--> READY       WAITING: an answer is pending, the banner first; READY: frames are pulled
 *      |           |
 *      +-----------+--> ENDING --> GONE       ENDING: the last answer is on its way, what still comes is dropped
 *      +-----------+-----------------^
 * </pre>
 *
 * <p>Invariants: everything runs on the channel's event loop; frames are pulled in READY only; the answers leave in the
 * order of the frames; a stage that completes after its Pending was given up changes nothing, because it is compared with
 * the one that is waited for.
 */
@SuppressWarnings("FutureReturnValueIgnored") // Netty tells the channel, and the channel tells us.
public final class Conversation extends ChannelInboundHandlerAdapter {

  private static final Logger LOG = LoggerFactory.getLogger(Conversation.class);

  /** After so many frames the other sessions of this loop have their turn. */
  private static final int FRAMES_A_TURN = 256;

  private enum State {
    WAITING,
    READY,
    ENDING,
    GONE
  }

  private final SocketChannel channel;
  private final Session session;
  private final Surroundings around;
  private final Input input = new Input();
  private final Inflow inflow;
  private final Replier replier;
  private final Deadline deadline;
  private final Border border;
  private final Supplier<Optional<Response>> nextFrame;
  private State state = State.WAITING;
  private Optional<Pending<?>> awaited = Optional.empty();
  private boolean greeted;
  private boolean reading;
  private boolean closing;
  private boolean turnScheduled;
  private long turn;
  private long heard;
  private Disconnect.Reason ending = Disconnect.Reason.LOST;

  /** A conversation for a channel that has its event loop. */
  public Conversation(SocketChannel channel, Session session, Surroundings around) {
    this.channel = channel;
    this.session = session;
    this.around = around;
    this.inflow = new Inflow(channel, input);
    this.replier = new Replier(channel);
    this.deadline = new Deadline(channel.eventLoop(), around.nanos(), this::missed);
    this.border = new Border(session, around);
    this.nextFrame = () -> session.phase().pull(input);
  }

  /** Ends the session when its message is through; may be called on any thread. */
  public void shutDown() {
    execute(
        () -> {
          closing = true;
          if (state == State.READY && session.phase().mayBeCut()) {
            say(Replies.SHUTTING_DOWN);
          }
        });
  }

  /** Ends the session now; may be called on any thread. */
  public void cut() {
    execute(
        () -> {
          if (state == State.READY || state == State.WAITING) {
            say(Replies.SHUTTING_DOWN);
          }
        });
  }

  /** Whether nothing is read from the client until we are through with what it sent; may be called on any thread. */
  public boolean isHeldBack() {
    return inflow.isHeldBack();
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    heard = around.nanos().getAsLong();
    if (around.gate().enter(this, session.client(), session.settings())) {
      border.step(() -> Optional.of(around.greeting().onConnect(session))).ifPresent(this::take);
    } else {
      session.log().refused("connection", "", Replies.TOO_MANY_CONNECTIONS.reply());
      say(Replies.TOO_MANY_CONNECTIONS);
    }
    settle();
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (state == State.ENDING || state == State.GONE || !(message instanceof ByteBuf buffer)) {
      ReferenceCountUtil.release(message);
      return;
    }
    if (!greeted) {
      session.noteEarlyTalk();
    }
    reading = true;
    heard = around.nanos().getAsLong();
    input.add(buffer);
    work();
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    reading = false;
    settle();
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    work();
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    letGo("connection lost");
    state = State.GONE;
    deadline.cancel();
    replier.release();
    around.gate().leave(this, session.client());
    session.hooks().disconnected(ending);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable fault) {
    if (fault instanceof IOException) {
      session.log().closed(fault.toString());
    } else {
      LOG.error("session={} is closed because of an error", session.getSessionID(), fault);
    }
    channel.close();
  }

  /** Pulls frames as long as it is the client's turn and the client reads our answers. */
  private void work() {
    for (int frames = 0; state == State.READY && channel.isWritable(); frames++) {
      if (frames == FRAMES_A_TURN) {
        yieldTurn();
        break;
      }
      Optional<Response> response = border.step(nextFrame);
      if (response.isEmpty()) {
        break;
      }
      take(response.get());
    }
    settle();
  }

  private void yieldTurn() {
    if (!turnScheduled) {
      turnScheduled = true;
      execute(
          () -> {
            turnScheduled = false;
            work();
          });
    }
  }

  /** Leaves everything as it has to be until the next event. */
  private void settle() {
    if (!reading) {
      replier.flush();
    }
    inflow.settle();
    if (state == State.READY) {
      deadline.set(session.phase().deadline(turn, heard));
    }
  }

  private void take(Response first) {
    Response response = first;
    while (response instanceof Pending<?> pending) {
      if (!pending.isDone()) {
        await(pending);
        return;
      }
      response = border.step(() -> Optional.of(pending.outcome())).orElse(Replies.OUR_FAULT);
    }
    state = State.READY;
    if (response instanceof Answer answer) {
      say(session.flood().pass(answer));
    }
  }

  private void say(Answer answer) {
    greeted = true;
    turn = around.nanos().getAsLong();
    replier.add(answer.reply());
    if (answer.isEndSession()) {
      ending = Farewell.reason(answer);
      end(answer.reply().isPositive());
    } else if (closing && session.phase().mayBeCut()) {
      say(Replies.SHUTTING_DOWN);
    }
  }

  private void await(Pending<?> pending) {
    state = State.WAITING;
    awaited = Optional.of(pending);
    turn = around.nanos().getAsLong();
    replier.flush();
    deadline.suspend();
    pending.patience().ifPresent(patience -> deadline.set(turn + patience.limit().toNanos()));
    pending.onCompletion(() -> execute(() -> resume(pending)));
  }

  private void resume(Pending<?> pending) {
    if (isAwaited(pending)) {
      goOn();
      take(pending);
      work();
    }
  }

  private void goOn() {
    awaited = Optional.empty();
    deadline.suspend();
    long now = around.nanos().getAsLong();
    session.phase().paused(now - turn);
    turn = now;
    heard = now;
  }

  private boolean isAwaited(Pending<?> pending) {
    return state == State.WAITING && awaited.filter(one -> one == pending).isPresent();
  }

  private void missed() {
    switch (state) {
      case READY -> {
        session.log().closed("client was silent for too long");
        letGo("client was silent for too long");
        say(Replies.TIMED_OUT);
      }
      case WAITING -> awaited.flatMap(Pending::patience).ifPresent(this::giveUp);
      case ENDING -> channel.close();
      case GONE -> {}
    }
  }

  private void giveUp(Pending.Patience patience) {
    goOn();
    take(patience.answer().get());
    work();
  }

  /** Sends the last answer and closes behind it. */
  private void end(boolean expected) {
    boolean unread = input.isReadable();
    letGo("closed by us");
    state = State.ENDING;
    replier.flush();
    inflow.open();
    deadline.set(turn + Farewell.LINGER.toNanos());
    Farewell.close(channel, expected && !unread);
  }

  /** Gives up what is in hand; nothing of this session is done after it. */
  private void letGo(String why) {
    awaited.ifPresent(Pending::cancel);
    awaited = Optional.empty();
    session.phase().abandon(why);
    session.hooks().letGo();
    input.release();
  }

  private void execute(Runnable task) {
    try {
      channel.eventLoop().execute(task);
    } catch (RejectedExecutionException closed) {
      LOG.debug("session={} ended with its listener", session.getSessionID());
    }
  }
}
