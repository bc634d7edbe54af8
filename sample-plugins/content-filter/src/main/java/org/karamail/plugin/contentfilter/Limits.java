package org.karamail.plugin.contentfilter;

/**
 * How far a message is looked into.
 *
 * @param depth archives in archives, and messages in messages
 * @param entries parts and files in archives, all together
 * @param unpacked octets that come out of archives, all together
 * @param ratio unpacked to packed
 * @param memory octets that unpacking one archive may take
 */
record Limits(int depth, int entries, long unpacked, int ratio, long memory) {}
