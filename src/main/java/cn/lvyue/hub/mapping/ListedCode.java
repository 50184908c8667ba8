package cn.lvyue.hub.mapping;

import cn.lvyue.hub.standard.CodeList;
import org.jspecify.annotations.Nullable;

/** Lets the values of a code list through and refuses others with V104. */
record ListedCode(CodeList list) implements Converter {
    @Override
    public @Nullable String convert(String raw, Notes notes) {
        if (list.contains(raw)) {
            return raw;
        }
        notes.reject("V104", raw, String.join("、", list.names().keySet()));
        return null;
    }
}
