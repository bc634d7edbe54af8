package org.karamail.plugin.contentfilter;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.codec.DecoderUtil;
import org.apache.james.mime4j.stream.EntityState;
import org.apache.james.mime4j.stream.Field;
import org.apache.james.mime4j.stream.MimeConfig;
import org.apache.james.mime4j.stream.MimeTokenStream;
import org.apache.james.mime4j.stream.NameValuePair;
import org.apache.james.mime4j.stream.RawField;
import org.apache.james.mime4j.stream.RawFieldParser;
import org.apache.james.mime4j.util.MimeParameterMapping;
import org.karamail.hook.Call;
import org.karamail.hook.IncomingMessage;

/** Looks into a message: through its parts, the messages in it, and the archives in those. */
final class MessageReader {

  /** Streams are read through as many streams as there are multiparts around. */
  private static final int DEEPEST_MULTIPART = 50;

  private static final int MOST_FIELDS = 1000;
  private static final int LONGEST_FIELD = 100_000;
  private static final MimeConfig CONFIG =
      new MimeConfig.Builder()
          .setMaxLineLen(-1)
          .setMaxHeaderCount(MOST_FIELDS)
          .setMaxHeaderLen(LONGEST_FIELD)
          .setMaxContentLen(-1)
          .build();

  private final Sight sight;
  private final Archives archives;
  private String partName = "";

  private MessageReader(Sight sight) {
    this.sight = sight;
    this.archives = new Archives(sight);
  }

  /** What is in a message, as far as the limits let us see. */
  static Contents read(IncomingMessage mail, Limits limits, Call call) {
    Sight sight = new Sight(limits, call);
    try (InputStream body = mail.body().open()) {
      new MessageReader(sight).read(new SequenceInputStream(new ByteArrayInputStream(mail.headers().toBytes()), body));
      return sight.contents(Optional.empty());
    } catch (IOException | MimeException broken) {
      return sight.contents(Optional.of(String.valueOf(broken.getMessage()).replaceAll("[^ -~]", "?")));
    }
  }

  private void read(InputStream in) throws IOException, MimeException {
    MimeTokenStream stream = new MimeTokenStream(CONFIG);
    stream.parse(in);
    int messages = 0;
    int multiparts = 0;
    for (EntityState state = stream.getState(); state != EntityState.T_END_OF_STREAM; state = stream.next()) {
      switch (state) {
        case T_START_MESSAGE -> sight.depth(messages++);
        case T_END_MESSAGE -> messages--;
        case T_START_HEADER -> partName = "";
        case T_FIELD -> field(stream.getField());
        case T_START_MULTIPART -> {
          sight.part(stream.getBodyDescriptor().getMimeType());
          if (++multiparts > DEEPEST_MULTIPART) {
            throw new LimitExceededException("multiparts nested more than " + DEEPEST_MULTIPART + " deep");
          }
        }
        case T_END_MULTIPART -> multiparts--;
        case T_BODY -> {
          sight.part(stream.getBodyDescriptor().getMimeType());
          archives.look(stream.getDecodedInputStream(), partName, 1);
        }
        default -> {}
      }
    }
  }

  private void field(Field field) {
    String parameter =
        switch (field.getNameLowerCase()) {
          case "content-disposition" -> "filename";
          case "content-type" -> "name";
          default -> "";
        };
    if (!parameter.isEmpty()) {
      RawField raw = field instanceof RawField own ? own : new RawField(field.getName(), field.getBody());
      name(RawFieldParser.DEFAULT.parseRawBody(raw).getParams(), parameter);
    }
  }

  /** RFC 2231 as it should be, RFC 2047 as many write it. */
  private void name(List<NameValuePair> parameters, String wanted) {
    MimeParameterMapping mapping = new MimeParameterMapping();
    parameters.forEach(pair -> mapping.addParameter(pair.getName(), Optional.ofNullable(pair.getValue()).orElse("")));
    Optional.ofNullable(mapping.get(wanted)).ifPresent(
        name -> {
          sight.name(name);
          partName = DecoderUtil.decodeEncodedWords(name, StandardCharsets.UTF_8);
          sight.name(partName);
        });
  }
}
