/** The queue's own configuration: read, checked, and given to whoever asks the {@link org.karamail.queue.QueuePolicy}. */
package org.karamail.queue.internal;
