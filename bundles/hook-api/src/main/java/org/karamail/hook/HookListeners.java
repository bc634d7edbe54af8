package org.karamail.hook;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.osgi.service.component.annotations.ComponentPropertyType;

/**
 * On which listeners the hook is asked: {@code @HookListeners("mx")}. Absent means all.
 *
 * <p>Component property {@code hook.listeners}. An operator overrides it in {@code etc/karamail.plugin-<component name>.cfg}.
 */
@ComponentPropertyType
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface HookListeners {

  String[] value();
}
