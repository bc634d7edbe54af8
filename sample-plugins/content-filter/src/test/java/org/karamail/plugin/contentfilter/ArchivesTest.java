package org.karamail.plugin.contentfilter;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.karamail.hook.Verdict;
import org.karamail.hook.catalogue.HookPoints;
import org.karamail.testkit.ForeignProgram;
import org.karamail.testkit.hook.Asked;
import org.karamail.testkit.hook.HookHarness;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

/** Archives as the programs of Debian make them: tar, gzip, bzip2, xz, zip, 7zz. */
class ArchivesTest {

  private static final Map<String, Object> NO_PROGRAMS =
      Map.of("rules", "one", "one.if", "name is evil.exe", "one.then", "reject Found");
  private static final String SEVEN = "7zz";
  private static final String BROKEN = "cannot be looked into: ";
  private static final Map<String, String> MAGIC =
      Map.of(
          "rar", "Rar!\u001a\u0007\u0001\0", "cab", "MSCF\0\0\0\0", "zstd", "(\u00b5/\u00fd", "lzip", "LZIP", "compress",
          "\u001f\u009d", "cpio", "070701", "ar", "!<arch>\n", "7z", "7z\u00bc\u00af'\u001c");

  @TempDir Path folder;
  @TempDir Path data;

  @ParameterizedTest
  @CsvSource({
    "tar, -cf", "tar.gz, -czf", "tar.bz2, -cjf", "tar.xz, -cJf", "tar, --format=v7 -cf", "tar, --format=gnu -cf",
    "tar, --format=pax -cf", "tar.gz, --format=ustar -czf"
  })
  void whatLiesInATarIsSeenHoweverItIsPacked(String suffix, String form) throws IOException {
    byte[] archive = archive("a." + suffix, "tar", form);
    ask(NO_PROGRAMS, "picture.png", archive).rejects("5.7.1").saying("Found");
    ask(without("evil.exe"), "picture.png", archive).proceeds();
  }

  @ParameterizedTest
  @ValueSource(strings = {"-mx=9", "-m0=LZMA", "-m0=BZip2", "-m0=Deflate", "-m0=PPMd", "-m0=Copy", "-ms=off", "-mhc=off"})
  void whatLiesInA7zArchiveIsSeen(String form) throws IOException {
    byte[] archive = archive("a.7z", SEVEN, "a -bd " + form);
    ask(NO_PROGRAMS, "a.bin", archive).rejects("5.7.1");
  }

  @Test
  void anOrdinary7zArchivePassesWhenNothingIsInIt() throws IOException {
    ask(without("evil.exe"), "a.7z", archive("a.7z", SEVEN, "a -bd")).proceeds();
    assertThat(data).as("nothing is left in the data folder").isEmptyDirectory();
  }

  @ParameterizedTest
  @CsvSource({"gz, gzip -nk", "gz, gzip -k", "bz2, bzip2 -k", "xz, xz -k", "xz, xz -9k"})
  void aFileThatIsPackedAloneIsCalledAsItIsUnpacked(String suffix, String program) throws IOException {
    Files.writeString(folder.resolve("evil.exe"), "x".repeat(100));
    run(program + " evil.exe");
    byte[] packed = Files.readAllBytes(folder.resolve("evil.exe." + suffix));
    ask(with(NO_PROGRAMS, "maxMemory", "80MB"), "EVIL.exe." + suffix, packed).rejects("5.7.1");
  }

  @Test
  void aNameThatOnlyAGzipHeaderSaysIsSeen() throws IOException {
    Files.writeString(folder.resolve("evil.exe"), "x");
    run("gzip -k evil.exe");
    ask(NO_PROGRAMS, "harmless.dat", Files.readAllBytes(folder.resolve("evil.exe.gz"))).rejects("5.7.1");
  }

  @Test
  void secondMembersOfPackedFilesAreSeenToo() throws IOException {
    byte[] tar = archive("a.tar", "tar", "-cf");
    ByteArrayOutputStream two = new ByteArrayOutputStream();
    two.writeBytes(gzip(Arrays.copyOf(tar, 100)));
    two.writeBytes(gzip(Arrays.copyOfRange(tar, 100, tar.length)));
    ask(NO_PROGRAMS, "a.gz", two.toByteArray()).rejects("5.7.1");
  }

