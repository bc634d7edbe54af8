package org.karamail.plugin.contentfilter;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.karamail.hook.IncomingMessage;
import org.karamail.settings.Units;

/** Something that a message is or is not. */
sealed interface Condition {

  /** The words of all conditions, for a refusal. */
  String ACCEPTED =
      "conditions joined by ' and ': header NAME is GLOB|GLOB, header NAME missing, size over 10MB, recipients over 50,"
          + " name is *.exe|*.scr, type is GLOB|GLOB, archive is rar|cab, parts over 100, encrypted archive";

  Pattern HEADER_IS = Pattern.compile("header ([!-9;-~]+) is (.+)");
  Pattern HEADER_MISSING = Pattern.compile("header ([!-9;-~]+) missing");
  Pattern SIZE = Pattern.compile("size over (\\S+)");
  Pattern COUNT = Pattern.compile("(recipients|parts) over (\\d{1,6})");
  Pattern PART = Pattern.compile("(name|type|archive) is (.+)");
  String ENCRYPTED = "encrypted archive";

  boolean holds(IncomingMessage mail, Contents contents);

  /** Whether the message must be looked into to know. */
  default boolean needsContents() {
    return true;
  }

  /** Reads one; empty when the text is none. */
  static Optional<Condition> parse(String text) {
    Matcher is = HEADER_IS.matcher(text);
    Matcher missing = HEADER_MISSING.matcher(text);
    Matcher size = SIZE.matcher(text);
    Matcher count = COUNT.matcher(text);
    Matcher part = PART.matcher(text);
    if (missing.matches()) {
      return Optional.of(new HeaderMissing(missing.group(1)));
    } else if (is.matches()) {
      return Optional.of(new HeaderIs(is.group(1), Globs.parse(is.group(2))));
    } else if (size.matches()) {
      return Units.size(size.group(1)).map(Larger::new);
    } else if (count.matches()) {
      int most = Integer.parseInt(count.group(2));
      return Optional.of(count.group(1).equals("parts") ? new MoreParts(most) : new MoreRecipients(most));
    } else if (part.matches()) {
      Globs globs = Globs.parse(part.group(2));
      return Optional.of(
          switch (part.group(1)) {
            case "name" -> new NameIs(globs);
            case "type" -> new TypeIs(globs);
            default -> new ArchiveIs(globs);
          });
    }
    return text.equals(ENCRYPTED) ? Optional.of(new Encrypted()) : Optional.empty();
  }

  /** One of the fields of this name has such a value. */
  record HeaderIs(String name, Globs globs) implements Condition {
    @Override
    public boolean holds(IncomingMessage mail, Contents contents) {
      return mail.headers().fields().stream().anyMatch(field -> field.isNamed(name) && globs.fit(field.value()));
    }

    @Override
    public boolean needsContents() {
      return false;
    }
  }

  /** There is no field of this name. */
  record HeaderMissing(String name) implements Condition {
    @Override
    public boolean holds(IncomingMessage mail, Contents contents) {
      return mail.headers().count(name) == 0;
    }

    @Override
    public boolean needsContents() {
      return false;
    }
  }

  /** Header and body are larger. */
  record Larger(long size) implements Condition {
    @Override
    public boolean holds(IncomingMessage mail, Contents contents) {
      return mail.headers().size() + mail.body().size() > size;
    }

    @Override
    public boolean needsContents() {
      return false;
    }
  }

  /** There are more recipients. */
  record MoreRecipients(int most) implements Condition {
    @Override
    public boolean holds(IncomingMessage mail, Contents contents) {
      return mail.recipients().size() > most;
    }

    @Override
    public boolean needsContents() {
      return false;
    }
  }

  /** There are more parts. */
  record MoreParts(int most) implements Condition {
    @Override
    public boolean holds(IncomingMessage mail, Contents contents) {
      return contents.parts() > most;
    }
  }

  /** An attachment, or a file in an archive, has such a name. */
  record NameIs(Globs globs) implements Condition {
    @Override
    public boolean holds(IncomingMessage mail, Contents contents) {
      return contents.names().stream().anyMatch(globs::fit);
    }
  }

  /** A part has such a type. */
  record TypeIs(Globs globs) implements Condition {
    @Override
    public boolean holds(IncomingMessage mail, Contents contents) {
      return contents.types().stream().anyMatch(globs::fit);
    }
  }

  /** There is an archive of such a kind, attached or in another. */
  record ArchiveIs(Globs globs) implements Condition {
    @Override
    public boolean holds(IncomingMessage mail, Contents contents) {
      return contents.archives().stream().anyMatch(globs::fit);
    }
  }

  /** An archive holds something encrypted. */
  record Encrypted() implements Condition {
    @Override
    public boolean holds(IncomingMessage mail, Contents contents) {
      return contents.isEncrypted();
    }
  }
}
