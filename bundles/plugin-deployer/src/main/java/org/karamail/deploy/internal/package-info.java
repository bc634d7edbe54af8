/**
 * How a plugin jar becomes a running plugin: {@link org.karamail.deploy.internal.PluginJar} reads it, {@link
 * org.karamail.deploy.internal.Placement} puts it in place, {@link org.karamail.deploy.internal.Retirement} sends the old
 * version away, {@link org.karamail.deploy.internal.PluginFolder} keeps them in order.
 */
package org.karamail.deploy.internal;
