package cn.lvyue.hub.evidence.verifier;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * Checks an evidence file of Lvyue Hub (履约枢纽) without the hub: with a JDK of version 17 or later and nothing else.
 *
 * <pre>java EvidenceVerifier.java evidence.zip [--pinned statement.txt] [--key public-key-hex] [--json] [--html page.html]</pre>
 *
 * <p>A statement that was kept outside the hub ({@code --pinned}), or the hub's public key from a source you trust ({@code --key}), is
 * what makes the check independent of whoever made the file; both may be given more than once. Every fault is listed, not the
 * first. Exit code 0: no fault; 1: faults; 2: wrong usage. Nothing is unpacked to disk, at most a few megabytes are held in memory.
 *
 * <p>This file is one class on purpose, so that it can be read, checked and run alone. The texts it reads are described in the
 * hub's documentation, {@code proof.md} and {@code evidence.md}; SM3 is GB/T 32905, SM2 GB/T 32918, the trees RFC 6962 and RFC 9162, the time
 * stamps RFC 3161.
 */
public final class EvidenceVerifier {
    private static final HexFormat HEX = HexFormat.of();

    private EvidenceVerifier() {}

    /** @param args as the class comment says */
    public static void main(String[] args) throws IOException {
        System.exit(run(args, System.out, System.err));
    }

    static int run(String[] args, PrintStream to, PrintStream errors) throws IOException {
        var utf8 = new PrintStream(to, true, StandardCharsets.UTF_8);
        var file = Optional.<Path>empty();
        var page = Optional.<Path>empty();
        var pinned = new ArrayList<Path>();
        var keys = new ArrayList<String>();
        boolean json = false;
        for (int i = 0; i < args.length; i++) {
            boolean more = i + 1 < args.length;
            if (args[i].equals("--json")) {
                json = true;
            } else if (args[i].equals("--pinned") && more) {
                pinned.add(Path.of(args[++i]));
            } else if (args[i].equals("--key") && more) {
                keys.add(args[++i].toLowerCase(Locale.ROOT).replaceAll("[^0-9a-f]", ""));
            } else if (args[i].equals("--html") && more) {
                page = Optional.of(Path.of(args[++i]));
            } else if (!args[i].startsWith("-") && file.isEmpty()) {
                file = Optional.of(Path.of(args[i]));
            } else {
                errors.println("不认识的参数 / unknown argument: " + args[i]);
                return 2;
            }
        }
        if (file.isEmpty()) {
            errors.println(
                    "用法 / usage: java EvidenceVerifier.java evidence.zip [--pinned statement.txt] [--key hex] [--json] [--html page.html]");
            return 2;
        }
        var report = verify(file.get(), pinned, keys, Limits.USUAL);
        utf8.print(json ? report.json() : report.text());
        if (page.isPresent()) {
            Files.writeString(page.get(), report.html());
        }
        return report.isFaultless() ? 0 : 1;
    }

    /**
     * @param pinned files with day statements that were kept outside the hub
     * @param keys public keys (uncompressed points, hex) that alone are trusted; empty to take those the file names
     */
    public static Report verify(Path file, List<Path> pinned, List<String> keys, Limits limits) {
        var report = new Report(String.valueOf(file.getFileName()));
        new Bundle(report, limits, keys).check(file, pinned);
        return report;
    }

    /**
     * What is read at most.
     *
     * @param entries in the ZIP
     * @param bytes unpacked, all together
     * @param text of one text that is checked, in bytes
     */
    public record Limits(int entries, long bytes, int text) {
        public static final Limits USUAL = new Limits(200_000, 64L << 30, 4 << 20);
    }

    /** What can be wrong, with its words in both languages; the same codes as in the hub's catalogue of findings. */
    public enum Code {
        A200("证据文件打不开：不是 ZIP 或已损坏", "the file cannot be opened: it is no ZIP, or damaged"),
        A201("条目路径危险", "an entry's path is dangerous"),
        A202("条目重复", "an entry stands twice"),
        A203("超出限度，可能是压缩炸弹", "too large, perhaps an archive bomb"),
        A204("清单缺失或无法读懂", "the manifest is missing or cannot be read"),
        A205("清单所列文件缺失", "a file of the manifest is missing"),
        A206("文件不在清单中", "a file is not in the manifest"),
        A207("文件与清单不符", "a file is not what the manifest says"),
        A208("内容无法读懂", "a text cannot be read"),
        A209("叶子与其证明不符", "a leaf is not the one its proof is about"),
        A210("证明路径不通向所称的根", "a path does not lead to the root it names"),
        A211("根与当日声明不符，或缺当日声明", "a root is not that of its day's statement, or the statement is missing"),
        A212("当日声明的签名不对或缺失", "the signature of a day's statement is wrong or missing"),
        A213("签名所用不是所信任的公钥", "a signature is by a key that is not trusted"),
        A214("日志前后不一致，或缺一致性证明", "the log does not continue what it was, or the proof of it is missing"),
        A215("与留存的声明矛盾", "it contradicts a statement that was kept outside"),
        A216("记录与其叶子不符", "a record is not the one its leaf commits to"),
        A217("原文与其叶子不符", "archived bytes are not those their leaf names"),
        A218("时间戳不对", "a time stamp is wrong"),
        A219("应有的部分缺失", "something that should be here is missing"),
        A220("算法不认识", "the algorithm is unknown"),
        A221("尚未纳入已结日的声明", "not yet in the statement of a closed day"),
        A222("公钥取自文件本身，未经外部核对", "the public key was taken from the file itself and not compared with one from outside"),
        A223("清单的签名不对", "the manifest's signature is wrong"),
        A224("时间戳证书的信任链未核对", "whom the time stamp's certificate is from was not checked"),
        A225("清单未签名", "the manifest is not signed");

        /** What is told beside the faults and is no fault. */
        private static final Set<Code> REMARKS = Set.of(A221, A222, A224, A225);

        private final String zh;
        private final String en;

        Code(String zh, String en) {
            this.zh = zh;
            this.en = en;
        }

        public boolean isRemark() {
            return REMARKS.contains(this);
        }
    }

    /** One fault or remark. @param place the entry, or another name of what it is about */
    public record Finding(Code code, String place, String found, String wanted) {}

    /** All that was found, and what is proven by it. */
    public static final class Report {
        private final String file;
        private final Map<String, String> about = new LinkedHashMap<>();
        private final Map<String, Long> checked = new TreeMap<>();
        private final List<Finding> findings = new ArrayList<>();
        private final List<Proven> proven = new ArrayList<>();
        private static final int MOST = 10_000;
        private long unlisted;

        Report(String file) {
            this.file = file;
        }

        /** A record whose shown fields are proven. */
        record Proven(String place, Map<String, String> fields, int hidden, String day) {}

        void add(Code code, String place, String found, String wanted) {
            if (findings.size() < MOST) {
                findings.add(new Finding(code, place, found, wanted));
            } else if (!code.isRemark()) {
                unlisted++;
            }
        }

        void count(String what) {
            checked.merge(what, 1L, Long::sum);
        }

        public List<Finding> faults() {
            return findings.stream().filter(each -> !each.code().isRemark()).toList();
        }

        public List<Finding> remarks() {
            return findings.stream().filter(each -> each.code().isRemark()).toList();
        }

        /** Whether everything is in order. */
        public boolean isFaultless() {
            return faults().isEmpty() && unlisted == 0;
        }

        /** Whether all of it is in the signed statement of a closed day. */
        public boolean isCovered() {
            return remarks().stream().noneMatch(each -> each.code() == Code.A221);
        }

        /** How many of each kind of thing were checked. */
        public Map<String, Long> checked() {
            return Collections.unmodifiableMap(checked);
        }

        /** One JSON object. */
        public String json() {
            var out = new StringBuilder("{\"file\":").append(quoted(file));
            out.append(",\"faultless\":").append(isFaultless());
            out.append(",\"covered\":").append(isCovered()).append(",\"about\":{");
            join(
                    out,
                    about.entrySet().stream()
                            .map(each -> quoted(each.getKey()) + ":" + quoted(each.getValue()))
                            .toList());
            out.append("},\"checked\":{");
            join(
                    out,
                    checked.entrySet().stream()
                            .map(each -> quoted(each.getKey()) + ":" + each.getValue())
                            .toList());
            out.append("},\"faults\":[");
            join(out, faults().stream().map(Report::json).toList());
            out.append("],\"unlistedFaults\":").append(unlisted).append(",\"remarks\":[");
            join(out, remarks().stream().map(Report::json).toList());
            out.append("],\"proven\":[");
            join(out, proven.stream().map(Report::json).toList());
            return out.append("]}\n").toString();
        }

