package cn.lvyue.hub.mapping;

import cn.lvyue.hub.record.SourceRecord;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where a rule takes its raw value from. */
sealed interface Source permits Source.Constant, Source.FirstFilled, Source.Joined, Source.OfField, Expression {
    /**
     * @param mapped the standard fields mapped so far
     * @return null where there is nothing
     */
    @Nullable
    String take(SourceRecord source, @Nullable String[] mapped, Notes notes);

    /** The source fields it looks at, the most telling first. */
    List<SourceField> fields();

    /** The same value for every record of the feed. */
    record Constant(String value) implements Source {
        @Override
        public String take(SourceRecord source, @Nullable String[] mapped, Notes notes) {
            return value;
        }

        @Override
        public List<SourceField> fields() {
            return List.of();
        }
    }

    /** The first of some source fields that has something in it. */
    record FirstFilled(List<SourceField> fields) implements Source {
        @Override
        public @Nullable String take(SourceRecord source, @Nullable String[] mapped, Notes notes) {
            for (int i = 0; i < fields.size(); i++) {
                var field = fields.get(i);
                var value = field.filledIn(source);
                if (value != null) {
                    notes.readFrom(field.name(), source.kind(field.slot()));
                    return value;
                }
            }
            return null;
        }
    }

    /** All of some source fields that have something in them, with a text between. */
    record Joined(List<SourceField> fields, String between) implements Source {
        @Override
        public @Nullable String take(SourceRecord source, @Nullable String[] mapped, Notes notes) {
            String joined = null;
            for (int i = 0; i < fields.size(); i++) {
                var field = fields.get(i);
                var value = field.filledIn(source);
                if (value != null && joined == null) {
                    notes.readFrom(field.name(), source.kind(field.slot()));
                    joined = Characters.strip(value);
                } else if (value != null) {
                    joined = joined + between + Characters.strip(value);
                }
            }
            return joined;
        }
    }

    /** A standard field that an earlier rule has filled. @param fields what fed that field */
    record OfField(int index, List<SourceField> fields) implements Source {
        @Override
        public @Nullable String take(SourceRecord source, @Nullable String[] mapped, Notes notes) {
            if (!fields.isEmpty()) {
                notes.readFrom(fields.get(0).name(), source.kind(fields.get(0).slot()));
            }
            return mapped[index];
        }
    }
}
