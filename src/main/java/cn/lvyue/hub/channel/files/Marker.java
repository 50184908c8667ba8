package cn.lvyue.hub.channel.files;

import cn.lvyue.hub.record.Finding;
import cn.lvyue.hub.record.Severity;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * What an {@code .ok} file says: lines of {@code key=value}. Known are {@code records}, {@code size} or {@code bytes}, and the
 * digests {@code sha256}, {@code sm3} and {@code md5} in hex, of the file or of the only file in a ZIP; other keys are kept
 * and not judged. An empty marker says only that the file is whole.
 *
 * @param claims known keys with their values in lower case
 * @param fault the first line that cannot be understood; empty if all can
 */
record Marker(Map<String, String> claims, String fault) {
    static final String ENDING = ".ok";

    private static final String RECORDS = "records";
    private static final String SIZE = "size";

    private static final Pattern LINE = Pattern.compile("\\s*([\\w-]{1,40})\\s*[=:]\\s*(.*?)\\s*");
    private static final Map<String, String> OTHER_NAMES =
            Map.of("count", RECORDS, "bytes", SIZE, "sha-256", Content.SHA256, "sha_256", Content.SHA256);
    private static final Map<String, Pattern> FORMS = Map.of(
            RECORDS,
            Pattern.compile("\\d{1,18}"),
            SIZE,
            Pattern.compile("\\d{1,18}"),
            Content.SHA256,
            Pattern.compile("[0-9a-f]{64}"),
            Content.SM3,
            Pattern.compile("[0-9a-f]{64}"),
            Content.MD5,
            Pattern.compile("[0-9a-f]{32}"));
    private static final int LONGEST_FAULT = 80;

    static Marker of(byte[] content) {
        var claims = new LinkedHashMap<String, String>();
        var text = new String(content, StandardCharsets.UTF_8).replace("\uFEFF", "");
        for (var line : text.lines().filter(line -> !line.isBlank()).toList()) {
            var parts = LINE.matcher(line);
            if (!parts.matches() || !add(claims, parts.group(1), parts.group(2))) {
                return new Marker(claims, line.length() > LONGEST_FAULT ? line.substring(0, LONGEST_FAULT) : line);
            }
        }
        return new Marker(claims, "");
    }

    private static boolean add(Map<String, String> claims, String name, String value) {
        var lower = name.toLowerCase(Locale.ROOT);
        var key = OTHER_NAMES.getOrDefault(lower, lower);
        var form = FORMS.get(key);
        var said = value.toLowerCase(Locale.ROOT);
        if (form == null) {
            return true;
        }
        var before = claims.put(key, said);
        return form.matcher(said).matches() && (before == null || before.equals(said));
    }

    /** The digests it gives, among its other claims. */
    Set<String> digests() {
        return claims.keySet();
    }

    /** Whether it says anything that the bytes can be held against. */
    boolean proves() {
        return claims.keySet().stream().anyMatch(key -> !key.equals(RECORDS));
    }

    OptionalLong records() {
        var records = claims.get(RECORDS);
        return records == null ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(records));
    }

    /**
     * Holds the marker against the bytes.
     *
     * @param member of the only file in a ZIP, asked for only if needed
     * @return what is wrong; empty if nothing is
     */
    Optional<Finding> against(Content file, Supplier<Optional<Content>> member, String place) {
        if (!fault.isEmpty()) {
            return Optional.of(
                    new Finding("T126", Severity.REJECT, null, place, fault, "records=, size=, sha256=, sm3=, md5="));
        }
        var open =
                claims.entrySet().stream().filter(claim -> !holds(claim, file)).toList();
        if (open.isEmpty()) {
            return Optional.empty();
        }
        var inside = member.get();
        return open.stream()
                .filter(claim -> inside.isEmpty() || !holds(claim, inside.get()))
                .map(claim -> new Finding(
                        "T123", Severity.REJECT, null, place, found(claim.getKey(), file), claim.toString()))
                .findFirst();
    }

    private static boolean holds(Map.Entry<String, String> claim, Content content) {
        return switch (claim.getKey()) {
            case RECORDS -> true;
            case SIZE -> Long.parseLong(claim.getValue()) == content.size();
            default -> claim.getValue().equals(content.digests().get(claim.getKey()));
        };
    }

    private static String found(String key, Content file) {
        return key + "="
                + (key.equals(SIZE)
                        ? Long.toString(file.size())
                        : file.digests().get(key));
    }

    /** @return that another number of records was read than the marker says; empty if it is the same, or not said */
    Optional<Finding> againstRecords(int read, String place) {
        var said = records();
        return said.isEmpty() || said.getAsLong() == read
                ? Optional.empty()
                : Optional.of(new Finding(
                        "T124", Severity.REMARK, null, place, Integer.toString(read), Long.toString(said.getAsLong())));
    }
}
