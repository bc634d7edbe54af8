package org.karamail.outbound.internal.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.karamail.model.Fault;
import org.karamail.model.Reply;
import org.karamail.routing.RelayCredentials;

/**
 * The client's side of AUTH (RFC 4954): PLAIN (RFC 4616), LOGIN, CRAM-MD5 (RFC 2195) and XOAUTH2.
 *
 * <p>A password that is not hidden goes over encrypted connections only, unless the operator wants none ({@code tls = none})
 * or the peer is this host: otherwise whoever takes STARTTLS out of a reply would be told it.
 */
final class Authentication {

  private static final int GO_ON = 334;
  private static final int DONE = 235;
  /** The mechanism that does not show the password. */
  static final String HIDDEN = "CRAM-MD5";


  private final Conversation conversation;
  private final RelayCredentials credentials;

  Authentication(Conversation conversation, RelayCredentials credentials) {
    this.conversation = conversation;
    this.credentials = credentials;
  }

  /**
   * Authenticates by the first mechanism that both sides know.
   *
   * @param mayShow whether the connection may carry a password that is not hidden
   */
  void perform(List<String> mechanisms, boolean mayShow) throws Trouble {
    List<String> offered = Arrays.asList(conversation.parameter("AUTH").toUpperCase(Locale.ROOT).split(" "));
    Optional<String> mechanism =
        mechanisms.stream().filter(offered::contains).filter(one -> mayShow || one.equals(HIDDEN)).findFirst();
    if (mechanism.isEmpty()) {
      throw Trouble.of(
          Stage.AUTH, Fault.Category.LOCAL, "it offers no AUTH that may be used " + (mayShow ? "" : "in clear: ") + offered);
    }
    Reply reply = exchange(mechanism.get());
    if (reply.code() != DONE) {
      throw Trouble.of(Stage.AUTH, reply);
    }
  }

  private Reply exchange(String mechanism) throws Trouble {
    String user = credentials.username();
    String secret = credentials.password();
    return switch (mechanism) {
      case "PLAIN" -> say("AUTH PLAIN " + base64("\0" + user + "\0" + secret));
      case "LOGIN" -> login(user, secret);
      case HIDDEN -> cramMd5(user, secret);
      case "XOAUTH2" -> xoauth2(user, secret);
      default -> throw new IllegalArgumentException("no such mechanism: " + mechanism);
    };
  }

  private Reply login(String user, String secret) throws Trouble {
    Reply reply = say("AUTH LOGIN");
    if (reply.code() == GO_ON) {
      reply = say(base64(user));
    }
    return reply.code() == GO_ON ? say(base64(secret)) : reply;
  }

  private Reply cramMd5(String user, String secret) throws Trouble {
    Reply reply = say("AUTH CRAM-MD5");
    return reply.code() == GO_ON ? say(base64(user + " " + digest(challenge(reply), secret))) : reply;
  }

  /** A server that says no to a token says why in a 334; an empty answer brings the 5yz. */
  private Reply xoauth2(String user, String token) throws Trouble {
    Reply reply = say("AUTH XOAUTH2 " + base64("user=" + user + "\u0001auth=Bearer " + token + "\u0001\u0001"));
    return reply.code() == GO_ON ? say("") : reply;
  }

  private Reply say(String line) throws Trouble {
    return conversation.say(Stage.AUTH, line);
  }

  private static byte[] challenge(Reply reply) throws Trouble {
    try {
      return Base64.getDecoder().decode(reply.text().strip());
    } catch (IllegalArgumentException garbled) {
      throw Trouble.of(Stage.AUTH, Fault.Category.PROTOCOL, "a challenge that is not base64");
    }
  }

  private static String digest(byte[] challenge, String secret) {
    try {
      Mac mac = Mac.getInstance("HmacMD5");
      mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacMD5"));
      return HexFormat.of().formatHex(mac.doFinal(challenge));
    } catch (GeneralSecurityException everyJreHasIt) {
      throw new IllegalStateException(everyJreHasIt);
    }
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
  }
}
