/**
 * The engine as Declarative Services see it: thin shells that read configuration. {@code karamail.hooks} is about the engine,
 * each {@code karamail.plugin~<component name>} is what an operator puts in force over one component of a plugin. A changed
 * configuration restarts neither the engine nor a plugin.
 */
package org.karamail.hook.engine.internal.component;