        private static void join(StringBuilder out, List<String> parts) {
            out.append(String.join(",", parts));
        }

        private static String json(Finding each) {
            return "{\"code\":\"%s\",\"place\":%s,\"message\":%s,\"messageEn\":%s,\"found\":%s,\"wanted\":%s}"
                    .formatted(
                            each.code(),
                            quoted(each.place()),
                            quoted(each.code().zh),
                            quoted(each.code().en),
                            quoted(each.found()),
                            quoted(each.wanted()));
        }

        private static String json(Proven each) {
            var fields = each.fields().entrySet().stream()
                    .map(field -> quoted(field.getKey()) + ":" + quoted(field.getValue()))
                    .toList();
            return "{\"place\":%s,\"day\":%s,\"fields\":{%s},\"hidden\":%d}"
                    .formatted(quoted(each.place()), quoted(each.day()), String.join(",", fields), each.hidden());
        }

        private static String quoted(String text) {
            var out = new StringBuilder("\"");
            for (int i = 0; i < text.length(); i++) {
                char c = text.charAt(i);
                if (c == '"' || c == '\\') {
                    out.append('\\').append(c);
                } else if (c < ' ' || Character.isSurrogate(c) || c == 0x2028 || c == 0x2029) {
                    out.append("\\u%04x".formatted((int) c));
                } else {
                    out.append(c);
                }
            }
            return out.append('"').toString();
        }

        private String verdict() {
            long faults = faults().size() + unlisted;
            if (faults == 0 && !isCovered()) {
                return "未发现问题，但尚未全部纳入已签名的日结 / no fault was found, but not all of it is in a signed day yet";
            }
            return faults == 0
                    ? "核验通过，未发现问题 / verified: no fault was found"
                    : "核验不通过，问题 %d 处 / not verified: %d faults".formatted(faults, faults);
        }

        /** Some lines for people. */
        public String text() {
            var out = new StringBuilder(file).append('\n').append(verdict()).append('\n');
            about.forEach((key, value) -> out.append("  %s: %s%n".formatted(key, value)));
            checked.forEach((what, n) -> out.append("  已核 checked %s: %d%n".formatted(what, n)));
            findings.forEach(each -> out.append("%s %s  %s / %s%n    有 found: %s%n    应 wanted: %s%n"
                    .formatted(
                            each.code(), each.place(), each.code().zh, each.code().en, each.found(), each.wanted())));
            return out.toString();
        }

        /** A page for people, without script and without anything from elsewhere. */
        public String html() {
            var out = new StringBuilder("""
                    <!DOCTYPE html><html lang="zh"><head><meta charset="utf-8"><title>证据核验 Evidence check</title>
                    <style>body{font-family:sans-serif;margin:2em;max-width:70em}table{border-collapse:collapse;width:100%}
                    td,th{border:1px solid #999;padding:.3em .5em;text-align:left;vertical-align:top;overflow-wrap:anywhere}
                    .ok{color:#060}.bad{color:#a00}</style></head><body><h1>证据核验 Evidence check</h1>
                    """);
            out.append("<h2 class=\"%s\">%s</h2>%n".formatted(isFaultless() ? "ok" : "bad", escaped(verdict())));
            out.append("<table>");
            row(out, "文件 file", file);
            about.forEach((key, value) -> row(out, key, value));
            checked.forEach((what, n) -> row(out, "已核 checked: " + what, Long.toString(n)));
            out.append("</table>\n");
            table(out, "问题 Faults", faults());
            table(out, "说明 Remarks", remarks());
            for (var each : proven) {
                out.append("<h2>已证实 Proven: %s</h2><p>日 day: %s · 未出示字段 fields not shown: %d</p><table>%n"
                        .formatted(escaped(each.place()), escaped(each.day()), each.hidden()));
                each.fields().forEach((name, value) -> row(out, name, value));
                out.append("</table>\n");
            }
            return out.append("</body></html>\n").toString();
        }

        private static void table(StringBuilder out, String title, List<Finding> findings) {
            out.append("<h2>%s: %d</h2>%n".formatted(title, findings.size()));
            if (findings.isEmpty()) {
                return;
            }
            out.append(
                    "<table><tr><th>代码 code</th><th>位置 place</th><th>内容 what</th><th>有 found</th><th>应 wanted</th></tr>\n");
            for (var each : findings) {
                out.append("<tr><td>%s</td><td>%s</td><td>%s<br>%s</td><td>%s</td><td>%s</td></tr>%n"
                        .formatted(
                                each.code(),
                                escaped(each.place()),
                                escaped(each.code().zh),
                                escaped(each.code().en),
                                escaped(each.found()),
                                escaped(each.wanted())));
            }
            out.append("</table>\n");
        }

        private static void row(StringBuilder out, String key, String value) {
            out.append("<tr><th>%s</th><td>%s</td></tr>%n".formatted(escaped(key), escaped(value)));
        }

        private static String escaped(String text) {
            return text.replace("&", "&amp;")
                    .replace("<", "&lt;")
                    .replace(">", "&gt;")
                    .replace("\"", "&quot;");
        }
    }

    /** The whole check of one file. */
    private static final class Bundle {
        private static final String MANIFEST = "manifest.txt";
        private static final String MANIFEST_SIGNATURE = "manifest.signature.txt";
        private static final Pattern SAFE = Pattern.compile("[^/\\\\:\\x00-\\x1f][^\\\\:\\x00-\\x1f]{0,500}");
        private static final Pattern TYPED = Pattern.compile(
                "(?:leaves/[0-9]+\\.(?:leaf|proof)|records/[0-9r-]+|days/[0-9-]+(?:\\.signature)?|consistency/[0-9]+-[0-9]+)\\.txt"
                        + "|days/[0-9-]+\\.tsr");

        private final Report report;
        private final Limits limits;
        private final Set<String> trusted;
        private final Map<String, byte[]> texts = new TreeMap<>();
        private final Map<String, String[]> digests = new HashMap<>(); // path: size and SM3 of what is there
        private final Map<Long, Leaf> leaves = new TreeMap<>();
        private final Map<String, Leaf> messages = new HashMap<>(); // those of messages, by id
        private final Map<String, Day> days = new TreeMap<>();
        private final Map<List<Object>, Boolean> grown = new HashMap<>(); // sizes and roots that are proven to continue
        private final Set<List<Object>> openTrees = new HashSet<>();
        private long left;
        private boolean evidence;

        Bundle(Report report, Limits limits, List<String> keys) {
            this.report = report;
            this.limits = limits;
            this.trusted = Set.copyOf(keys);
            this.left = limits.bytes();
        }

        /** A leaf in the tree. @param day whose statement has it; empty for none */
        private record Leaf(long index, Text text, String day) {
            String get(String key) {
                return text.get(key);
            }
        }

        private record Day(String name, long size, String root, String algorithm, byte[] bytes) {}

        void check(Path file, List<Path> pinned) {
            try (var zip = new ZipFile(file.toFile(), StandardCharsets.UTF_8)) {
                readAll(zip);
            } catch (ZipException damaged) {
                report.add(Code.A200, report.file, String.valueOf(damaged.getMessage()), "ZIP");
                return;
            } catch (IOException | IllegalArgumentException damaged) {
                report.add(Code.A200, report.file, String.valueOf(damaged.getMessage()), "ZIP");
                return;
            }
            checkManifest();
            checkDays();
            checkConsistencies();
            checkLeaves();
            checkLinks();
            checkRecords();
            checkRaw();
            checkPinned(pinned);
            checkCover();
        }

        /** Evidence of a record proves at least one record; what the log does not have yet is told. */
        private void checkCover() {
            if (evidence && report.proven.isEmpty()) {
                report.add(Code.A219, "records/", "-", "lvyue-record/1");
            }
            var waiting = report.about.getOrDefault("not-yet-in-the-log", "0");
            if (!waiting.equals("0")) {
                report.add(Code.A221, MANIFEST, waiting, "0");
            }
        }

