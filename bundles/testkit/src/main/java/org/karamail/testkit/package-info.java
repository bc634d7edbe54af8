/**
 * What tests share: a clock that moves when told, programs of others run for a test, shipped configuration compared with what
 * reads it. Contract suites and scripted peers are below.
 */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("1.0.0")
package org.karamail.testkit;
