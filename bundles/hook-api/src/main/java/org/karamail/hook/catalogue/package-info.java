/** The table of contents of the platform: every point at which a plugin may be called, in the order of a message's life. */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("1.0.0")
package org.karamail.hook.catalogue;