        private void readAll(ZipFile zip) {
            if (zip.size() > limits.entries()) {
                report.add(Code.A203, report.file, zip.size() + " entries", "≤ " + limits.entries());
                return;
            }
            var seen = new HashSet<String>();
            for (var entries = zip.entries(); entries.hasMoreElements(); ) {
                var entry = entries.nextElement();
                var name = entry.getName();
                if (!isSafe(name)) {
                    report.add(Code.A201, shown(name), shown(name), "a/b.txt");
                } else if (!seen.add(name)) {
                    report.add(Code.A202, name, "2", "1");
                } else if (!entry.isDirectory()) {
                    read(zip, entry);
                }
            }
        }

        private static boolean isSafe(String name) {
            return SAFE.matcher(name).matches()
                    && Arrays.stream(name.split("/", -1)).noneMatch(part -> part.equals("..") || part.equals("."));
        }

        private static String shown(String name) {
            return name.length() > 200 ? name.substring(0, 200) + "…" : name;
        }

        private void read(ZipFile zip, ZipEntry entry) {
            var name = entry.getName();
            boolean wanted = name.equals(MANIFEST)
                    || name.equals(MANIFEST_SIGNATURE)
                    || TYPED.matcher(name).matches();
            var sm3 = new Sm3();
            var kept = new ByteArrayOutputStream();
            long size = 0;
            try (var in = zip.getInputStream(entry)) {
                var buffer = new byte[1 << 16];
                for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                    size += n;
                    left -= n;
                    if (left < 0) {
                        report.add(Code.A203, name, "> " + limits.bytes(), "≤ " + limits.bytes());
                        return;
                    }
                    sm3.update(buffer, 0, n);
                    if (wanted && size <= limits.text()) {
                        kept.write(buffer, 0, n);
                    }
                }
            } catch (IOException | IllegalArgumentException damaged) {
                report.add(Code.A200, name, String.valueOf(damaged.getMessage()), "");
                return;
            }
            digests.put(name, new String[] {Long.toString(size), HEX.formatHex(sm3.digest())});
            if (wanted && size > limits.text()) {
                report.add(Code.A203, name, Long.toString(size), "≤ " + limits.text());
            } else if (wanted) {
                texts.put(name, kept.toByteArray());
            }
        }

        private Optional<Text> text(String path, String... forms) {
            var bytes = texts.get(path);
            if (bytes == null) {
                return Optional.empty();
            }
            try {
                var text = Text.read(bytes);
                if (Arrays.asList(forms).contains(text.form)) {
                    return Optional.of(text);
                }
                report.add(Code.A208, path, text.form, String.join(", ", forms));
            } catch (Unreadable unreadable) {
                report.add(Code.A208, path, String.valueOf(unreadable.getMessage()), String.join(", ", forms));
            }
            return Optional.empty();
        }

        private void checkManifest() {
            var manifest = text(MANIFEST, "lvyue-evidence/1", "lvyue-handover/1");
            if (manifest.isEmpty()) {
                report.add(Code.A204, MANIFEST, texts.containsKey(MANIFEST) ? "?" : "-", MANIFEST);
                return;
            }
            evidence = manifest.get().form.equals("lvyue-evidence/1");
            for (var line : manifest.get().lines) {
                if (!line[0].equals("file") && !line[1].isEmpty()) {
                    report.about.merge(line[0], line[1], (one, another) -> one + "; " + another);
                }
            }
            var listed = new TreeSet<String>();
            for (var line : manifest.get().all("file")) {
                var parts = line.split(" ", 3);
                if (parts.length != 3) {
                    report.add(Code.A204, MANIFEST, line, "size digest path");
                    continue;
                }
                if (!listed.add(parts[2])) {
                    report.add(Code.A202, parts[2], "2 × " + MANIFEST, "1");
                }
                var there = digests.get(parts[2]);
                if (there == null) {
                    report.add(Code.A205, parts[2], "-", parts[2]);
                } else if (!there[0].equals(parts[0]) || !there[1].equals(parts[1])) {
                    report.add(Code.A207, parts[2], there[0] + " " + there[1], parts[0] + " " + parts[1]);
                } else {
                    report.count("files");
                }
            }
            for (var name : new TreeSet<>(digests.keySet())) {
                if (!listed.contains(name) && !name.equals(MANIFEST) && !name.equals(MANIFEST_SIGNATURE)) {
                    report.add(Code.A206, name, name, MANIFEST);
                }
            }
            checkManifestSignature();
        }

        private void checkManifestSignature() {
            if (!digests.containsKey(MANIFEST_SIGNATURE)) {
                report.add(Code.A225, MANIFEST, "-", MANIFEST_SIGNATURE);
                return;
            }
            text(MANIFEST_SIGNATURE, "lvyue-signature/1")
                    .ifPresent(signature -> checkSignature(
                            MANIFEST_SIGNATURE, signature, texts.get(MANIFEST), Code.A223, "manifest signatures"));
        }

        private void checkSignature(String path, Text signature, byte[] signed, Code wrong, String counted) {
            var key = signature.get("public-key");
            var algorithm = signature.get("algorithm");
            try {
                var point = hex(key);
                var bytes = Base64.getDecoder().decode(signature.get("signature"));
                boolean good = switch (algorithm) {
                    case "SM2-SM3" ->
                        Sm2.verify(point, signature.get("user-id").getBytes(StandardCharsets.UTF_8), signed, bytes);
                    case "ECDSA-SHA256" -> ecdsa(point, signed, bytes);
                    default -> throw new Unreadable(algorithm);
                };
                if (!good) {
                    report.add(wrong, path, "signature", key);
                    return;
                }
                report.count(counted);
            } catch (Unreadable unknown) {
                report.add(Code.A220, path, algorithm, "SM2-SM3, ECDSA-SHA256");
                return;
            } catch (IllegalArgumentException | GeneralSecurityException broken) {
                report.add(wrong, path, String.valueOf(broken.getMessage()), algorithm);
                return;
            }
            var certificate = signature.get("certificate");
            if (!certificate.isEmpty() && !certified(certificate, key)) {
                report.add(wrong, path, "certificate", key);
            }
            if (trusted.isEmpty()) {
                report.about.put("公钥 key " + signature.get("key"), key);
                if (report.remarks().stream()
                        .noneMatch(
                                each -> each.code() == Code.A222 && each.found().equals(key))) {
                    report.add(Code.A222, path, key, "--key");
                }
            } else if (!trusted.contains(key)) {
                report.add(Code.A213, path, key, String.join(", ", trusted));
            }
        }

        /** Whether a certificate is one for a key; the chain above it is for whoever trusts it. */
        private static boolean certified(String base64, String key) {
            try {
                var tbs = Der.read(Base64.getDecoder().decode(base64)).child(0);
                for (var part : tbs.children()) {
                    if (part.tag == 0x30 && part.children().size() == 2 && part.child(1).tag == 0x03) {
                        var bits = part.child(1).content();
                        return bits.length > 1
                                && HEX.formatHex(bits, 1, bits.length).equals(key);
                    }
                }
                return false;
            } catch (IllegalArgumentException broken) {
                return false;
            }
        }

        private void checkDays() {
            for (var path : List.copyOf(texts.keySet())) {
                if (path.startsWith("days/") && path.endsWith(".txt") && !path.endsWith(".signature.txt")) {
                    text(path, "lvyue-day/1").ifPresent(text -> checkedDay(path, text));
                }
            }
        }

        private void checkedDay(String path, Text text) {
            try {
                checkDay(path, text);
            } catch (IllegalArgumentException broken) {
                report.add(Code.A208, path, String.valueOf(broken.getMessage()), "lvyue-day/1");
            }
        }

        private void checkDay(String path, Text text) {
            var name = text.get("day");
            if (!path.equals("days/" + name + ".txt") || !isDay(name)) {
                report.add(Code.A208, path, name, path);
                return;
            }
            if (Hash.of(text.get("algorithm")).isEmpty()) {
                report.add(Code.A220, path, text.get("algorithm"), "SM3, SHA-256");
                return;
            }
            var day = new Day(
                    name, number(text.get("tree-size")), text.get("root"), text.get("algorithm"), texts.get(path));
            days.put(name, day);
            report.count("days");
            var signaturePath = "days/" + name + ".signature.txt";
            var signature = text(signaturePath, "lvyue-signature/1");
            if (signature.isEmpty()) {
                report.add(Code.A212, path, "-", signaturePath);
            } else {
                checkSignature(signaturePath, signature.get(), day.bytes(), Code.A212, "day signatures");
            }
            var stamp = texts.get("days/" + name + ".tsr");
            if (stamp != null) {
                checkStamp("days/" + name + ".tsr", stamp, day.bytes());
            }
        }

