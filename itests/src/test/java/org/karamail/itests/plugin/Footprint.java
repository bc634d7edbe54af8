package org.karamail.itests.plugin;

import java.io.IOException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.karamail.itests.instance.KaramailProcess;
import org.karamail.itests.machine.Command;

/**
 * What a server holds after its garbage is collected.
 *
 * @param classLoaders of bundles
 * @param metaspaceKilobytes in use
 */
public record Footprint(long classLoaders, long metaspaceKilobytes) {

  private static final Pattern METASPACE = Pattern.compile("Metaspace\\s+used (\\d+)K");

  /** Looks at a server. */
  public static Footprint of(KaramailProcess server) throws IOException, InterruptedException {
    jcmd(server, "GC.run");
    jcmd(server, "GC.run");
    long loaders = jcmd(server, "VM.classloader_stats").lines().filter(line -> line.contains("BundleClassLoader")).count();
    Matcher metaspace = METASPACE.matcher(jcmd(server, "GC.heap_info"));
    return new Footprint(loaders, metaspace.find() ? Long.parseLong(metaspace.group(1)) : -1);
  }

  private static String jcmd(KaramailProcess server, String command) throws IOException, InterruptedException {
    String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    return Command.must(jcmd, Long.toString(server.java().pid()), command);
  }
}
