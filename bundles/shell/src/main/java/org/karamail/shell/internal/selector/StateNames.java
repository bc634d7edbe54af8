package org.karamail.shell.internal.selector;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.karamail.model.RecipientState;
import static org.karamail.model.RecipientState.ACTIVE;
import static org.karamail.model.RecipientState.DEFERRED;
import static org.karamail.model.RecipientState.DELIVERED;
import static org.karamail.model.RecipientState.EXPIRED;
import static org.karamail.model.RecipientState.FAILED;
import static org.karamail.model.RecipientState.HELD;
import static org.karamail.model.RecipientState.QUEUED;
import static org.karamail.model.RecipientState.SCHEDULED;

/**
 * The names by which states go: their own, and the views under which users of other mail systems know them. A view is a
 * set of states; {@code hold} is HELD, {@code delayed} is SCHEDULED and DEFERRED, {@code error} is FAILED and EXPIRED.
 */
public final class StateNames {

  /** States in which something can still happen. */
  public static final Set<RecipientState> OPEN = Set.of(QUEUED, SCHEDULED, ACTIVE, DEFERRED, HELD);

  private static final Map<String, Set<RecipientState>> VIEWS = new LinkedHashMap<>();

  static {
    VIEWS.put("open", OPEN);
    VIEWS.put("waiting", Set.of(QUEUED));
    VIEWS.put("pending", Set.of(QUEUED));
    VIEWS.put("delayed", Set.of(SCHEDULED, DEFERRED));
    VIEWS.put("hold", Set.of(HELD));
    VIEWS.put("completed", Set.of(DELIVERED));
    VIEWS.put("sent", Set.of(DELIVERED));
    VIEWS.put("error", Set.of(FAILED, EXPIRED));
  }

  private StateNames() {}

  /** The views in the order in which they are shown. */
  public static Map<String, Set<RecipientState>> views() {
    return new LinkedHashMap<>(VIEWS);
  }

  /** A state's name as users write it. */
  public static String name(RecipientState state) {
    return state.name().toLowerCase(Locale.ROOT);
  }

  /** Every name that is accepted, states first. */
  public static List<String> accepted() {
    Stream<String> states = Arrays.stream(RecipientState.values()).map(StateNames::name);
    return Stream.concat(states, VIEWS.keySet().stream()).toList();
  }

  /** The states that a name means, in any case; empty when it is none. */
  static Optional<Set<RecipientState>> parse(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return Arrays.stream(RecipientState.values())
        .filter(state -> name(state).equals(lower))
        .findFirst()
        .map(Set::of)
        .or(() -> Optional.ofNullable(VIEWS.get(lower)));
  }
}