        private static boolean isDay(String name) {
            try {
                return LocalDate.parse(name).toString().equals(name);
            } catch (DateTimeException none) {
                return false;
            }
        }

        private void checkStamp(String path, byte[] token, byte[] stamped) {
            try {
                var stamp = TimeStamp.read(token);
                if (!stamp.isOver(stamped)) {
                    report.add(Code.A218, path, stamp.imprint(), "digest of the statement");
                } else if (!stamp.isSigned()) {
                    report.add(Code.A218, path, "signature", "signature of the authority");
                } else {
                    report.count("time stamps");
                    report.about.put("时间戳 stamped " + path, stamp.time() + " " + stamp.authority());
                    report.add(Code.A224, path, stamp.authority(), "a certificate you trust");
                }
            } catch (Unreadable unknown) {
                report.add(Code.A224, path, String.valueOf(unknown.getMessage()), "an algorithm of this program");
            } catch (IllegalArgumentException | GeneralSecurityException broken) {
                report.add(Code.A218, path, String.valueOf(broken.getMessage()), "RFC 3161");
            }
        }

        private void checkConsistencies() {
            for (var path : List.copyOf(texts.keySet())) {
                if (path.startsWith("consistency/")) {
                    text(path, "lvyue-consistency/1").ifPresent(text -> checkConsistency(path, text));
                }
            }
        }

        private void checkConsistency(String path, Text text) {
            var hash = Hash.of(text.get("algorithm"));
            if (hash.isEmpty()) {
                report.add(Code.A220, path, text.get("algorithm"), "SM3, SHA-256");
                return;
            }
            try {
                long first = number(text.get("first-size"));
                long second = number(text.get("second-size"));
                var firstRoot = text.get("first-root");
                var secondRoot = text.get("second-root");
                if (!Paths.consistent(hash.get(), first, hex(firstRoot), second, hex(secondRoot), text.path())) {
                    report.add(Code.A214, path, first + " " + firstRoot, second + " " + secondRoot);
                    return;
                }
                grown.put(List.of(first, firstRoot, second, secondRoot), true);
                report.count("consistency proofs");
            } catch (IllegalArgumentException broken) {
                report.add(Code.A208, path, String.valueOf(broken.getMessage()), "lvyue-consistency/1");
            }
        }

        private void checkLeaves() {
            for (var path : List.copyOf(texts.keySet())) {
                if (path.startsWith("leaves/") && path.endsWith(".leaf.txt")) {
                    checkLeaf(path);
                } else if (path.startsWith("leaves/") && !texts.containsKey(path.replace(".proof.txt", ".leaf.txt"))) {
                    report.add(Code.A219, path, "-", path.replace(".proof.txt", ".leaf.txt"));
                }
            }
        }

        private void checkLeaf(String path) {
            var proofPath = path.replace(".leaf.txt", ".proof.txt");
            var leaf = text(path, "lvyue-leaf/1");
            var proof = text(proofPath, "lvyue-proof/1");
            if (proof.isEmpty()) {
                report.add(Code.A219, path, "-", proofPath);
            }
            if (leaf.isEmpty() || proof.isEmpty()) {
                return;
            }
            var hash = Hash.of(proof.get().get("algorithm"));
            if (hash.isEmpty()) {
                report.add(Code.A220, proofPath, proof.get().get("algorithm"), "SM3, SHA-256");
                return;
            }
            try {
                checkLeaf(path, leaf.get(), proof.get(), hash.get());
            } catch (IllegalArgumentException broken) {
                report.add(Code.A208, proofPath, String.valueOf(broken.getMessage()), "lvyue-proof/1");
            }
        }

        private void checkLeaf(String path, Text leaf, Text proof, Hash hash) {
            long index = number(proof.get("leaf-index"));
            long size = number(proof.get("tree-size"));
            var leafHash = hash.leaf(texts.get(path));
            if (!HEX.formatHex(leafHash).equals(proof.get("leaf-hash"))) {
                report.add(Code.A209, path, HEX.formatHex(leafHash), proof.get("leaf-hash"));
                return;
            }
            if (!Paths.includes(hash, leafHash, index, size, proof.path(), hex(proof.get("root")))) {
                report.add(Code.A210, path, "leaf " + index + " of " + size, proof.get("root"));
                return;
            }
            if (!path.equals("leaves/" + index + ".leaf.txt")) {
                report.add(Code.A208, path, Long.toString(index), path);
                return;
            }
            var day = proof.get("day");
            if (day.isEmpty()) {
                report.add(Code.A221, path, "leaf " + index, "");
                openTrees.add(List.of(size, proof.get("root")));
            } else if (!isOfDay(day, size, proof.get("root"), proof.get("algorithm"))) {
                var statement = days.get(day);
                report.add(
                        Code.A211,
                        path,
                        day + " " + size + " " + proof.get("root"),
                        statement == null ? "days/" + day + ".txt" : statement.size() + " " + statement.root());
                return;
            }
            var proven = new Leaf(index, leaf, day);
            leaves.put(index, proven);
            if (leaf.get("kind").equals("message")) {
                messages.put(leaf.get("id"), proven);
            }
            report.count(leaf.get("kind") + " leaves");
        }

        private boolean isOfDay(String name, long size, String root, String algorithm) {
            var day = days.get(name);
            return day != null
                    && day.size() == size
                    && day.root().equals(root)
                    && day.algorithm().equals(algorithm);
        }

        /** Every day leads on to the newest, and the newest to what is not closed yet. */
        private void checkLinks() {
            checkChain();
            Optional<Day> newest = Optional.empty();
            for (var day : days.values()) {
                if (newest.isEmpty() || day.name().compareTo(newest.get().name()) > 0) {
                    newest = Optional.of(day);
                }
            }
            if (newest.isEmpty()) {
                return;
            }
            var last = newest.get();
            for (var day : days.values()) {
                requireLink("days/" + day.name() + ".txt", day.size(), day.root(), last.size(), last.root());
            }
            for (var open : openTrees) {
                requireLink("leaves", last.size(), last.root(), (Long) open.get(0), (String) open.get(1));
            }
        }

        /** A statement names the one before it. */
        private void checkChain() {
            for (var day : days.values()) {
                var next = days.get(LocalDate.parse(day.name()).plusDays(1).toString());
                if (next != null) {
                    var digest = HEX.formatHex(
                            Hash.of(next.algorithm()).orElseThrow().digest(day.bytes()));
                    var text = text("days/" + next.name() + ".txt", "lvyue-day/1");
                    var previous = text.map(each -> each.get("previous")).orElse("");
                    if (!digest.equals(previous)) {
                        report.add(Code.A214, "days/" + next.name() + ".txt", previous, digest);
                    }
                }
            }
        }

        private void requireLink(String place, long first, String firstRoot, long second, String secondRoot) {
            boolean same = first == second && firstRoot.equals(secondRoot);
            if (!same && first != 0 && !grown.containsKey(List.of(first, firstRoot, second, secondRoot))) {
                report.add(Code.A214, place, first + " " + firstRoot, "consistency/" + first + "-" + second + ".txt");
            }
        }

        private void checkRecords() {
            for (var path : List.copyOf(texts.keySet())) {
                if (path.startsWith("records/")) {
                    text(path, "lvyue-record/1").ifPresent(text -> checkRecord(path, text));
                }
            }
        }

        private void checkRecord(String path, Text text) {
            try {
                long message = number(text.get("message"));
                long row = number(text.get("row"));
                var stretch = leaves.values().stream()
                        .filter(leaf -> leaf.get("kind").equals("outcomes"))
                        .filter(leaf -> leaf.get("message").equals(Long.toString(message)))
                        .filter(leaf -> leaf.get("replay").equals(text.get("replay")))
                        .filter(leaf -> covers(leaf.get("rows"), row))
                        .findFirst();
                if (stretch.isEmpty()) {
                    report.add(Code.A219, path, "-", "outcomes of message " + message + " row " + row);
                    return;
                }
                if (!messages.containsKey(Long.toString(message))) {
                    report.add(Code.A219, path, "-", "leaf of message " + message);
                }
                checkRecord(path, text, message, row, stretch.get());
            } catch (IllegalArgumentException broken) {
                report.add(Code.A208, path, String.valueOf(broken.getMessage()), "lvyue-record/1");
            }
        }

