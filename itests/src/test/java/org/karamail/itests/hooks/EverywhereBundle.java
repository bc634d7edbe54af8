package org.karamail.itests.hooks;

import java.io.IOException;
import java.nio.file.Path;

/** Makes bundles of {@link EverywherePlugin}, in any version. */
public final class EverywhereBundle {

  /** Its symbolic name. */
  public static final String NAME = "org.example.everywhere";

  private EverywhereBundle() {}

  /** Puts a version into a deploy folder. */
  public static void into(Path deploy, String file, String version) throws IOException {
    new HookBundle(NAME, EverywherePlugin.class).into(deploy, file, version);
  }
}
