package org.karamail.plugin.antispam;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.karamail.testkit.ForeignDaemon;
import org.karamail.testkit.ForeignProgram;
import org.karamail.testkit.net.FreePort;

/** Debian's rspamd with a rule of our own and GTUBE, without network, on a port and a Unix socket. */
final class Rspamd {

  private static final String CONFIGURATION =
      """
      options {
        pidfile = "FOLDER/rspamd.pid";
        filters = "regexp";
        gtube_patterns = "all";
        local_addrs = [];
        dns { nameserver = ["127.0.0.1:9"]; timeout = 0.1s; retransmits = 1; }
        control_socket = "FOLDER/control.sock mode=0600";
        hs_cache_dir = "FOLDER";
        cache_file = "FOLDER/symbols.cache";
        url_tld = "FOLDER/tld.dat";
        tempdir = "FOLDER";
        disable_hyperscan = true;
      }
      lang_detection { languages = "FOLDER/none"; }
      logging { type = "console"; level = "info"; }
      worker "normal" {
        bind_socket = "127.0.0.1:PORT";
        bind_socket = "FOLDER/rspamd.sock mode=0666";
        count = 1;
      }
      actions { reject = 15; add_header = 6; greylist = 4; }
      lua = "FOLDER/rules.lua";
      """;

  private static final String RULES =
      """
      config['regexp'] = {}
      config['regexp']['KARAMAIL_FIVE'] = { re = 'Subject=/karamail-five/Hi', score = 5, description = 'test' }
      config['regexp']['KARAMAIL_SEVEN'] = { re = 'Subject=/karamail-seven/Hi', score = 7.5, description = 'test' }
      rspamd_config.KARAMAIL_ENVELOPE = {
        callback = function(task)
          local ip, from, to = task:get_from_ip(), task:get_from('smtp'), task:get_recipients('smtp')
          return ip and tostring(ip) == '192.0.2.25' and from and from[1].addr == 'sender@client.example'
            and to and to[1].addr == 'bob@local.example' and task:get_helo() == 'client.example'
        end,
        score = 0.5,
      }
      """;

  private Rspamd() {}

  static ForeignDaemon start(Path folder) {
    int port = FreePort.find();
    try {
      Files.writeString(folder.resolve("tld.dat"), "example\norg\n");
      Files.writeString(folder.resolve("rules.lua"), RULES);
      Path configuration = folder.resolve("rspamd.conf");
      Files.writeString(
          configuration, CONFIGURATION.replace("FOLDER", folder.toString()).replace("PORT", Integer.toString(port)));
      ForeignProgram program =
          ForeignProgram.start(folder, "rspamd", "-f", "-i", "-u", "root", "-g", "root", "-c", configuration.toString());
      Path socket = folder.resolve("rspamd.sock");
      return new ForeignDaemon(program, port, socket).await();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
