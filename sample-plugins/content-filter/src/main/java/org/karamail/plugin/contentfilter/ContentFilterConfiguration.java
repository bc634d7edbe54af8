package org.karamail.plugin.contentfilter;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * What an operator may set in {@code etc/karamail.contentfilter.cfg}, besides the rules themselves, whose keys the operator
 * names. Everything is text: the component reads and judges it.
 */
@ObjectClassDefinition(
    name = "Karamail content filter",
    description = "Rules on headers, sizes, attachments and what archives hold. A rule NAME has the keys NAME.if and NAME.then.")
@interface ContentFilterConfiguration {

  @AttributeDefinition(
      name = "Rules",
      description = "The names of the rules, in the order in which they are looked at, separated by commas. Default: none.",
      required = false)
  String rules() default "";

  @AttributeDefinition(
      name = "Unreadable",
      description =
          "What is done with a message that rules ask to look into and that cannot be looked into to its end: reject TEXT,"
              + " defer TEXT, quarantine, discard, header NAME: VALUE or pass.",
      required = false)
  String unreadable() default "quarantine";

  @AttributeDefinition(
      name = "Depth",
      description = "How deep archives may lie in archives, and messages in messages: 0 to 50.",
      required = false)
  String maxDepth() default "4";

  @AttributeDefinition(
      name = "Entries",
      description = "How many parts and files in archives there may be in a message: 1 to 1000000.",
      required = false)
  String maxEntries() default "10000";

  @AttributeDefinition(
      name = "Unpacked",
      description = "How much may come out of the archives of a message: 1KB to 1024GB.",
      required = false)
  String maxUnpacked() default "500MB";

  @AttributeDefinition(
      name = "Ratio",
      description = "How many times its size a file in an archive may unpack to, beyond the first megabyte: 1 to 1000000.",
      required = false)
  String maxRatio() default "200";

  @AttributeDefinition(
      name = "Memory",
      description = "How much memory unpacking one archive (xz, 7z) may take: 1MB to 1024MB.",
      required = false)
  String maxMemory() default "32MB";
}
