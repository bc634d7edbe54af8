package org.karamail.plugin.milter;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.karamail.hook.IncomingMessage;
import org.karamail.hook.Session;
import org.karamail.model.Mailbox;

/** The macros that sendmail and Postfix give milters at each step, as far as we know their values. */
final class Macros {

  private final Draft draft;
  private final String hostname;
  private Optional<Mailbox> recipient = Optional.empty();

  Macros(Draft draft, String hostname) {
    this.draft = draft;
    this.hostname = hostname;
  }

  /** The recipient that is told next. */
  void recipient(Mailbox next) {
    recipient = Optional.of(next);
  }

  /** Names and values in turn. */
  List<String> at(Step step) {
    List<String> texts = new ArrayList<>();
    switch (step) {
      case CONNECT -> connection(texts);
      case HELO -> session().flatMap(Session::tls).ifPresent(
          tls -> {
            put(texts, "{tls_version}", tls.protocol());
            put(texts, "{cipher}", tls.cipher());
          });
      case MAIL -> sender(texts);
      case RCPT -> recipient.ifPresent(one -> address(texts, "rcpt", one));
      case DATA, END_OF_HEADER, END -> put(texts, "i", mail().id().toString());
      case HEADER, BODY -> {}
    }
    return texts;
  }

  private void connection(List<String> texts) {
    put(texts, "j", hostname);
    put(texts, "v", "Karamail");
    session().ifPresent(
        session -> {
          put(texts, "{daemon_name}", session.listener());
          put(texts, "{daemon_port}", Integer.toString(session.localPort()));
          put(texts, "{client_addr}", session.remoteAddress().getHostAddress());
          put(texts, "{client_port}", Integer.toString(session.remotePort()));
          put(texts, "{client_name}", "unknown");
        });
  }

  private void sender(List<String> texts) {
    put(texts, "i", mail().id().toString());
    draft.sender().mailbox().ifPresent(one -> address(texts, "mail", one));
    session().flatMap(Session::user).ifPresent(
        user -> {
          put(texts, "{auth_type}", "PLAIN");
          put(texts, "{auth_authen}", user);
        });
  }

  private static void address(List<String> texts, String kind, Mailbox address) {
    put(texts, "{" + kind + "_addr}", address.toString());
    put(texts, "{" + kind + "_host}", address.domain().text());
    put(texts, "{" + kind + "_mailer}", "smtp");
  }

  private IncomingMessage mail() {
    return draft.original();
  }

  private Optional<Session> session() {
    return mail().session();
  }

  private static void put(List<String> texts, String name, String value) {
    texts.add(name);
    texts.add(Packet.octets(value));
  }
}
