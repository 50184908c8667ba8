package cn.lvyue.hub.standard;

import cn.lvyue.hub.record.Severity;
import cn.lvyue.hub.record.Standing;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads and checks one pack folder: pack.yaml, codes.yaml, divisions.csv, fields.yaml, rules.yaml. */
final class PackReader {
    private static final int DIGEST = 12; // hex digits

    private final Path folder;
    private final Path headFile;

    PackReader(Path folder) {
        this.folder = folder;
        this.headFile = folder.resolve("pack.yaml");
    }

    /** @throws BrokenPack naming file and place */
    Rulebook read() {
        var head = StrictYaml.read(headFile, PackHead.class);
        var codeLists = codeLists();
        var divisions = DivisionsFile.read(folder.resolve("divisions.csv"));
        var fieldsFile = new FieldsFile(folder.resolve("fields.yaml"), codeLists, divisions);
        var fields = fieldsFile.fields();
        var conditions = fieldsFile.conditions(fields);
        var fieldRules = fieldsFile.rules(fields, conditions);
        var pack = located(headFile, "", () -> pack(head, fields, codeLists, divisions));
        if (fieldRules.get(pack.field(Role.UPDATE_TIME).index()).content()) {
            throw new BrokenPack(
                    headFile, "roles.UPDATE_TIME: the time of an update is not content; it needs 'content: false'");
        }
        return located(
                headFile,
                "",
                () -> new Rulebook(
                        pack,
                        new Bilingual(Words.need(head.zh(), "zh"), Words.need(head.en(), "en")),
                        day(Words.need(head.effective(), "effective")),
                        "assumed".equals(Words.need(head.status(), "status")),
                        Duration.ofMinutes(head.clockToleranceMinutes() == null ? 0 : head.clockToleranceMinutes()),
                        fieldRules,
                        crossRules(conditions),
                        states(head, conditions),
                        codeLists.values(),
                        head.fillers() == null ? Set.of() : Set.copyOf(head.fillers())));
    }

    private LoadedPack pack(PackHead head, Fields fields, Map<String, CodeList> codeLists, Divisions divisions) {
        var id = Words.need(head.id(), "id");
        if (!folder.endsWith(id)) {
            throw new IllegalArgumentException("pack '" + id + "' stands in folder '" + folder.getFileName() + "'");
        }
        return new LoadedPack(
                id,
                Words.need(head.version(), "version"),
                digest(),
                fields.names(),
                fields.all(),
                codeLists,
                roles(head, fields),
                divisions);
    }

    private String digest() {
        try (var files = Files.list(folder)) {
            var digest = MessageDigest.getInstance("SHA-256");
            for (var file : files.filter(Files::isRegularFile).sorted().toList()) {
                digest.update(file.getFileName().toString().getBytes(StandardCharsets.UTF_8));
                digest.update(Files.readAllBytes(file));
            }
            return HexFormat.of().formatHex(digest.digest()).substring(0, DIGEST);
        } catch (IOException unreadable) {
            throw new BrokenPack(folder, "cannot be read", unreadable);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException(missing);
        }
    }

    private static Map<Role, Field> roles(PackHead head, Fields fields) {
        var bound = new EnumMap<Role, Field>(Role.class);
        var given = head.roles() == null ? Map.<Role, String>of() : head.roles();
        for (var role : Role.values()) {
            bound.put(role, fields.byId(Words.need(given.get(role), "roles." + role)));
        }
        return bound;
    }

    private static String day(String text) {
        try {
            return LocalDate.parse(text).toString();
        } catch (DateTimeParseException noDay) {
            throw new IllegalArgumentException("'effective' is no day: " + text, noDay);
        }
    }

    private Map<String, CodeList> codeLists() {
        var file = folder.resolve("codes.yaml");
        var lists = new LinkedHashMap<String, CodeList>();
        for (var entry : StrictYaml.readList(file, CodeListEntry.class)) {
            var list = located(file, "list " + entry.id(), () -> codeList(entry));
            if (lists.put(list.id(), list) != null) {
                throw new BrokenPack(file, "list " + list.id() + " stands twice");
            }
        }
        return lists;
    }

    private static CodeList codeList(CodeListEntry entry) {
        if (entry.codes() == null || entry.codes().isEmpty()) {
            throw new IllegalArgumentException("'codes' is missing");
        }
        var names = new LinkedHashMap<String, String>();
        entry.codes().forEach((code, both) -> {
            if (both.size() != 2) {
                throw new IllegalArgumentException("code " + code + " needs a Chinese and an English name");
            }
            names.put(code, both.get(0));
        });
        return new CodeList(
                Words.need(entry.id(), "id"),
                Words.need(entry.zh(), "zh"),
                Words.need(entry.en(), "en"),
                java.util.Collections.unmodifiableMap(names));
    }

    private List<CrossRule> crossRules(ConditionReader conditions) {
        var file = folder.resolve("rules.yaml");
        var ids = new HashSet<@Nullable String>();
        var rules = new ArrayList<CrossRule>();
        for (var entry : StrictYaml.readList(file, RuleEntry.class)) {
            rules.add(located(file, "rule " + entry.id(), () -> crossRule(entry, conditions)));
            if (!ids.add(entry.id())) {
                throw new BrokenPack(file, "rule " + entry.id() + " stands twice");
            }
        }
        return List.copyOf(rules);
    }

    private static CrossRule crossRule(RuleEntry entry, ConditionReader conditions) {
        if (entry.then() == null) {
            throw new IllegalArgumentException("'then' is missing");
        }
        Words.need(entry.severity(), "severity");
        return new CrossRule(
                Words.need(entry.id(), "id"),
                Words.code(entry.code()),
                Words.of(Severity.class, entry.severity(), Severity.REJECT),
                conditions.field(Words.need(entry.field(), "field")),
                conditions.read(entry.when()),
                conditions.read(entry.then()),
                new Bilingual(Words.need(entry.zh(), "zh"), Words.need(entry.en(), "en")));
    }

    private static List<Rulebook.State> states(PackHead head, ConditionReader conditions) {
        var states = new ArrayList<Rulebook.State>();
        if (head.states() != null) {
            head.states()
                    .forEach((name, when) -> states.add(new Rulebook.State(
                            Words.of(Standing.class, name, Standing.UNCONFIRMED), conditions.read(when))));
        }
        if (states.stream().noneMatch(state -> state.standing() == Standing.CONFIRMED)) {
            throw new IllegalArgumentException("'states' does not say when a breach is confirmed");
        }
        return List.copyOf(states);
    }

    /** Adds the place to what a reading found wrong. */
    static <T> T located(Path file, String place, Supplier<T> reading) {
        try {
            return reading.get();
        } catch (IllegalArgumentException wrong) {
            throw new BrokenPack(file, (place.isEmpty() ? "" : place + ": ") + wrong.getMessage(), wrong);
        }
    }
}
