/**
 * The buckets, here and in Redis.
 *
 * <p>{@link org.karamail.guard.internal.LocalLimits} and the script of {@link org.karamail.guard.internal.SharedLimits} are
 * the same arithmetic, the generic cell rate algorithm: of each bucket one number is kept, the time at which it will be full
 * again. {@link org.karamail.guard.internal.Limits} asks the shared ones where there are any and keeps the local ones up to
 * date, so that they can take over. {@link org.karamail.guard.internal.RedisLink} is one thread and one connection, which
 * sends what has gathered meanwhile and reads the replies in order.
 */
package org.karamail.guard.internal;
