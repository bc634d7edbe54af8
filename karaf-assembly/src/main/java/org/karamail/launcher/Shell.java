package org.karamail.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import org.apache.karaf.client.Main;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.auth.password.UserAuthPasswordFactory;
import org.apache.sshd.client.channel.ChannelExec;
import org.apache.sshd.client.channel.ClientChannelEvent;
import org.apache.sshd.client.config.hosts.HostConfigEntryResolver;
import org.apache.sshd.client.keyverifier.AcceptAllServerKeyVerifier;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.keyprovider.KeyIdentityProvider;
import org.apache.sshd.common.util.io.output.NoCloseOutputStream;

/**
 * Runs commands in the server's shell over SSH.
 *
 * <p>Arguments: {@code PORT PASSWORD-FILE interactive}, or {@code … run COMMAND…}, or {@code … lines}, which runs the
 * lines of standard input until one fails. What a command prints goes to standard output, and nothing else does; why it
 * failed goes to standard error. Ends with the command's status, or with 2 when there was no talking to the server.
 *
 * <p>It only ever talks to the same machine, to the server that its own user started: any host key will do.
 */
public final class Shell {
  private static final String USER = "admin";
  private static final String HOST = "127.0.0.1";
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final int FAILED = 1;
  private static final int UNREACHABLE = 2;

  private Shell() {}

  public static void main(String[] args) throws Exception {
    int port = Integer.parseInt(args[0]);
    String password = Files.readString(Path.of(args[1])).strip();
    if (args[2].equals("interactive")) {
      Main.main(new String[] {"-h", HOST, "-a", args[0], "-u", USER, "-p", password});
      return;
    }
    String command =
        args[2].equals("lines")
            ? new String(System.in.readAllBytes(), UTF_8)
            : String.join(" ", List.of(args).subList(3, args.length));
    System.exit(run(port, password, command));
  }

  private static int run(int port, String password, String command) {
    try (SshClient client = client()) {
      client.start();
      try (ClientSession session = client.connect(USER, HOST, port).verify(PATIENCE).getSession()) {
        session.addPasswordIdentity(password);
        session.auth().verify(PATIENCE);
        return execute(session, command);
      }
    } catch (IOException e) {
      System.err.println("No shell at " + HOST + " port " + port + ": " + e.getMessage());
      return UNREACHABLE;
    }
  }

  private static SshClient client() {
    SshClient client = SshClient.setUpDefaultClient();
    client.setServerKeyVerifier(AcceptAllServerKeyVerifier.INSTANCE);
    client.setHostConfigEntryResolver(HostConfigEntryResolver.EMPTY);
    client.setKeyIdentityProvider(KeyIdentityProvider.EMPTY_KEYS_PROVIDER);
    client.setUserAuthFactories(List.of(UserAuthPasswordFactory.INSTANCE));
    return client;
  }

  private static int execute(ClientSession session, String command) throws IOException {
    try (ChannelExec channel = session.createExecChannel(command)) {
      channel.setOut(new NoCloseOutputStream(new ErrorsApart(System.out, System.err)));
      channel.setErr(new NoCloseOutputStream(System.err));
      channel.open().verify(PATIENCE);
      channel.waitFor(EnumSet.of(ClientChannelEvent.CLOSED), Duration.ZERO);
      Integer status = channel.getExitStatus();
      return status == null ? FAILED : status;
    } finally {
      System.out.flush();
    }
  }
}
