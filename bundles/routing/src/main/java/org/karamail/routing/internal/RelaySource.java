package org.karamail.routing.internal;

/** Where the components of this bundle get the settings for mail that leaves. Answers without waiting. */
interface RelaySource {

  RelaySettings relay();
}