        private static boolean covers(String rows, long row) {
            var ends = rows.split("-", 2);
            return ends.length == 2 && number(ends[0]) <= row && row <= number(ends[1]);
        }

        private void checkRecord(String path, Text text, long message, long row, Leaf stretch) {
            var day = days.get(stretch.day());
            var hash = Hash.of(day == null ? report.about.getOrDefault("algorithm", "SM3") : day.algorithm())
                    .orElseThrow(() -> new IllegalArgumentException("algorithm"));
            var shown = new LinkedHashMap<String, String>();
            var digests = new ArrayList<byte[]>();
            int hidden = 0;
            var names = new ArrayList<String>();
            for (int i = 0; i < text.lines.size(); i++) {
                var line = text.lines.get(i);
                if (line[0].equals("digest")) {
                    digests.add(hex(line[1]));
                    hidden++;
                } else if (line[0].equals("salt")) {
                    var name = text.at(i + 1, "name");
                    var value = text.at(i + 2, "value");
                    digests.add(hash.field(hex(line[1]), name, value));
                    shown.put(name, value);
                    names.add(name);
                    i += 2;
                }
            }
            var ordered = new ArrayList<>(names);
            ordered.sort((one, another) -> Arrays.compareUnsigned(
                    one.getBytes(StandardCharsets.UTF_8), another.getBytes(StandardCharsets.UTF_8)));
            long position = number(text.get("position"));
            long records = number(text.get("records"));
            var commitment = hash.leaf(commitment(message, row, digests));
            boolean good = Paths.includes(hash, commitment, position, records, text.path(), hex(stretch.get("root")))
                    && stretch.get("records").equals(Long.toString(records))
                    && ordered.equals(names)
                    && new HashSet<>(names).size() == names.size();
            if (!good) {
                report.add(Code.A216, path, HEX.formatHex(commitment), stretch.get("root"));
                return;
            }
            report.count("records");
            var day2 = stretch.day().isEmpty() ? "-" : stretch.day();
            report.proven.add(new Report.Proven(path, shown, hidden, day2));
        }

        private static byte[] commitment(long message, long row, List<byte[]> digests) {
            var bytes = ByteBuffer.allocate(15 + digests.size() * 32);
            bytes.put((byte) 2).putLong(message).putInt((int) row).putShort((short) digests.size());
            digests.forEach(bytes::put);
            return bytes.array();
        }

        /** Archived bytes, where the file has them. */
        private void checkRaw() {
            for (var entry : new TreeMap<>(digests).entrySet()) {
                var name = entry.getKey();
                if (!name.startsWith("raw/") && !name.startsWith("content/")) {
                    continue;
                }
                var id = name.substring(name.indexOf('/') + 1).replaceFirst("\\..*", "");
                var leaf = Optional.ofNullable(messages.get(id));
                if (leaf.isEmpty()) {
                    report.add(Code.A219, entry.getKey(), "-", "leaf of message " + id);
                } else if (!leaf.get().get("digest").equals(entry.getValue()[1])
                        || !leaf.get().get("size").equals(entry.getValue()[0])) {
                    report.add(
                            Code.A217,
                            entry.getKey(),
                            entry.getValue()[0] + " " + entry.getValue()[1],
                            leaf.get().get("size") + " " + leaf.get().get("digest"));
                } else {
                    report.count("archived bytes");
                }
            }
        }

        private void checkPinned(List<Path> pinned) {
            for (var path : pinned) {
                try {
                    var bytes = Files.size(path) > limits.text() ? new byte[0] : Files.readAllBytes(path);
                    var text = Text.read(bytes);
                    if (!text.form.equals("lvyue-day/1")) {
                        throw new Unreadable(text.form);
                    }
                    checkPinned(String.valueOf(path.getFileName()), text, bytes);
                } catch (IOException | Unreadable | IllegalArgumentException broken) {
                    report.add(Code.A208, path.toString(), String.valueOf(broken.getMessage()), "lvyue-day/1");
                }
            }
        }

        private void checkPinned(String place, Text text, byte[] bytes) {
            var same = days.get(text.get("day"));
            var hub = report.about.getOrDefault("hub", "");
            if (!hub.isEmpty() && !hub.equals(text.get("hub"))) {
                report.add(Code.A215, place, "hub " + hub, text.get("hub"));
                return;
            }
            if (same != null) {
                if (!Arrays.equals(same.bytes(), bytes)) {
                    report.add(
                            Code.A215,
                            place,
                            same.size() + " " + same.root(),
                            text.get("tree-size") + " " + text.get("root"));
                } else {
                    report.count("pinned statements");
                }
                return;
            }
            long size = number(text.get("tree-size"));
            for (var day : days.values()) {
                boolean links = size <= day.size()
                        ? links(size, text.get("root"), day.size(), day.root())
                        : links(day.size(), day.root(), size, text.get("root"));
                if (links) {
                    report.count("pinned statements");
                    return;
                }
            }
            report.add(Code.A214, place, text.get("day") + " " + size, "consistency/…");
        }

