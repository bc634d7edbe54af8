package org.karamail.smtp.internal.session;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.karamail.hook.catalogue.HookPoint;
import org.karamail.hook.catalogue.HookPoints;
import org.karamail.intake.Provenance;

/** Which points are pinned together: those of a connection's steps each for themselves, those of a transaction at MAIL. */
final class AskedPoints {

  static final Set<HookPoint<?, ?>> CONNECTION =
      Set.of(HookPoints.ON_REPUTATION_CHECK, HookPoints.ON_RATE_LIMIT_CHECK, HookPoints.ON_CONNECT);
  static final Set<HookPoint<?, ?>> HELO = Set.of(HookPoints.ON_HELO);
  static final Set<HookPoint<?, ?>> EHLO = Set.of(HookPoints.ON_EHLO);
  static final Set<HookPoint<?, ?>> DISCONNECTION = Set.of(HookPoints.ON_DISCONNECT);

  /** With those that intake will ask, so that one version of a plugin sees the transaction from MAIL to the final dot. */
  static final Set<HookPoint<?, ?>> TRANSACTION =
      Stream.concat(
              Stream.of(
                  HookPoints.ON_RATE_LIMIT_CHECK,
                  HookPoints.ON_MAIL_FROM,
                  HookPoints.ON_SPF_CHECK,
                  HookPoints.ON_GREYLIST_CHECK,
                  HookPoints.ON_RCPT_TO,
                  HookPoints.ON_DATA),
              Provenance.POINTS.stream())
          .collect(Collectors.toUnmodifiableSet());

  private AskedPoints() {}
}
