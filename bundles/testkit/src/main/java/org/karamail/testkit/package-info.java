/** What tests share: a clock that moves when told. Contract suites and scripted peers are in the packages below. */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("1.0.0")
package org.karamail.testkit;
