/**
 * The example of a plugin with several hooks that work together: limits, a greylist, scores, statistics, figures.
 *
 * <p><b>How it is made.</b> {@link org.karamail.plugin.securitysuite.SecuritySuite} is the component: it implements six hooks,
 * reads the settings and turns what its parts say into verdicts. The parts know no hooks: {@link
 * org.karamail.plugin.securitysuite.Limits} asks the platform's guard, {@link
 * org.karamail.plugin.securitysuite.GreylistTable} and {@link org.karamail.plugin.securitysuite.Scores} are bounded tables in
 * memory with a clock, {@link org.karamail.plugin.securitysuite.Statistics} counts. What one hook learns another one uses: a
 * limit that is exceeded at RCPT costs the client at its next connection.
 *
 * <p><b>What an author may learn here.</b> A change of configuration replaces one immutable record and nothing else. Nothing
 * waits: the guard's answer comes later, as a stage. Everything that strangers can make grow has a bound. Figures are told
 * when they are asked for.
 *
 * <p><b>Threads.</b> Any. <b>Failures.</b> Nothing here fails; a restart forgets everything.
 */
package org.karamail.plugin.securitysuite;
