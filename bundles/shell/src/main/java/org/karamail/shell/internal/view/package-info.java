/** What the commands answer: values, as lines for people and as JSON for programs. Pure: no Karaf, no store, no clock. */
package org.karamail.shell.internal.view;
