package org.karamail.testkit.store;

/** A part of the contract: tests at a workbench of their own. */
interface AtWorkbench {

  Workbench bench();
}
