package cn.lvyue.hub.standard;

import static cn.lvyue.hub.standard.PackReader.located;

import cn.lvyue.hub.record.Severity;
import cn.lvyue.hub.standard.Field.Group;
import cn.lvyue.hub.standard.Field.PersonalData;
import cn.lvyue.hub.standard.Field.Use;
import cn.lvyue.hub.standard.FieldRule.Requirement;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** Reads {@code fields.yaml}: first what the fields are, then, when all are known, how they are judged. */
final class FieldsFile {
    private final Path file;
    private final Map<String, CodeList> codeLists;
    private final DivisionTable divisions;
    private final List<FieldEntry> entries;

    FieldsFile(Path file, Map<String, CodeList> codeLists, DivisionTable divisions) {
        this.file = file;
        this.codeLists = codeLists;
        this.divisions = divisions;
        this.entries = StrictYaml.readList(file, FieldEntry.class).stream()
                .sorted(Comparator.comparing(this::group).thenComparing(entry -> !content(entry)))
                .toList();
    }

    /** Standard, extension, transfer; inside each first what is content, so that content is one stretch of the stored form. */
    Fields fields() {
        var fields = new ArrayList<Field>();
        var ids = new HashSet<@Nullable String>();
        for (var entry : entries) {
            fields.add(located(file, "field " + entry.id(), () -> field(entry, fields.size())));
            if (!ids.add(entry.id())) {
                throw new BrokenPack(file, "field " + entry.id() + " stands twice");
            }
        }
        return Fields.of(fields);
    }

    ConditionReader conditions(Fields fields) {
        return new ConditionReader(fields.byIds(), codeLists, checks(false));
    }

    List<FieldRule> rules(Fields fields, ConditionReader conditions) {
        var rules = new ArrayList<FieldRule>();
        for (var entry : entries) {
            var field = fields.all().get(rules.size());
            rules.add(located(file, "field " + field.id(), () -> rule(entry, field, conditions)));
        }
        return List.copyOf(rules);
    }

    private Field field(FieldEntry entry, int index) {
        var group = group(entry);
        var notation = Words.need(entry.type(), "type");
        var type = TypeNotation.read(notation)
                .orElseThrow(() -> new IllegalArgumentException("'" + notation + "' is no type notation"));
        if (entry.codes() != null && !codeLists.containsKey(entry.codes())) {
            throw new IllegalArgumentException("no code list " + entry.codes());
        }
        if (group != Group.TRANSFER && !content(entry)) {
            throw new IllegalArgumentException("'content: false' is for transfer fields");
        }
        var use = group == Group.TRANSFER ? Use.OMIT : Use.INCLUDE;
        return new Field(
                index,
                Words.need(entry.id(), "id"),
                Words.need(entry.zh(), "zh"),
                Words.need(entry.en(), "en"),
                group,
                type,
                entry.codes(),
                entry.check(),
                Words.of(PersonalData.class, entry.personal(), PersonalData.NONE),
                Words.of(Use.class, entry.province(), use),
                Words.of(Use.class, entry.national(), use),
                Words.need(entry.provenance(), "provenance"));
    }

    private FieldRule rule(FieldEntry entry, Field field, ConditionReader conditions) {
        var required = required(Words.need(entry.required(), "required"));
        if ((required == Requirement.CONDITIONAL) != (entry.requiredWhen() != null)) {
            throw new IllegalArgumentException("'required-when' goes with required: C and with nothing else");
        }
        if ((required == Requirement.OPTIONAL) != (entry.missing() == null)) {
            throw new IllegalArgumentException("'missing' goes with required: M and C, and with nothing else");
        }
        return new FieldRule(
                field,
                required,
                required == Requirement.OPTIONAL ? null : conditions.read(entry.requiredWhen()),
                Words.penalty(entry.missing()),
                entry.codes() == null ? null : codeLists.get(entry.codes()),
                check(entry),
                pattern(entry.pattern()),
                entry.minLength() == null ? 0 : entry.minLength(),
                Objects.requireNonNull(Words.severity(entry.faults(), Severity.REJECT), "'faults' is reject or remark"),
                Words.severity(entry.future(), null),
                content(entry),
                Boolean.TRUE.equals(entry.assumed()),
                entry.note());
    }

    private @Nullable Check check(FieldEntry entry) {
        if (entry.check() == null) {
            return null;
        }
        var checks = checks(Boolean.TRUE.equals(entry.placeholder()));
        var check = checks.get(entry.check());
        if (check == null) {
            throw new IllegalArgumentException("no check '" + entry.check() + "'; there are " + checks.keySet());
        }
        return check;
    }

    private Map<String, Check> checks(boolean placeholder) {
        return Map.of(
                "uscc",
                new CreditCodeCheck(divisions, placeholder),
                "resident-id",
                ResidentId::check,
                "division",
                new DivisionCheck(divisions),
                "phone",
                Phone::check);
    }

    private Group group(FieldEntry entry) {
        return located(file, "field " + entry.id(), () -> Words.of(Group.class, entry.group(), Group.STANDARD));
    }

    private boolean content(FieldEntry entry) {
        return entry.content() == null ? group(entry) != Group.TRANSFER : entry.content();
    }

    private static Requirement required(String mark) {
        return switch (mark) {
            case "M" -> Requirement.ALWAYS;
            case "C" -> Requirement.CONDITIONAL;
            case "O" -> Requirement.OPTIONAL;
            default -> throw new IllegalArgumentException("'required' is M, C or O");
        };
    }

    private static @Nullable Pattern pattern(@Nullable String text) {
        try {
            return text == null ? null : Pattern.compile(text);
        } catch (PatternSyntaxException broken) {
            throw new IllegalArgumentException("'pattern' is broken: " + broken.getDescription(), broken);
        }
    }
}
