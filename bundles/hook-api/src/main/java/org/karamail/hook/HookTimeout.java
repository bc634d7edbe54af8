package org.karamail.hook;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.osgi.service.component.annotations.ComponentPropertyType;

/**
 * How long one call may take, as a duration: {@code @HookTimeout("2s")}. Absent means the point's default; {@code hook.timeout.onRcptTo} narrows it to one point.
 *
 * <p>Component property {@code hook.timeout}. An operator overrides it in {@code etc/karamail.plugin-<component name>.cfg}.
 */
@ComponentPropertyType
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface HookTimeout {

  String value();
}
