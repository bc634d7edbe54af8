/**
 * Reads configuration: values with units, what the environment overrides, and a refusal that says what to change.
 *
 * <p><b>What it does.</b> A component hands its properties, as Configuration Admin gave them, to {@link
 * org.karamail.settings.Settings} and reads each value once into an immutable record. {@link
 * org.karamail.settings.LastGood} keeps the record that works when an operator saves one that does not. {@link
 * org.karamail.settings.Instance} says which instance of Karamail this is: its data folder, its host name, its node.
 *
 * <p><b>Why not Declarative Services' own conversion.</b> It turns {@code port=abc} into 0 without a word. Here a bad
 * value is an {@link org.karamail.settings.InvalidSettingException} with PID, key, value and what would be accepted.
 *
 * <p><b>Precedence.</b> An environment variable ({@link org.karamail.settings.EnvironmentOverrides}) wins over the file,
 * the file wins over the default.
 *
 * <p><b>Units.</b> Durations: {@code 500ms}, {@code 30s}, {@code 5m}, {@code 2h}, {@code 5d}. Sizes: {@code 512},
 * {@code 64KB}, {@code 25MB}, {@code 2GB} (1 KB is 1024 octets). Lists are separated by commas. In a {@link
 * org.karamail.settings.Wildcard} a star stands for anything.
 *
 * <p><b>Threads.</b> A Settings object belongs to the thread that activates the component; everything else is safe
 * anywhere.
 */
@org.osgi.annotation.bundle.Export
@org.osgi.annotation.versioning.Version("1.0.0")
package org.karamail.settings;
