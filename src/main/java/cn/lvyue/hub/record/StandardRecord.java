package cn.lvyue.hub.record;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A complaint in the fields of the standard (标准记录). Every value is text in the standard's own form: dates
 * {@code yyyy-MM-dd}, times {@code yyyy-MM-dd HH:mm:ss} in Asia/Shanghai, amounts with all their decimals, codes as listed.
 * A field without a value is null; there are no empty texts.
 */
public final class StandardRecord {
    private final FieldNames names;
    private final @Nullable String[] values;

    /** @param values in the order of {@code names}, handed over and not copied */
    public StandardRecord(FieldNames names, @Nullable String[] values) {
        if (values.length != names.size()) {
            throw new IllegalArgumentException(values.length + " values for " + names.size() + " fields");
        }
        this.names = names;
        this.values = values;
    }

    public FieldNames names() {
        return names;
    }

    public @Nullable String value(int index) {
        return values[index];
    }

    public @Nullable String value(String id) {
        return values[names.indexOf(id)];
    }

    /**
     * The record as one JSON object of texts, UTF-8, fields in the pack's order, absent fields left out: the one form that is
     * stored and compared, so equal records are equal bytes.
     */
    public byte[] toJson() {
        var json = new JsonText();
        json.raw('{');
        boolean first = true;
        for (int i = 0; i < values.length; i++) {
            var value = values[i];
            if (value != null) {
                if (!first) {
                    json.raw(',');
                }
                first = false;
                json.raw(names.jsonName(i));
                json.quote(value);
            }
        }
        json.raw('}');
        return json.toBytes();
    }

    @Override
    public String toString() {
        return new String(toJson(), StandardCharsets.UTF_8);
    }
}
