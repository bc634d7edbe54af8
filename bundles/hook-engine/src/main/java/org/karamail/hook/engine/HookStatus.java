package org.karamail.hook.engine;

import java.time.Duration;
import org.karamail.hook.HookFailure;
import org.karamail.hook.HookMode;

/**
 * One hook at one point, as an operator sees it.
 *
 * @param point the point's name
 * @param component component name
 * @param plugin symbolic name
 * @param version bundle version
 * @param ranking the higher, the earlier
 * @param mode enforced, shadow or off
 * @param timeout the budget of one call
 * @param failure what answers for a fault
 * @param idle whether it is not asked now because it has no work there, by its own account
 * @param quarantined whether it is not asked now because it faulted too often
 * @param lastResult what its last call came to, in a few words; empty before the first
 * @param figures what its calls came to
 */
public record HookStatus(
    String point,
    String component,
    String plugin,
    String version,
    int ranking,
    HookMode.Mode mode,
    Duration timeout,
    HookFailure.Policy failure,
    boolean idle,
    boolean quarantined,
    String lastResult,
    HookFigures figures) {}