        private boolean links(long first, String firstRoot, long second, String secondRoot) {
            return first == second && firstRoot.equals(secondRoot)
                    || grown.containsKey(List.of(first, firstRoot, second, secondRoot));
        }
    }

    private static long number(String text) {
        if (!text.matches("0|[1-9][0-9]{0,17}")) {
            throw new IllegalArgumentException("no number: " + text);
        }
        return Long.parseLong(text);
    }

    private static byte[] hex(String text) {
        if (!text.matches("([0-9a-f]{2})*")) {
            throw new IllegalArgumentException("no hex: " + text);
        }
        return HEX.parseHex(text);
    }

    /** A text that is not in its form. */
    private static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1L;

        Unreadable(String message) {
            super(message);
        }
    }

    /** Lines {@code key: value} after a first line that names the form. */
    private static final class Text {
        final String form;
        final List<String[]> lines;

        private Text(String form, List<String[]> lines) {
            this.form = form;
            this.lines = lines;
        }

        static Text read(byte[] bytes) throws Unreadable {
            String text;
            try {
                text = StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT)
                        .decode(ByteBuffer.wrap(bytes))
                        .toString();
            } catch (CharacterCodingException broken) {
                throw new Unreadable("no UTF-8");
            }
            if (!text.endsWith("\n") || text.indexOf('\r') >= 0) {
                throw new Unreadable("lines must end in LF");
            }
            var lines = new ArrayList<String[]>();
            int start = text.indexOf('\n') + 1;
            var form = text.substring(0, start - 1);
            while (start < text.length()) {
                int end = text.indexOf('\n', start);
                var line = text.substring(start, end);
                int colon = line.indexOf(':');
                boolean empty = colon == line.length() - 1;
                if (colon < 1 || !empty && line.charAt(colon + 1) != ' ') {
                    throw new Unreadable(line);
                }
                lines.add(new String[] {line.substring(0, colon), empty ? "" : unescaped(line.substring(colon + 2))});
                start = end + 1;
            }
            return new Text(form, lines);
        }

        private static String unescaped(String value) throws Unreadable {
            if (value.indexOf('\\') < 0) {
                return value;
            }
            var out = new StringBuilder(value.length());
            for (int i = 0; i < value.length(); i++) {
                char c = value.charAt(i);
                if (c != '\\') {
                    out.append(c);
                    continue;
                }
                char next = ++i < value.length() ? value.charAt(i) : ' ';
                switch (next) {
                    case '\\' -> out.append('\\');
                    case 'n' -> out.append('\n');
                    case 'r' -> out.append('\r');
                    default -> throw new Unreadable(value);
                }
            }
            return out.toString();
        }

        /** The first value of a key; "" where there is none. */
        String get(String key) {
            for (var line : lines) {
                if (line[0].equals(key)) {
                    return line[1];
                }
            }
            return "";
        }

        List<String> all(String key) {
            return lines.stream()
                    .filter(line -> line[0].equals(key))
                    .map(line -> line[1])
                    .toList();
        }

        String at(int index, String key) {
            if (index >= lines.size() || !lines.get(index)[0].equals(key)) {
                throw new IllegalArgumentException(key + " is missing");
            }
            return lines.get(index)[1];
        }

        List<byte[]> path() {
            return all("path").stream().map(EvidenceVerifier::hex).toList();
        }
    }

    /** What the log is hashed with. */
    private static final class Hash {
        private final Supplier<MessageDigest> digests;

        private Hash(Supplier<MessageDigest> digests) {
            this.digests = digests;
        }

        static Optional<Hash> of(String label) {
            return switch (label) {
                case "SM3" -> Optional.of(new Hash(Sm3::new));
                case "SHA-256" -> Optional.of(new Hash(() -> jdk("SHA-256")));
                default -> Optional.empty();
            };
        }

        byte[] digest(byte[] bytes) {
            return digests.get().digest(bytes);
        }

        byte[] leaf(byte[] bytes) {
            var digest = digests.get();
            digest.update((byte) 0);
            return digest.digest(bytes);
        }

        byte[] node(byte[] left, byte[] right) {
            var digest = digests.get();
            digest.update((byte) 1);
            digest.update(left);
            return digest.digest(right);
        }

        byte[] field(byte[] salt, String name, String value) {
            var nameBytes = name.getBytes(StandardCharsets.UTF_8);
            if (salt.length != 16 || nameBytes.length > 0xFFFF) {
                throw new IllegalArgumentException("salt");
            }
            var digest = digests.get();
            digest.update((byte) 3);
            digest.update(salt);
            digest.update((byte) (nameBytes.length >> 8));
            digest.update((byte) nameBytes.length);
            digest.update(nameBytes);
            return digest.digest(value.getBytes(StandardCharsets.UTF_8));
        }
    }

    private static MessageDigest jdk(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (GeneralSecurityException unknown) {
            throw new IllegalArgumentException(unknown.getMessage(), unknown);
        }
    }

    /** Paths of a Merkle tree (RFC 9162, 2.1.3.2 and 2.1.4.2). */
    private static final class Paths {
        private Paths() {}

        static boolean includes(Hash hash, byte[] leaf, long index, long size, List<byte[]> path, byte[] root) {
            if (index < 0 || index >= size) {
                return false;
            }
            long at = index;
            long last = size - 1;
            var node = leaf;
            for (var sibling : path) {
                if (last == 0 || sibling.length != 32) {
                    return false;
                }
                if ((at & 1) == 1 || at == last) {
                    node = hash.node(sibling, node);
                    while ((at & 1) == 0 && at != 0) {
                        at >>= 1;
                        last >>= 1;
                    }
                } else {
                    node = hash.node(node, sibling);
                }
                at >>= 1;
                last >>= 1;
            }
            return last == 0 && Arrays.equals(node, root);
        }

        static boolean consistent(
                Hash hash, long first, byte[] firstRoot, long second, byte[] secondRoot, List<byte[]> path) {
            if (first <= 0 || first > second || path.stream().anyMatch(node -> node.length != 32)) {
                return false;
            }
            if (first == second) {
                return path.isEmpty() && Arrays.equals(firstRoot, secondRoot);
            }
            boolean whole = Long.bitCount(first) == 1;
            if (path.isEmpty()) {
                return false;
            }
            long at = first - 1;
            long last = second - 1;
            while ((at & 1) == 1) {
                at >>= 1;
                last >>= 1;
            }
            var old = whole ? firstRoot : path.get(0);
            var now = old;
            for (var sibling : path.subList(whole ? 0 : 1, path.size())) {
                if (last == 0) {
                    return false;
                }
                if ((at & 1) == 1 || at == last) {
                    old = hash.node(sibling, old);
                    now = hash.node(sibling, now);
                    while ((at & 1) == 0 && at != 0) {
                        at >>= 1;
                        last >>= 1;
                    }
                } else {
                    now = hash.node(now, sibling);
                }
                at >>= 1;
                last >>= 1;
            }
            return last == 0 && Arrays.equals(old, firstRoot) && Arrays.equals(now, secondRoot);
        }
    }

    private static boolean ecdsa(byte[] point, byte[] text, byte[] signature) throws GeneralSecurityException {
        if (point.length != 65 || point[0] != 4) {
            throw new GeneralSecurityException("no uncompressed point");
        }
        var parameters = AlgorithmParameters.getInstance("EC");
        parameters.init(new ECGenParameterSpec("secp256r1"));
        var at = new ECPoint(
                new BigInteger(1, Arrays.copyOfRange(point, 1, 33)),
                new BigInteger(1, Arrays.copyOfRange(point, 33, 65)));
        var key = KeyFactory.getInstance("EC")
                .generatePublic(new ECPublicKeySpec(at, parameters.getParameterSpec(ECParameterSpec.class)));
        return verifies("SHA256withECDSA", key, text, signature);
    }

    private static boolean verifies(String algorithm, PublicKey key, byte[] text, byte[] signature)
            throws GeneralSecurityException {
        var check = Signature.getInstance(algorithm);
        check.initVerify(key);
        check.update(text);
        return check.verify(signature);
    }

    /** SM3 (GB/T 32905-2016). */
    public static final class Sm3 extends MessageDigest {
        private static final int[] BEGIN = {
            0x7380166F, 0x4914B2B9, 0x172442D7, 0xDA8A0600, 0xA96F30BC, 0x163138AA, 0xE38DEE4D, 0xB0FB0E4E
        };
        private final int[] state = BEGIN.clone();
        private final int[] words = new int[68];
        private final byte[] block = new byte[64];
        private int filled;
        private long length;

        public Sm3() {
            super("SM3");
        }

        @Override
        protected void engineUpdate(byte input) {
            block[filled++] = input;
            length++;
            if (filled == block.length) {
                compress(block, 0);
                filled = 0;
            }
        }

        @Override
        protected void engineUpdate(byte[] input, int offset, int count) {
            int at = offset;
            int end = offset + count;
            while (at < end && filled > 0) {
                engineUpdate(input[at++]);
            }
            while (end - at >= block.length) {
                compress(input, at);
                at += block.length;
                length += block.length;
            }
            while (at < end) {
                engineUpdate(input[at++]);
            }
        }

        @Override
        protected byte[] engineDigest() {
            long bits = length * 8;
            engineUpdate((byte) 0x80);
            while (filled != 56) {
                engineUpdate((byte) 0);
            }
            for (int shift = 56; shift >= 0; shift -= 8) {
                engineUpdate((byte) (bits >>> shift));
            }
            var out = ByteBuffer.allocate(32);
            for (int word : state) {
                out.putInt(word);
            }
            engineReset();
            return out.array();
        }

        @Override
        protected void engineReset() {
            System.arraycopy(BEGIN, 0, state, 0, state.length);
            filled = 0;
            length = 0;
        }

        private void compress(byte[] from, int offset) {
            for (int i = 0; i < 16; i++) {
                int at = offset + 4 * i;
                words[i] =
                        from[at] << 24 | (from[at + 1] & 0xFF) << 16 | (from[at + 2] & 0xFF) << 8 | from[at + 3] & 0xFF;
            }
            for (int i = 16; i < 68; i++) {
                int x = words[i - 16] ^ words[i - 9] ^ Integer.rotateLeft(words[i - 3], 15);
                words[i] = x
                        ^ Integer.rotateLeft(x, 15)
                        ^ Integer.rotateLeft(x, 23)
                        ^ Integer.rotateLeft(words[i - 13], 7)
                        ^ words[i - 6];
            }
            int a = state[0];
            int b = state[1];
            int c = state[2];
            int d = state[3];
            int e = state[4];
            int f = state[5];
            int g = state[6];
            int h = state[7];
            for (int j = 0; j < 64; j++) {
                int turned = Integer.rotateLeft(a, 12);
                int ss1 = Integer.rotateLeft(turned + e + Integer.rotateLeft(j < 16 ? 0x79CC4519 : 0x7A879D8A, j), 7);
                int ff = j < 16 ? a ^ b ^ c : a & b | a & c | b & c;
                int gg = j < 16 ? e ^ f ^ g : e & f | ~e & g;
                int tt1 = ff + d + (ss1 ^ turned) + (words[j] ^ words[j + 4]);
                int tt2 = gg + h + ss1 + words[j];
                d = c;
                c = Integer.rotateLeft(b, 9);
                b = a;
                a = tt1;
                h = g;
                g = Integer.rotateLeft(f, 19);
                f = e;
                e = tt2 ^ Integer.rotateLeft(tt2, 9) ^ Integer.rotateLeft(tt2, 17);
            }
            state[0] ^= a;
            state[1] ^= b;
            state[2] ^= c;
            state[3] ^= d;
            state[4] ^= e;
            state[5] ^= f;
            state[6] ^= g;
            state[7] ^= h;
        }
    }

    /** SM2 signatures on the recommended curve (GB/T 32918.2 and .5), verification only. */
    public static final class Sm2 {
        private static final BigInteger P =
                new BigInteger("FFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF00000000FFFFFFFFFFFFFFFF", 16);
        private static final BigInteger A = P.subtract(BigInteger.valueOf(3));
        private static final BigInteger B =
                new BigInteger("28E9FA9E9D9F5E344D5A9E4BCF6509A7F39789F515AB8F92DDBCBD414D940E93", 16);
        private static final BigInteger N =
                new BigInteger("FFFFFFFEFFFFFFFFFFFFFFFFFFFFFFFF7203DF6B21C6052B53BBF40939D54123", 16);
        private static final BigInteger[] G = {
            new BigInteger("32C4AE2C1F1981195F9904466A39C9948FE30BBFF2660BE1715A4589334C74C7", 16),
            new BigInteger("BC3736A2F4F6779C59BDCEE36B692153D0A9877CC62A474002DF32E52139F0A0", 16),
            BigInteger.ONE
        };

        private Sm2() {}

        /**
         * @param point 65 bytes, uncompressed
         * @param signature two integers as DER
         * @return false for everything that is no signature of this text by this key
         */
        public static boolean verify(byte[] point, byte[] userId, byte[] text, byte[] signature) {
            if (point.length != 65 || point[0] != 4 || userId.length > 0x1FFF) {
                return false;
            }
            var x = new BigInteger(1, Arrays.copyOfRange(point, 1, 33));
            var y = new BigInteger(1, Arrays.copyOfRange(point, 33, 65));
            if (!isOnCurve(x, y)) {
                return false;
            }
            BigInteger r;
            BigInteger s;
            try {
                var sequence = Der.read(signature);
                if (sequence.tag != 0x30 || sequence.children().size() != 2) {
                    return false;
                }
                r = sequence.child(0).integer();
                s = sequence.child(1).integer();
            } catch (IllegalArgumentException broken) {
                return false;
            }
            if (r.signum() <= 0 || s.signum() <= 0 || r.compareTo(N) >= 0 || s.compareTo(N) >= 0) {
                return false;
            }
            var e = new BigInteger(1, digest(point, userId, text));
            var t = r.add(s).mod(N);
            if (t.signum() == 0) {
                return false;
            }
            var sum = add(times(G, s), times(new BigInteger[] {x, y, BigInteger.ONE}, t));
            return sum[2].signum() != 0 && e.add(affineX(sum)).mod(N).equals(r);
        }

        private static boolean isOnCurve(BigInteger x, BigInteger y) {
            return x.compareTo(P) < 0
                    && y.compareTo(P) < 0
                    && y.multiply(y)
                                    .subtract(x.multiply(x)
                                            .multiply(x)
                                            .add(A.multiply(x))
                                            .add(B))
                                    .mod(P)
                                    .signum()
                            == 0;
        }

        /** SM3 over the signer's identity and the text. */
        private static byte[] digest(byte[] point, byte[] userId, byte[] text) {
            var sm3 = new Sm3();
            sm3.update((byte) (userId.length * 8 >> 8));
            sm3.update((byte) (userId.length * 8));
            sm3.update(userId);
            for (var number : List.of(A, B, G[0], G[1])) {
                sm3.update(bytes(number));
            }
            sm3.update(point, 1, 64);
            var z = sm3.digest();
            sm3.update(z);
            return sm3.digest(text);
        }

        private static byte[] bytes(BigInteger number) {
            var bytes = number.toByteArray();
            var out = new byte[32];
            int length = Math.min(32, bytes.length);
            System.arraycopy(bytes, bytes.length - length, out, 32 - length, length);
            return out;
        }

        private static BigInteger affineX(BigInteger[] point) {
            var inverse = point[2].modInverse(P);
            return point[0].multiply(inverse).multiply(inverse).mod(P);
        }

        /** Jacobian coordinates; z = 0 is the point at infinity. */
        private static BigInteger[] times(BigInteger[] point, BigInteger factor) {
            BigInteger[] sum = {BigInteger.ONE, BigInteger.ONE, BigInteger.ZERO};
            for (int i = factor.bitLength() - 1; i >= 0; i--) {
                sum = twice(sum);
                if (factor.testBit(i)) {
                    sum = add(sum, point);
                }
            }
            return sum;
        }

        private static BigInteger[] twice(BigInteger[] p) {
            if (p[2].signum() == 0 || p[1].signum() == 0) {
                return new BigInteger[] {BigInteger.ONE, BigInteger.ONE, BigInteger.ZERO};
            }
            var yy = p[1].multiply(p[1]).mod(P);
            var s = p[0].multiply(yy).shiftLeft(2).mod(P);
            var zz = p[2].multiply(p[2]).mod(P);
            var m = p[0].subtract(zz)
                    .multiply(p[0].add(zz))
                    .multiply(BigInteger.valueOf(3))
                    .mod(P);
            var x = m.multiply(m).subtract(s.shiftLeft(1)).mod(P);
            var y = m.multiply(s.subtract(x))
                    .subtract(yy.multiply(yy).shiftLeft(3))
                    .mod(P);
            return new BigInteger[] {x, y, p[1].multiply(p[2]).shiftLeft(1).mod(P)};
        }

        private static BigInteger[] add(BigInteger[] p, BigInteger[] q) {
            if (p[2].signum() == 0) {
                return q;
            }
            if (q[2].signum() == 0) {
                return p;
            }
            var pzz = p[2].multiply(p[2]).mod(P);
            var qzz = q[2].multiply(q[2]).mod(P);
            var u1 = p[0].multiply(qzz).mod(P);
            var u2 = q[0].multiply(pzz).mod(P);
            var s1 = p[1].multiply(q[2]).multiply(qzz).mod(P);
            var s2 = q[1].multiply(p[2]).multiply(pzz).mod(P);
            if (u1.equals(u2)) {
                return s1.equals(s2) ? twice(p) : new BigInteger[] {BigInteger.ONE, BigInteger.ONE, BigInteger.ZERO};
            }
            var h = u2.subtract(u1).mod(P);
            var r = s2.subtract(s1).mod(P);
            var hh = h.multiply(h).mod(P);
            var hhh = hh.multiply(h).mod(P);
            var v = u1.multiply(hh).mod(P);
            var x = r.multiply(r).subtract(hhh).subtract(v.shiftLeft(1)).mod(P);
            var y = r.multiply(v.subtract(x)).subtract(s1.multiply(hhh)).mod(P);
            return new BigInteger[] {x, y, h.multiply(p[2]).multiply(q[2]).mod(P)};
        }
    }

    /** One DER value; just enough of X.690 for signatures, certificates and time stamps. */
    private static final class Der {
        final int tag;
        private final byte[] bytes;
        private final int start;
        private final int from;
        private final int to;

        private Der(byte[] bytes, int start, int from, int to) {
            this.tag = bytes[start] & 0xFF;
            this.bytes = bytes;
            this.start = start;
            this.from = from;
            this.to = to;
        }

        /** @throws IllegalArgumentException unless the bytes are one whole value */
        static Der read(byte[] bytes) {
            var value = at(bytes, 0, bytes.length);
            if (value.to != bytes.length) {
                throw new IllegalArgumentException("bytes after the end");
            }
            return value;
        }

        private static Der at(byte[] bytes, int start, int end) {
            if (end - start < 2) {
                throw new IllegalArgumentException("broken DER");
            }
            int length = bytes[start + 1] & 0xFF;
            int from = start + 2;
            if (length > 0x80) {
                int n = length & 0x7F;
                if (n > 4 || end - from < n) {
                    throw new IllegalArgumentException("broken DER");
                }
                length = 0;
                for (int i = 0; i < n; i++) {
                    length = length << 8 | bytes[from++] & 0xFF;
                }
            } else if (length == 0x80) {
                throw new IllegalArgumentException("no DER: length is not told");
            }
            if (length < 0 || length > end - from) {
                throw new IllegalArgumentException("broken DER");
            }
            return new Der(bytes, start, from, from + length);
        }

        List<Der> children() {
            var children = new ArrayList<Der>();
            for (int at = from; at < to; ) {
                var child = at(bytes, at, to);
                children.add(child);
                at = child.to;
            }
            return children;
        }

        Der child(int index) {
            var children = children();
            if (index >= children.size()) {
                throw new IllegalArgumentException("broken DER");
            }
            return children.get(index);
        }

        byte[] content() {
            return Arrays.copyOfRange(bytes, from, to);
        }

        byte[] whole() {
            return Arrays.copyOfRange(bytes, start, to);
        }

        BigInteger integer() {
            if (tag != 0x02 || from == to) {
                throw new IllegalArgumentException("no integer");
            }
            return new BigInteger(content());
        }

        String oid() {
            if (tag != 0x06) {
                throw new IllegalArgumentException("no object identifier");
            }
            var out = new StringBuilder();
            long number = 0;
            for (byte b : content()) {
                number = number << 7 | b & 0x7F;
                if (b >= 0) {
                    out.append(
                            out.length() == 0
                                    ? Math.min(number / 40, 2) + "." + (number - 40 * Math.min(number / 40, 2))
                                    : "." + number);
                    number = 0;
                }
            }
            return out.toString();
        }
    }

    /** A time-stamp token (RFC 3161): whom it is from, over what, and whether its signature holds. */
    private static final class TimeStamp {
        private static final Map<String, String> DIGESTS = Map.of(
                "2.16.840.1.101.3.4.2.1", "SHA-256",
                "2.16.840.1.101.3.4.2.2", "SHA-384",
                "2.16.840.1.101.3.4.2.3", "SHA-512",
                "1.3.14.3.2.26", "SHA-1",
                "1.2.156.10197.1.401", "SM3");
        private static final String MESSAGE_DIGEST = "1.2.840.113549.1.9.4";
        private static final String SM2 = "1.2.156.10197.1.501";
        private static final byte[] TIME_STAMPING = {6, 8, 43, 6, 1, 5, 5, 7, 3, 8}; // 1.3.6.1.5.5.7.3.8 as DER

        private final byte[] content;
        private final Der imprint;
        private final String time;
        private final List<Der> certificates;
        private final Der signer;

        private TimeStamp(byte[] content, Der imprint, String time, List<Der> certificates, Der signer) {
            this.content = content;
            this.imprint = imprint;
            this.time = time;
            this.certificates = certificates;
            this.signer = signer;
        }

        /** @throws IllegalArgumentException if it is no token */
        static TimeStamp read(byte[] token) {
            var outer = Der.read(token);
            if (outer.child(0).tag == 0x30) { // a whole response: status, then the token
                outer = outer.child(1);
            }
            var signed = outer.child(1).child(0);
            var parts = signed.children();
            var encapsulated = signed.child(2);
            var content = encapsulated.child(1).child(0).content();
            var info = Der.read(content);
            var certificates = new ArrayList<Der>();
            for (var part : parts) {
                if (part.tag == 0xA0) {
                    certificates.addAll(part.children());
                }
            }
            var time = new String(info.child(4).content(), StandardCharsets.US_ASCII);
            return new TimeStamp(
                    content,
                    info.child(2),
                    time,
                    certificates,
                    parts.get(parts.size() - 1).child(0));
        }

        String time() {
            return time;
        }

        String imprint() {
            return HEX.formatHex(imprint.child(1).content());
        }

        private static MessageDigest digest(Der algorithm) {
            var oid = algorithm.child(0).oid();
            var name = DIGESTS.get(oid);
            if (name == null) {
                throw new IllegalArgumentException("digest " + oid);
            }
            return name.equals("SM3") ? new Sm3() : jdk(name);
        }

        boolean isOver(byte[] text) {
            return Arrays.equals(
                    digest(imprint.child(0)).digest(text), imprint.child(1).content());
        }

        /** Whether the signed attributes name the content, and are signed by a certificate of the token for time stamps. */
        boolean isSigned() throws GeneralSecurityException, Unreadable {
            Optional<Der> attributes = Optional.empty();
            Optional<Der> signature = Optional.empty();
            for (var part : signer.children()) {
                if (part.tag == 0xA0) {
                    attributes = Optional.of(part);
                } else if (part.tag == 0x04 && attributes.isPresent()) {
                    signature = Optional.of(part);
                }
            }
            if (attributes.isEmpty() || signature.isEmpty()) {
                return false;
            }
            var digest = digest(signer.child(2)).digest(content);
            boolean named = attributes.get().children().stream()
                    .filter(attribute -> attribute.child(0).oid().equals(MESSAGE_DIGEST))
                    .anyMatch(attribute ->
                            Arrays.equals(attribute.child(1).child(0).content(), digest));
            var signed = attributes.get().whole();
            signed[0] = 0x31; // as RFC 5652, 5.4 has it signed
            return named && verifies(signed, signature.get().content());
        }

        private boolean verifies(byte[] signed, byte[] signature) throws GeneralSecurityException, Unreadable {
            var algorithm = algorithm();
            if (certificates.isEmpty()) {
                throw new Unreadable("no certificate in the token");
            }
            for (var certificate : certificates) {
                if (!isForStamps(certificate)) {
                    continue;
                }
                if (algorithm.equals(SM2)) {
                    var key = point(certificate);
                    if (Sm2.verify(key, "1234567812345678".getBytes(StandardCharsets.US_ASCII), signed, signature)) {
                        return true;
                    }
                } else if (EvidenceVerifier.verifies(
                        algorithm, certificate(certificate).getPublicKey(), signed, signature)) {
                    return true;
                }
            }
            return false;
        }

        private String algorithm() throws Unreadable {
            var parts = signer.children();
            var attributesAt = 3;
            var oid = parts.get(attributesAt + 1).child(0).oid();
            var digest = DIGESTS.getOrDefault(parts.get(2).child(0).oid(), "").replace("-", "");
            return switch (oid) {
                case "1.2.840.113549.1.1.1" -> digest + "withRSA";
                case "1.2.840.113549.1.1.11" -> "SHA256withRSA";
                case "1.2.840.113549.1.1.12" -> "SHA384withRSA";
                case "1.2.840.113549.1.1.13" -> "SHA512withRSA";
                case "1.2.840.10045.2.1" -> digest + "withECDSA";
                case "1.2.840.10045.4.3.2" -> "SHA256withECDSA";
                case "1.2.840.10045.4.3.3" -> "SHA384withECDSA";
                case "1.2.840.10045.4.3.4" -> "SHA512withECDSA";
                case SM2, "1.2.156.10197.1.301", "1.2.156.10197.1.301.1" -> SM2;
                default -> throw new Unreadable("signature " + oid);
            };
        }

        private static boolean isForStamps(Der certificate) {
            return indexOf(certificate.whole(), TIME_STAMPING) >= 0;
        }

        private static int indexOf(byte[] bytes, byte[] wanted) {
            for (int i = 0; i + wanted.length <= bytes.length; i++) {
                if (Arrays.equals(bytes, i, i + wanted.length, wanted, 0, wanted.length)) {
                    return i;
                }
            }
            return -1;
        }

        private static byte[] point(Der certificate) {
            for (var part : certificate.child(0).children()) {
                if (part.tag == 0x30 && part.children().size() == 2 && part.child(1).tag == 0x03) {
                    var bits = part.child(1).content();
                    return Arrays.copyOfRange(bits, Math.min(1, bits.length), bits.length);
                }
            }
            return new byte[0];
        }

        private static X509Certificate certificate(Der certificate) throws CertificateException {
            InputStream in = new ByteArrayInputStream(certificate.whole());
            return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
        }

        String authority() {
            for (var each : certificates) {
                try {
                    if (isForStamps(each)) {
                        return certificate(each).getSubjectX500Principal().getName();
                    }
                } catch (CertificateException unknownCurve) {
                    return "?";
                }
            }
            return "-";
        }
    }
}
