package org.karamail.smtp.internal.view;

import org.karamail.hook.Helo;
import org.karamail.hook.Session;

/** HELO or EHLO. */
public record HeloView(Session session, String name, boolean isExtended) implements Helo {}
