package org.karamail.testkit.engine;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.karamail.hook.Call;
import org.karamail.hook.Notes;
import org.karamail.hook.engine.HookSubject;
import org.karamail.hook.engine.NoteBook;
import org.karamail.hook.engine.NoteValue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A call with all the time in the world; its notes are on the page at once. */
record HandedCall(HookSubject subject) implements Call, Notes {

  @Override
  public Duration remaining() {
    return Duration.ofHours(1);
  }

  @Override
  public boolean cancelled() {
    return subject.gone().getAsBoolean();
  }

  @Override
  public Logger log() {
    return LoggerFactory.getLogger(HandedCall.class);
  }

  @Override
  public Notes notes() {
    return this;
  }

  @Override
  public Path dataFolder() {
    return Path.of(System.getProperty("java.io.tmpdir"));
  }

  @Override
  public Optional<String> text(Scope scope, String key) {
    return find(scope, key).map(value -> ((NoteValue.Text) value).value());
  }

  @Override
  public OptionalLong number(Scope scope, String key) {
    return find(scope, key).map(value -> OptionalLong.of(((NoteValue.Whole) value).value())).orElse(OptionalLong.empty());
  }

  @Override
  public boolean flag(Scope scope, String key) {
    return find(scope, key).map(value -> ((NoteValue.Flag) value).value()).orElse(false);
  }

  @Override
  public Optional<byte[]> octets(Scope scope, String key) {
    return Optional.empty();
  }

  @Override
  public void put(Scope scope, String key, String value) {
    put(scope, key, Optional.of(new NoteValue.Text(value)));
  }

  @Override
  public void put(Scope scope, String key, long value) {
    put(scope, key, Optional.of(new NoteValue.Whole(value)));
  }

  @Override
  public void put(Scope scope, String key, boolean value) {
    put(scope, key, Optional.of(new NoteValue.Flag(value)));
  }

  @Override
  public void put(Scope scope, String key, byte[] value) {
    throw new UnsupportedOperationException("no test needs octets yet");
  }

  @Override
  public void remove(Scope scope, String key) {
    put(scope, key, Optional.empty());
  }

  private Optional<NoteValue> find(Scope scope, String key) {
    return page(scope).find(key);
  }

  private void put(Scope scope, String key, Optional<NoteValue> value) {
    page(scope).merge(Map.of(key, value));
  }

  private NoteBook.Page page(Scope scope) {
    return subject
        .notes()
        .page(scope)
        .orElseThrow(() -> new IllegalArgumentException("there are no notes of the " + scope + " now"));
  }
}
