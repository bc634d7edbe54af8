package org.karamail.hook;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.osgi.service.component.annotations.ComponentPropertyType;

/**
 * Whether the hook is obeyed: {@code @HookMode(Mode.SHADOW)}. Absent means enforced.
 *
 * <p>Component property {@code hook.mode}. An operator overrides it in {@code etc/karamail.plugin-<component name>.cfg}.
 */
@ComponentPropertyType
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface HookMode {

  Mode value();

  /** Whether a hook is obeyed. */
  enum Mode {
    /** Asked and obeyed. */
    ENFORCE,
    /** Asked and recorded, not obeyed: how a new filter is tried on real mail. */
    SHADOW,
    /** Not asked. */
    OFF
  }
}