  @Test
  void archivesOfDifferentKindsInEachOtherAreSeenAsFarAsTheDepthGoes() throws IOException {
    byte[] nested = archive("a.7z", SEVEN, "a -bd");
    nested = Attached.zip("inner", nested);
    Files.write(folder.resolve("b"), nested);
    run("tar -cJf c.txz b");
    byte[] deep = Files.readAllBytes(folder.resolve("c.txz"));
    ask(NO_PROGRAMS, "c.txz", deep).rejects("5.7.1");
    ask(with(NO_PROGRAMS, "maxDepth", "3"), "c.txz", deep).quarantines().saying(BROKEN + "archives or messages nested more than 3 deep");
  }

  @ParameterizedTest
  @CsvSource({"7z, 7zz a -bd -psecret", "7z, 7zz a -bd -psecret -mhe=on", "zip, zip -q -P secret", "zip, 7zz a -bd -psecret -mem=AES256"})
  void anEncryptedArchiveIsAConditionOfItsOwnAndNeverClean(String suffix, String program) throws IOException {
    Files.writeString(folder.resolve("quiet.txt"), "x".repeat(100));
    run(program + " a." + suffix + " quiet.txt");
    byte[] archive = Files.readAllBytes(folder.resolve("a." + suffix));
    ask(NO_PROGRAMS, "a", archive).quarantines().saying(BROKEN + "an encrypted archive");
    ask(rule("encrypted archive", "reject Locked"), "a", archive).rejects("5.7.1").saying("Locked");
    ask(rule("encrypted archive", "pass"), "a", archive).proceeds();
  }

