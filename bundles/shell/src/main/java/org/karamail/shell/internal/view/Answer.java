package org.karamail.shell.internal.view;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;

/** What a command answers. Both forms say the same; field names are promised to scripts and only ever added to. */
public interface Answer {

  /** For people. Text from outside may stand in it as it is: whoever prints it makes it harmless. */
  List<String> lines(Screen screen);

  /** For programs: exactly one JSON value. */
  void write(JsonGenerator json) throws IOException;
}
