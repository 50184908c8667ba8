package cn.lvyue.hub.standard;

import java.util.List;
import java.util.Optional;

/**
 * One column of the form for filling in by hand.
 *
 * @param choices the list its values are chosen from; empty where anything may be written
 */
record EntryColumn(FieldRule rule, Optional<Choices> choices) {
    private static final String DIVISION = "division";

    /** What a drop-down list offers. @param list the code list's id, or one name for all divisions of a form */
    record Choices(String list, String titleZh, List<String> labels) {}

    /** The fields of a pack that people fill in: not what the hub fills, nor the columns of the exchange, unless they are content. */
    static List<EntryColumn> of(Rulebook book) {
        return book.fields().stream()
                .filter(rule -> rule.field().group() != Field.Group.TRANSFER || rule.content())
                .filter(rule -> Role.filledByTheHub().stream()
                        .noneMatch(role ->
                                book.pack().field(role).id().equals(rule.field().id())))
                .map(rule -> new EntryColumn(rule, choices(rule, book)))
                .toList();
    }

    private static Optional<Choices> choices(FieldRule rule, Rulebook book) {
        var codes = rule.codes();
        if (codes != null) {
            return Optional.of(new Choices(
                    codes.id(), codes.nameZh(), List.copyOf(codes.labels().keySet())));
        }
        return DIVISION.equals(rule.field().check()) ? divisions(rule.field().type(), book) : Optional.empty();
    }

    /** Only divisions whose code the field can hold: a functional zone's code is longer than that of a county. */
    private static Optional<Choices> divisions(FieldType type, Rulebook book) {
        var names = book.pack().divisions().inForce().entrySet().stream()
                .filter(division -> holds(type, division.getKey()))
                .map(division -> division.getValue())
                .toList();
        return names.isEmpty()
                ? Optional.empty()
                : Optional.of(new Choices(DIVISION + " " + TypeNotation.write(type), "行政区划", names));
    }

    private static boolean holds(FieldType type, String code) {
        return type.kind() == FieldType.Kind.FIXED ? code.length() == type.length() : code.length() <= type.length();
    }

    Field field() {
        return rule.field();
    }

    /** The name with its mark: * for always asked for, △ for asked for in some cases. */
    String heading() {
        return switch (rule.required()) {
            case ALWAYS -> "*" + field().nameZh();
            case CONDITIONAL -> "△" + field().nameZh();
            case OPTIONAL -> field().nameZh();
        };
    }

    /** Whether a spreadsheet would change what is typed: leading zeros, long numbers, 3-1 made a day. */
    boolean asText() {
        return field().type().kind() != FieldType.Kind.NUMBER;
    }
}
