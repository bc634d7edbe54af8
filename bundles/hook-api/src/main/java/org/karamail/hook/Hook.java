package org.karamail.hook;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Marks everything a plugin may register to be called by Karamail. A plugin implements the interfaces of the points it is
 * interested in ({@code org.karamail.hook.connection} and its neighbours), one method each, and registers itself as a
 * service of those interfaces.
 *
 * <p>It is a plain marker on purpose: a shared generic parent would forbid one class to implement two points.
 */
@ConsumerType
public interface Hook {}
