package org.karamail.hook;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.osgi.service.component.annotations.ComponentPropertyType;

/**
 * What happens when a call goes wrong: {@code @HookFailure(Policy.CONTINUE)}. Absent means the point's default.
 *
 * <p>Component property {@code hook.failure}. An operator overrides it in {@code etc/karamail.plugin-<component name>.cfg}.
 */
@ComponentPropertyType
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface HookFailure {

  Policy value();

  /** What stands in for the answer of a hook that faults. Never a permanent refusal. */
  enum Policy {
    /** As if it had not been asked. */
    CONTINUE,
    /** Try again later: 451 before acceptance, deferred without counting an attempt afterwards. */
    DEFER,
    /** Hold the message for an operator; DEFER where there is no message yet. */
    QUARANTINE
  }
}
