package org.karamail.plugin.contentfilter;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.apache.commons.compress.PasswordRequiredException;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * Lists what lies in archives, and in archives in them, while they stream by: nothing is kept but names. A 7z archive alone
 * cannot be read that way, and lies in a file meanwhile ({@link SevenZipListing}).
 *
 * <p>How much comes out is counted while it comes out, so a bomb is left before it is large: by depth, by entries, by octets,
 * by the ratio once more than a megabyte has come out, and by the memory that unpacking takes. A known archive of a kind that is
 * not looked into is unreadable, never nothing.
 */
final class Archives {

  private static final long KB = 1024;

  private final Sight sight;

  Archives(Sight sight) {
    this.sight = sight;
  }

  /**
   * Looks at what may be an archive; passes over what is none.
   *
   * @param name what it is called, as far as is known
   */
  void look(InputStream in, String name, int depth) throws IOException {
    BufferedInputStream buffered = new BufferedInputStream(in);
    buffered.mark(Kind.HEAD);
    byte[] head = buffered.readNBytes(Kind.HEAD);
    buffered.reset();
    Optional<Kind> kind = Kind.of(head);
    if (kind.isEmpty()) {
      return;
    }
    sight.archive(kind.get());
    sight.depth(depth);
    try {
      list(kind.get(), new Packed(buffered), name, depth);
    } catch (PasswordRequiredException locked) {
      sight.encrypted();
    } catch (CancellationException | UncheckedIOException fault) {
      throw fault;
    } catch (RuntimeException broken) {
      // what those who read archives say of one that makes no sense
      throw new IOException("a broken " + kind.get().word() + " archive", broken);
    }
  }

  private void list(Kind kind, Packed packed, String name, int depth) throws IOException {
    switch (kind) {
      case ZIP -> new ZipListing(sight, this).list(packed, depth);
      case TAR -> tar(packed, depth);
      case SEVEN_ZIP -> new SevenZipListing(sight, this).list(packed, depth);
      case GZIP -> gzip(packed, name, depth);
      case BZIP2 -> single(new BZip2CompressorInputStream(packed, true), packed, inner(name), depth);
      case XZ -> single(new XZInputStream(packed, (int) (sight.limits().memory() / KB)), packed, inner(name), depth);
      default -> sight.unknown(kind);
    }
  }

  // None of the streams is closed: that would close the part it is read from.

  private void tar(Packed packed, int depth) throws IOException {
    TarArchiveInputStream tar = new TarArchiveInputStream(packed, UTF_8.name());
    for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
      entry(entry.getName(), new Unpacking(tar, packed, sight), depth);
    }
  }

  private void gzip(Packed packed, String name, int depth) throws IOException {
    GzipCompressorInputStream gzip =
        GzipCompressorInputStream.builder()
            .setInputStream(packed)
            .setDecompressConcatenated(true)
            .setOnMemberStart(member -> sight.name(Optional.ofNullable(member.getMetaData().getFileName()).orElse("")))
            .get();
    single(gzip, packed, inner(name), depth);
  }

  private void single(InputStream unpacked, Packed packed, String name, int depth) throws IOException {
    entry(name, new Unpacking(unpacked, packed, 0, sight), depth);
  }

  /** Counts a file in an archive, remembers its name, and looks into it. */
  void entry(String name, Unpacking content, int depth) throws IOException {
    sight.entry();
    sight.name(name);
    look(content, name, depth + 1);
    content.skipAll();
  }

  /** What is called {@code a.exe.gz} is {@code a.exe} when it is unpacked; {@code a.tgz} is {@code a.tar}. */
  private static String inner(String name) {
    int dot = name.lastIndexOf('.');
    String kind = name.substring(dot + 1).toLowerCase(Locale.ROOT);
    return switch (dot < 0 ? "" : kind) {
      case "gz", "bz2", "bz", "xz", "z" -> name.substring(0, dot);
      case "tgz", "tbz", "tbz2", "txz" -> name.substring(0, dot) + ".tar";
      default -> "";
    };
  }
}
