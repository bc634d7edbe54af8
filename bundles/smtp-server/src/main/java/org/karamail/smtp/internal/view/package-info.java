/** What hooks are shown of a session: values, taken at the moment of the question. Immutable; any thread. */
package org.karamail.smtp.internal.view;
