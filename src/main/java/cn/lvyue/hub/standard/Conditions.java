package cn.lvyue.hub.standard;

import cn.lvyue.hub.record.StandardRecord;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a pack can say about a record. An operator with a value is false for a missing field; comparing two fields holds
 * where one of them is missing.
 */
final class Conditions {
    static final Condition ALWAYS = new All(List.of());

    private Conditions() {}

    record All(List<Condition> parts) implements Condition {
        @Override
        public boolean holds(StandardRecord record) {
            for (int i = 0; i < parts.size(); i++) {
                if (!parts.get(i).holds(record)) {
                    return false;
                }
            }
            return true;
        }

        @Override
        public String text() {
            return joined(parts, " 且 ");
        }
    }

    record Any(List<Condition> parts) implements Condition {
        @Override
        public boolean holds(StandardRecord record) {
            for (int i = 0; i < parts.size(); i++) {
                if (parts.get(i).holds(record)) {
                    return true;
                }
            }
            return false;
        }

        @Override
        public String text() {
            return joined(parts, " 或 ");
        }
    }

    record Not(Condition part) implements Condition {
        @Override
        public boolean holds(StandardRecord record) {
            return !part.holds(record);
        }

        @Override
        public String text() {
            return "非（" + part.text() + "）";
        }
    }

    record Present(Field field) implements Condition {
        @Override
        public boolean holds(StandardRecord record) {
            return record.value(field.index()) != null;
        }

        @Override
        public String text() {
            return field.id() + " 有值";
        }
    }

    record In(Field field, Set<String> values) implements Condition {
        @Override
        public boolean holds(StandardRecord record) {
            var value = record.value(field.index());
            return value != null && values.contains(value);
        }

        @Override
        public String text() {
            return field.id()
                    + (values.size() == 1 ? " = " : " ∈ ")
                    + values.stream().sorted().collect(Collectors.joining(", "));
        }
    }

    record StartsWith(Field field, List<String> prefixes) implements Condition {
        @Override
        public boolean holds(StandardRecord record) {
            var value = record.value(field.index());
            return value != null && prefixes.stream().anyMatch(value::startsWith);
        }

        @Override
        public String text() {
            return field.id() + " 以 " + String.join("、", prefixes) + " 开头";
        }
    }

    /** @param strictly whether the number itself is excluded */
    record AtLeast(Field field, String number, boolean strictly) implements Condition {
        @Override
        public boolean holds(StandardRecord record) {
            var value = record.value(field.index());
            return value != null && Decimals.compare(value, number) >= (strictly ? 1 : 0);
        }

        @Override
        public String text() {
            return field.id() + (strictly ? " > " : " ≥ ") + number;
        }
    }

    record Passes(Field field, Check check, String name) implements Condition {
        @Override
        public boolean holds(StandardRecord record) {
            var value = record.value(field.index());
            return value != null && !(check.check(value) instanceof Checked.Wrong);
        }

        @Override
        public String text() {
            return field.id() + " 符合 " + name;
        }
    }

    /** How two fields of a record compare. */
    record Compared(Field field, Comparison comparison, Field other) implements Condition {
        @Override
        public boolean holds(StandardRecord record) {
            var value = record.value(field.index());
            var against = record.value(other.index());
            return value == null || against == null || comparison.holds(value, against);
        }

        @Override
        public String text() {
            return field.id() + " " + comparison.sign + " " + other.id();
        }
    }

    private static String joined(List<Condition> parts, String by) {
        return parts.stream()
                .map(part -> part instanceof All || part instanceof Any ? "（" + part.text() + "）" : part.text())
                .collect(Collectors.joining(by));
    }
}
