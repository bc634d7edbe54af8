/**
 * A hook engine for tests of those who call hooks: hooks are objects that a test hands in, asked one after the other on a
 * thread of its own. It isolates nothing and pins nothing, but counts who has not let go.
 */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("1.0.0")
package org.karamail.testkit.engine;
