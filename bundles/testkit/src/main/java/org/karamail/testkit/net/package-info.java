/** Ports of loopback as tests need them: one that is served, one that is free for a program, one that refuses. */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("1.0.0")
package org.karamail.testkit.net;