  @Test
  void namesInAnEncrypted7zArchiveThatHidesNoneAreSeen() throws IOException {
    ask(NO_PROGRAMS, "a.7z", archive("a.7z", SEVEN, "a -bd -psecret")).rejects("5.7.1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"rar", "cab", "zstd", "lzip", "compress", "cpio", "ar"})
  void anArchiveOfAKindThatIsNotLookedIntoIsUnreadableUnlessARuleSparesIt(String kind) {
    byte[] archive = (MAGIC.get(kind) + "x".repeat(200)).getBytes(ISO_8859_1);
    ask(NO_PROGRAMS, "a", archive).quarantines().saying(BROKEN + "an archive of the kind " + kind);
    ask(rule("archive is " + kind, "reject No"), "a", archive).rejects("5.7.1");
    ask(rule("archive is " + kind + "|zip", "pass"), "a", Attached.zip("inner", archive)).proceeds();
    ask(rule("archive is 7z", "reject"), "a", Attached.zip("inner", archive)).quarantines();
  }

  @Test
  void anImageOfADiskIsKnownFarBehindItsStart() {
    byte[] image = new byte[40_000];
    put(image, 0x8001, "CD001");
    ask(NO_PROGRAMS, "a.iso", image).quarantines().saying(BROKEN + "an archive of the kind iso");
  }

  @Test
  void whatAZipArchiveHidesFromThoseWhoReadItFromTheStartIsSeen() {
    byte[] quiet = Attached.zip("quiet.txt", new byte[10]);
    byte[] evil = Attached.zip("evil.exe", new byte[10]);
    ask(without("evil.exe"), "a.zip", quiet).proceeds();
    ask(NO_PROGRAMS, "a.zip", joined(quiet, evil)).quarantines().saying(BROKEN + "a zip archive with something behind its end");

    byte[] renamed = new String(quiet, ISO_8859_1).replaceFirst("(?s)(.*)quiet.txt", "$1evil.exe\0").getBytes(ISO_8859_1);
    ask(NO_PROGRAMS, "a.zip", renamed).rejects("5.7.1");
    int list = new String(quiet, ISO_8859_1).indexOf("PK\1\2");
    ask(NO_PROGRAMS, "a.zip", Arrays.copyOf(quiet, list)).quarantines().saying(BROKEN + "a zip archive without its list");
  }

  @Test
  void aZipArchiveWithNamesOfAnotherSystemIsRead() {
    byte[] umlaut = Attached.zip("b~s.exe", new byte[10]);
    byte[] legacy = new String(umlaut, ISO_8859_1).replace('~', '\u0094').getBytes(ISO_8859_1);
    legacy[7] &= ~8; // it does not say that names are UTF-8
    ask(NO_PROGRAMS, "a.zip", legacy).proceeds();
    ask(rule("name is b*s.exe", "reject"), "a.zip", legacy).rejects("5.7.1");

    ask(rule("name is b\u00f6s.exe", "reject"), "u.zip", Attached.zip("b\u00f6s.exe", new byte[10])).rejects("5.7.1");
  }

  @Test
  void bombsOfEveryKindAreLeftBeforeTheyGoOff() throws IOException {
    Files.write(folder.resolve("zeros"), new byte[32 << 20]);
    for (String program : List.of("tar -czf a zeros", "tar -cjf b zeros", "tar -cJf c zeros", "7zz a -bd d.7z zeros")) {
      run(program);
    }
    Map<String, Object> roomy = with(NO_PROGRAMS, "maxMemory", "40MB"); // 7zz takes 32 MB for what is that big
    for (String bomb : List.of("a", "b", "c", "d.7z")) {
      byte[] archive = Files.readAllBytes(folder.resolve(bomb));
      ask(roomy, bomb, archive).quarantines().saying(BROKEN + "an archive that unpacks to more than 200 times its size");
      Map<String, Object> patient = with(roomy, "maxRatio", "1000000");
      ask(patient, bomb, archive).proceeds();
      ask(with(patient, "maxUnpacked", "16MB"), bomb, archive).quarantines().saying(BROKEN + "archives of more than 16777216 octets");
    }
  }

  @Test
  void aDictionaryThatTakesTooMuchMemoryIsNotMade() throws IOException {
    ByteArrayOutputStream octets = new ByteArrayOutputStream();
    LZMA2Options large = new LZMA2Options();
    large.setDictSize(LZMA2Options.DICT_SIZE_MIN);
    try (XZOutputStream xz = new XZOutputStream(octets, large)) {
      xz.write(1);
    }
    ask(NO_PROGRAMS, "a.xz", octets.toByteArray()).proceeds();
    Files.writeString(folder.resolve("small"), "x");
    run("xz -9 small");
    ask(NO_PROGRAMS, "small.xz", Files.readAllBytes(folder.resolve("small.xz"))).quarantines();
  }

  @Test
  void aTarHeaderWithoutEndIsLeftBeforeItFillsTheMemory() throws IOException {
    byte[] tar = new byte[12 << 20];
    Arrays.fill(tar, 512, tar.length, (byte) 'n');
    writeTarHeader(tar, "././@LongLink", 'L', tar.length - 512);
    ask(with(NO_PROGRAMS, "maxRatio", "1000000"), "a.tgz", gzip(tar)).quarantines().saying(BROKEN + "an archive with a header of more than 4 MB");
  }

  @Test
  void aListOfA7zArchiveThatUnpacksWithoutEndIsNotRead() {
    int packed = 10;
    byte[] list = {
      0x17, 0x06, 0, 1, 0x09, (byte) packed, 0, // a packed list, in one stream of this size
      0x07, 0x0b, 1, 0, 1, 0x21, 0x21, 1, 0x18, // by LZMA2
      0x0c, (byte) 0xe6, 0, 0, 0x40, 0, 0 // 100 MB when it is unpacked
    };
    ByteBuffer archive = ByteBuffer.allocate(32 + packed + list.length).order(ByteOrder.LITTLE_ENDIAN);
    archive.put(MAGIC.get("7z").getBytes(ISO_8859_1)).putShort((short) 0x0400).putInt(0);
    archive.putLong(packed).putLong(list.length).putInt(0).position(32 + packed).put(list);
    ask(NO_PROGRAMS, "a.7z", archive.array()).quarantines().saying(BROKEN + "a 7z archive whose list takes more than 16 MB");

    archive.putLong(20, Long.MAX_VALUE);
    ask(NO_PROGRAMS, "a.7z", archive.array()).quarantines().saying(BROKEN + "a 7z archive whose list takes more than 16 MB");
    archive.putLong(20, 1_000);
    ask(NO_PROGRAMS, "a.7z", archive.array()).quarantines().saying(BROKEN + "a 7z archive without its end");
  }

  @Test
  void tooManyEntriesAreTooManyInEveryKind() throws IOException {
    Files.createDirectory(folder.resolve("d"));
    for (int i = 0; i < 200; i++) {
      Files.createFile(folder.resolve("d/" + i));
    }
    run("tar -cf a.tar d");
    run("7zz a -bd a.7z d");
    for (String archive : List.of("a.tar", "a.7z")) {
      ask(with(NO_PROGRAMS, "maxEntries", "100"), archive, Files.readAllBytes(folder.resolve(archive))).quarantines();
      ask(with(NO_PROGRAMS, "maxEntries", "300"), archive, Files.readAllBytes(folder.resolve(archive))).proceeds();
    }
  }

  @ParameterizedTest
  @CsvSource({"a.tar.gz, tar, -czf", "a.tar.bz2, tar, -cjf", "a.tar.xz, tar, -cJf", "a.7z, 7zz, a -bd"})
  void halfAnArchiveIsNeverClean(String name, String program, String form) throws IOException {
    byte[] whole = archive(name, program, form);
    for (int length : List.of(whole.length / 2, whole.length - 20, 40)) {
      Asked asked = ask(without("evil.exe"), name, Arrays.copyOf(whole, length));
      asked.quarantines();
    }
  }

  @ParameterizedTest
  @CsvSource({"a.tar, tar, -cf", "a.tar.gz, tar, -czf", "a.tar.bz2, tar, -cjf", "a.tar.xz, tar, -cJf", "a.7z, 7zz, a -bd", "b.7z, 7zz, a -bd -mhc=off"})
  void whateverIsInAnArchiveItIsAnsweredByAVerdict(String name, String program, String form) throws IOException {
    byte[] whole = archive(name, program, form);
    Random random = new Random(name.hashCode());
    for (int i = 0; i < 150; i++) {
      byte[] spoilt = whole.clone();
      for (int j = 0; j <= i % 4; j++) {
        spoilt[6 + random.nextInt(spoilt.length - 6)] = (byte) random.nextInt();
      }
      Verdict verdict = ask(NO_PROGRAMS, name, spoilt).verdict();
      assertThat(verdict.kind()).isIn(Verdict.Kind.PROCEED, Verdict.Kind.REJECT, Verdict.Kind.QUARANTINE);
    }
  }

  /** An archive of some text and a program in a folder. */
  private byte[] archive(String name, String program, String form) throws IOException {
    Path inner = Files.createDirectories(folder.resolve("inner"));
    Files.writeString(inner.resolve("some.txt"), new Random(1).ints(500).boxed().toList().toString());
    Files.writeString(inner.resolve("evil.exe"), "MZ" + "x".repeat(300));
    run(program + " " + form + " " + name + " inner");
    return Files.readAllBytes(folder.resolve(name));
  }

  private void run(String command) {
    String[] words = command.split(" ", -1);
    ForeignProgram.run(folder, words[0], Arrays.copyOfRange(words, 1, words.length));
  }

  private Asked ask(Map<String, Object> configuration, String name, byte[] archive) {
    return HookHarness.in(data).ask(HookPoints.ON_CONTENT_FILTER, new ContentFilter(configuration), Attached.named(name, archive));
  }

  private static Map<String, Object> rule(String conditions, String action) {
    return Map.of("rules", "one", "one.if", conditions, "one.then", action);
  }

  /** Rules that look for something else. */
  private static Map<String, Object> without(String present) {
    return rule("name is not-" + present, "reject");
  }

  private static Map<String, Object> with(Map<String, Object> configuration, String key, String value) {
    Map<String, Object> more = new HashMap<>(configuration);
    more.put(key, value);
    return more;
  }

  private static byte[] gzip(byte[] octets) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(octets);
    }
    return packed.toByteArray();
  }

  private static byte[] joined(byte[] one, byte[] other) {
    byte[] both = Arrays.copyOf(one, one.length + other.length);
    System.arraycopy(other, 0, both, one.length, other.length);
    return both;
  }

  private static void writeTarHeader(byte[] tar, String name, char type, long size) {
    Arrays.fill(tar, 0, 512, (byte) 0);
    put(tar, 0, name);
    put(tar, 100, "0000644\0" + "0000000\0" + "0000000\0" + String.format("%011o", size) + " " + "00000000000 " + "        " + type);
    put(tar, 257, "ustar  \0");
    int sum = 0;
    for (int i = 0; i < 512; i++) {
      sum += tar[i] & 0xff;
    }
    put(tar, 148, String.format("%06o", sum) + "\0 ");
  }

  private static void put(byte[] target, int at, String text) {
    byte[] octets = text.getBytes(US_ASCII);
    System.arraycopy(octets, 0, target, at, octets.length);
  }
}
