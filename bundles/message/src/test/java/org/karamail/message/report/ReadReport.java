package org.karamail.message.report;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.List;
import org.apache.james.mime4j.dom.Entity;
import org.apache.james.mime4j.dom.Multipart;
import org.apache.james.mime4j.dom.SingleBody;
import org.apache.james.mime4j.message.DefaultMessageBuilder;
import org.apache.james.mime4j.stream.MimeConfig;
import org.karamail.message.HeaderBlock;
import org.karamail.message.Message;

/** A report as its reader sees it: parsed by mime4j, its status group by group. */
final class ReadReport {

  private ReadReport() {}

  static void assertSevenBit(Message message) throws IOException {
    String text = new String(octets(message), ISO_8859_1);
    assertThat(text.chars().filter(c -> c == 0 || c > 0x7e)).isEmpty();
    assertThat(text).doesNotContainPattern("\r(?!\n)").doesNotContainPattern("(?<!\r)\n").endsWith("\r\n");
    assertThat(text.lines().mapToInt(String::length).max().orElse(0)).isLessThanOrEqualTo(998);
  }

  static org.apache.james.mime4j.dom.Message parse(Message message) throws IOException {
    DefaultMessageBuilder parser = new DefaultMessageBuilder();
    parser.setMimeEntityConfig(MimeConfig.PERMISSIVE);
    return parser.parseMessage(new ByteArrayInputStream(octets(message)));
  }

  static List<Entity> parts(Message message) throws IOException {
    return ((Multipart) parse(message).getBody()).getBodyParts();
  }

  static String field(Entity entity, String name) {
    return entity.getHeader().getField(name).getBody();
  }

  static String text(Entity part) throws IOException {
    try (InputStream in = ((SingleBody) part.getBody()).getInputStream()) {
      return new String(in.readAllBytes(), Charset.forName(part.getCharset()));
    }
  }

  static List<HeaderBlock> status(Message message) throws IOException {
    return Arrays.stream(text(parts(message).get(1)).split("\r\n\r\n"))
        .map(group -> HeaderBlock.of((group.strip() + "\r\n").getBytes(ISO_8859_1)))
        .toList();
  }

  static List<String> names(HeaderBlock group) {
    return group.fields().stream().map(field -> field.name()).toList();
  }

  static String value(HeaderBlock group, String name) {
    return group.first(name).orElseThrow().value();
  }

  static byte[] octets(Message message) throws IOException {
    ByteArrayOutputStream octets = new ByteArrayOutputStream();
    message.writeTo(octets);
    return octets.toByteArray();
  }
}
