package org.karamail.plugin.ratelimit;

import org.karamail.hook.RateLimitCheck.Stage;

/** Every limit there is: its key in the configuration, the step at which it counts, who is counted, what the client reads. */
enum Limit {
  CLIENT_CONNECTIONS("clientConnections", Stage.CONNECT, Scope.CLIENT, "connections from your address"),
  NETWORK_CONNECTIONS("networkConnections", Stage.CONNECT, Scope.NETWORK, "connections from your network"),
  CLIENT_MESSAGES("clientMessages", Stage.MAIL, Scope.CLIENT, "messages from your address"),
  NETWORK_MESSAGES("networkMessages", Stage.MAIL, Scope.NETWORK, "messages from your network"),
  SENDER_MESSAGES("senderMessages", Stage.MAIL, Scope.SENDER, "messages from this sender"),
  SENDER_DOMAIN_MESSAGES("senderDomainMessages", Stage.MAIL, Scope.SENDER_DOMAIN, "messages from this sender's domain"),
  USER_MESSAGES("userMessages", Stage.MAIL, Scope.USER, "messages from your account"),
  CLIENT_RECIPIENTS("clientRecipients", Stage.RCPT, Scope.CLIENT, "recipients from your address"),
  NETWORK_RECIPIENTS("networkRecipients", Stage.RCPT, Scope.NETWORK, "recipients from your network"),
  SENDER_RECIPIENTS("senderRecipients", Stage.RCPT, Scope.SENDER, "recipients from this sender"),
  SENDER_DOMAIN_RECIPIENTS("senderDomainRecipients", Stage.RCPT, Scope.SENDER_DOMAIN, "recipients from this sender's domain"),
  USER_RECIPIENTS("userRecipients", Stage.RCPT, Scope.USER, "recipients from your account"),
  RECIPIENT_MESSAGES("recipientMessages", Stage.RCPT, Scope.RECIPIENT, "messages for this recipient");

  private final String key;
  private final Stage stage;
  private final Scope scope;
  private final String what;

  Limit(String key, Stage stage, Scope scope, String what) {
    this.key = key;
    this.stage = stage;
    this.scope = scope;
    this.what = what;
  }

  String key() {
    return key;
  }

  Stage stage() {
    return stage;
  }

  Scope scope() {
    return scope;
  }

  /** What there is too much of. */
  String what() {
    return what;
  }
}
