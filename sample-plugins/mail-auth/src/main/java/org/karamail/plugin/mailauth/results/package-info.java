/**
 * Authentication-Results (RFC 8601): {@link org.karamail.plugin.mailauth.results.ResultsField} is written with what checks have
 * found, and tells fields of ours from those of others, so that what claims to be ours and is not can be removed.
 */
package org.karamail.plugin.mailauth.results;
