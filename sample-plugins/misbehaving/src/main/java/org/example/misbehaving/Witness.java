package org.example.misbehaving;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.karamail.hook.Call;
import org.karamail.hook.HookFault;
import org.karamail.hook.HookRecovery;
import org.karamail.hook.error.ErrorHook;
import org.karamail.hook.error.RecoveryHook;
import org.osgi.service.component.annotations.Component;

/** Writes down what goes wrong, a line for each fault and each recovery. */
@Component
public final class Witness implements ErrorHook, RecoveryHook {

  @Override
  public void onError(HookFault fault, Call call) {
    write(call, "fault " + fault.point() + " " + fault.kind() + " " + fault.detail());
  }

  @Override
  public void onRecovery(HookRecovery recovery, Call call) {
    write(call, "recovery " + recovery.point());
  }

  private static synchronized void write(Call call, String line) {
    Path file = call.dataFolder().resolve("witnessed");
    try {
      Files.writeString(file, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
