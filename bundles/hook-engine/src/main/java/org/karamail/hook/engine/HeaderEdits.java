package org.karamail.hook.engine;

import org.karamail.hook.Edits;
import org.karamail.hook.Edits.Edit;
import org.karamail.message.HeaderBlock;

/** Makes the edits of a header, for all who ask hooks; what they do to body and envelope is the asker's business. */
public final class HeaderEdits {

  private HeaderEdits() {}

  /** This header with the edits made that concern a header. */
  public static HeaderBlock make(Edits edits, HeaderBlock headers) {
    HeaderBlock edited = headers;
    for (Edit edit : edits.list()) {
      edited = make(edit, edited);
    }
    return edited;
  }

  /** The same for one edit; the same header where it concerns something else. */
  public static HeaderBlock make(Edit edit, HeaderBlock headers) {
    if (edit instanceof Edit.AddField add) {
      return headers.withOnTop(add.field());
    } else if (edit instanceof Edit.RemoveFields remove) {
      return headers.without(remove.name());
    } else if (edit instanceof Edit.ReplaceFields replace) {
      return headers.without(replace.field().name()).withOnTop(replace.field());
    }
    return headers;
  }
}
