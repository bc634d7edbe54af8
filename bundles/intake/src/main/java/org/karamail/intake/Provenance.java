package org.karamail.intake;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.karamail.hook.CheckResult;
import org.karamail.hook.Session;
import org.karamail.hook.catalogue.HookPoint;
import org.karamail.hook.catalogue.HookPoints;
import org.karamail.hook.engine.HookTransaction;
import org.karamail.hook.engine.NoteBook;
import org.karamail.model.Mailbox;
import org.karamail.model.ReportWish;

/**
 * What a way in tells of a message beside its envelope and the addresses of its recipients.
 *
 * @param hooks those that the way in has pinned already, for at least {@link #POINTS}; intake closes them when the
 *     message's transaction ends. Empty where nothing is pinned: then intake looks for itself
 * @param notes of the connection and the transaction
 * @param session the client's session, asked only when a hook is to see it, on the thread that finishes the message
 * @param checks what has been found out already
 * @param reports what the client asked of reports about recipients; those it said nothing of are not in it
 * @param home the thread it belongs to; empty where it has none, and steps may be taken anywhere
 * @param patience how long the client waits for the reply to its message
 */
public record Provenance(
    Optional<HookTransaction> hooks,
    NoteBook notes,
    Supplier<Optional<Session>> session,
    List<CheckResult> checks,
    Map<Mailbox, ReportWish> reports,
    Optional<HomeThread> home,
    Duration patience) {

  /** The points that intake asks for mail from clients. */
  public static final Set<HookPoint<?, ?>> POINTS =
      Set.of(
          HookPoints.ON_DKIM_VERIFY,
          HookPoints.ON_DMARC_CHECK,
          HookPoints.ON_HEADERS,
          HookPoints.ON_BODY,
          HookPoints.ON_ANTIVIRUS_SCAN,
          HookPoints.ON_ANTISPAM_SCAN,
          HookPoints.ON_CONTENT_FILTER,
          HookPoints.ON_MESSAGE_COMPLETE,
          HookPoints.ON_ROUTE,
          HookPoints.ON_ENQUEUE);

  /** Of a message of which nothing else is known. */
  public static final Provenance UNKNOWN =
      new Provenance(Optional.empty(), NoteBook.NONE, Optional::empty, List.of(), Map.of(), Optional.empty(), Duration.ofMinutes(1));

  public Provenance {
    checks = List.copyOf(checks);
    reports = Map.copyOf(reports);
  }
}
