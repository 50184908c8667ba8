package cn.lvyue.hub.mapping;

import org.jspecify.annotations.Nullable;

/** An amount whose unit stands in a field of its own ({@code unit="万元"}). */
record AmountIn(Amount amount, SourceField unit) implements Converter {
    private static final String WANTED = "金额单位：元、万元、亿元 | a unit: 元, 万元 or 亿元";

    @Override
    public @Nullable String convert(String raw, Notes notes) {
        var word = notes.value(unit.slot());
        if (word == null || Characters.isEmpty(word)) {
            return amount.convert(raw, notes);
        }
        var named = Amount.Unit.named(Characters.narrow(word));
        if (named == null) {
            notes.reject("V102", word, WANTED);
            return null;
        }
        return amount.convert(raw, named, notes);
    }
}
