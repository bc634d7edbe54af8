package org.karamail.testkit.smtp;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The server's side of PLAIN, LOGIN, CRAM-MD5 and XOAUTH2, for the one user there is. */
final class PeerAuthentication {

  private static final String CHALLENGE = "<1896.697170952@peer.example>";

  private final Challenge challenge;

  /** Says 334 with this text and gives back what the client answers. */
  interface Challenge {
    String ask(String base64) throws IOException;
  }

  PeerAuthentication(Challenge challenge) {
    this.challenge = challenge;
  }

  /** Plays the exchange that this AUTH line begins; empty when it proves nothing. */
  Optional<String> prove(String line) throws IOException {
    String[] words = line.split(" ");
    String mechanism = words.length > 1 ? words[1].toUpperCase(Locale.ROOT) : "";
    boolean holds =
        switch (mechanism) {
          case "PLAIN" -> decoded(initial(words)).equals("\0" + ScriptedPeer.USER + "\0" + ScriptedPeer.SECRET);
          case "LOGIN" -> login();
          case "CRAM-MD5" -> cramMd5();
          case "XOAUTH2" -> decoded(initial(words))
              .equals("user=" + ScriptedPeer.USER + "\1auth=Bearer " + ScriptedPeer.SECRET + "\1\1");
          default -> false;
        };
    return holds ? Optional.of(ScriptedPeer.USER) : Optional.empty();
  }

  private String initial(String[] words) throws IOException {
    return words.length > 2 ? words[2] : challenge.ask("");
  }

  private boolean login() throws IOException {
    String user = decoded(challenge.ask(encoded("Username:")));
    String password = decoded(challenge.ask(encoded("Password:")));
    return user.equals(ScriptedPeer.USER) && password.equals(ScriptedPeer.SECRET);
  }

  private boolean cramMd5() throws IOException {
    String answer = decoded(challenge.ask(encoded(CHALLENGE)));
    try {
      Mac mac = Mac.getInstance("HmacMD5");
      mac.init(new SecretKeySpec(ScriptedPeer.SECRET.getBytes(UTF_8), "HmacMD5"));
      String digest = HexFormat.of().formatHex(mac.doFinal(CHALLENGE.getBytes(UTF_8)));
      return answer.equals(ScriptedPeer.USER + " " + digest);
    } catch (GeneralSecurityException everyJreHasIt) {
      throw new IllegalStateException(everyJreHasIt);
    }
  }

  private static String encoded(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
  }

  private static String decoded(String base64) {
    return new String(Base64.getDecoder().decode(base64), UTF_8);
  }
}
