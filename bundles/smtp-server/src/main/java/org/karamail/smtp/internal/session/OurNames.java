package org.karamail.smtp.internal.session;

import org.apache.james.protocols.api.ProtocolConfiguration;
import org.karamail.smtp.internal.settings.ListenerSettings;

/** What James wants to know of us. */
record OurNames(ListenerSettings settings) implements ProtocolConfiguration {

  @Override
  public String getGreeting() {
    return settings.hostname() + " " + settings.greeting();
  }

  @Override
  public String getSoftwareName() {
    return "Karamail";
  }

  @Override
  public String getHelloName() {
    return settings.hostname();
  }
}
