package cn.lvyue.hub.standard;

import static java.util.stream.Collectors.joining;

import cn.lvyue.hub.record.Finding;
import java.io.IOException;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What every finding code means and what to do about it, in Chinese and English; read from {@code findings.yaml}. */
public final class FindingCatalog {
    private static final String FILE = "findings.yaml";

    private final Map<String, Entry> entries = new TreeMap<>();

    private FindingCatalog() {}

    /**
     * One code.
     *
     * @param message a template with {@code {field}}, {@code {value}} and {@code {wanted}}
     * @param retryable whether the same data may be better later without anybody changing it
     */
    public record Entry(String code, Bilingual title, Bilingual message, Bilingual remedy, boolean retryable) {}

    /** A finding in words. */
    public record Explained(
            String titleZh,
            String titleEn,
            String messageZh,
            String messageEn,
            String remedyZh,
            String remedyEn,
            boolean retryable) {}

    /** @throws RuntimeException naming the place if the file is not in order */
    public static FindingCatalog load() {
        try (var in = FindingCatalog.class.getClassLoader().getResourceAsStream(FILE)) {
            var catalog = new FindingCatalog();
            StrictYaml.readList(Objects.requireNonNull(in, FILE), FILE, Entry.class)
                    .forEach(catalog::add);
            return catalog;
        } catch (IOException unreadable) {
            throw new BrokenPack(FILE, "cannot be read", unreadable);
        }
    }

    private void add(Entry entry) {
        if (entries.put(entry.code(), entry) != null) {
            throw new BrokenPack(FILE, "code " + entry.code() + " stands twice");
        }
    }

    /** All codes in order. */
    public Collection<Entry> entries() {
        return entries.values();
    }

    public boolean knows(String code) {
        return entries.containsKey(code);
    }

    /** @throws IllegalArgumentException if the code is not in the catalogue */
    public Entry entry(String code) {
        var entry = entries.get(code);
        if (entry == null) {
            throw new IllegalArgumentException("no finding code " + code);
        }
        return entry;
    }

    /**
     * The same with all names from the pack: the field's, and those of the fields a finding lists as missing.
     *
     * @throws IllegalArgumentException if the code is not in the catalogue
     */
    public Explained explain(Finding finding, StandardPack pack) {
        var id = finding.field();
        var field = id != null && pack.names().contains(id) ? pack.field(id) : null;
        return explain(field == null ? withNames(finding, pack) : finding, field);
    }

    private static Finding withNames(Finding finding, StandardPack pack) {
        var ids = finding.wanted() == null ? new String[0] : finding.wanted().split(", ");
        if (ids.length == 0 || !Stream.of(ids).allMatch(pack.names()::contains)) {
            return finding;
        }
        var names = Stream.of(ids).map(pack::field).map(FindingText::name).toList();
        var wanted = new Bilingual(
                names.stream().map(Bilingual::zh).collect(joining("、")),
                names.stream().map(Bilingual::en).collect(joining(", ")));
        return new Finding(
                finding.code(), finding.severity(), null, finding.place(), finding.value(), wanted.toString());
    }

    /**
     * @param field the standard field meant by the finding; null where it means none
     * @throws IllegalArgumentException if the code is not in the catalogue
     */
    public Explained explain(Finding finding, @Nullable Field field) {
        var entry = entry(finding.code());
        var zh = FindingText.zh(finding, field);
        var en = FindingText.en(finding, field);
        return new Explained(
                entry.title().zh(),
                entry.title().en(),
                zh.fill(entry.message().zh()),
                en.fill(entry.message().en()),
                zh.fill(entry.remedy().zh()),
                en.fill(entry.remedy().en()),
                entry.retryable());
    }
}
