/** SMTP commands outside a mail transaction. One interface a point; {@link org.karamail.hook.catalogue.HookPoints} lists them in order. */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("1.0.0")
package org.karamail.hook.command;
