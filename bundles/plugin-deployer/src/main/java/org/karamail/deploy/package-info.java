/**
 * Plugins out of the folder {@code deploy/}: a new version is put beside the old one, proved, and only then takes over.
 *
 * <p><b>What it does.</b> File Install watches the folder and hands every jar that is a plugin to this bundle. The jar is
 * installed and started while the version before it goes on working; when its hooks have come, transactions that begin from
 * then on use it, and the old version is uninstalled when the last transaction that uses it has ended, or after {@code
 * retireAfter}. Nobody waits, and a transaction ends with the version with which it began.
 *
 * <p><b>Promises.</b>
 *
 * <ul>
 *   <li>A version that does not resolve, does not start, or whose hooks do not come never takes the place of one that works.
 *       Its file stays where it is; {@link org.karamail.deploy.PluginDeployments} and one line in the log say why it is not
 *       used.
 *   <li>A plugin that exports packages is refused: its replacement would have to stop whoever imports them.
 *   <li>A plugin whose manifest says {@code Karamail-Plugin-Instances: one} (because it owns a port or a file) is replaced in
 *       place: the old version is stopped before the new one starts, and started again when that fails.
 *   <li>An older version than the one that works replaces it in place too.
 *   <li>Deleting the file uninstalls the plugin, unless another file in the folder holds the same plugin: that is how an
 *       operator who keeps versions in file names replaces one.
 * </ul>
 *
 * <p><b>Threads.</b> File Install's thread only looks at manifests. Each plugin has a thread of its own while something is
 * done to it, so that one which hangs as it starts holds up nobody but itself.
 *
 * <p><b>Restarts.</b> The framework remembers what was installed. Which file a bundle came from, and with which contents, is
 * in its location: {@code karamail-plugin:/…/deploy/hello.jar?1a2b3c4d}.
 */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("1.0.0")
package org.karamail.deploy;
