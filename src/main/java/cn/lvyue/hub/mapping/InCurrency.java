package cn.lvyue.hub.mapping;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An amount beside which a field of its own names the currency; other currencies are refused with V102. */
record InCurrency(Converter amount, SourceField currency, Set<String> admitted) implements Converter {
    @Override
    public @Nullable String convert(String raw, Notes notes) {
        var word = notes.value(currency.slot());
        if (word == null || Characters.isEmpty(word) || admitted.contains(Characters.narrow(word))) {
            return amount.convert(raw, notes);
        }
        notes.reject("V102", raw + " " + Characters.strip(word), String.join("、", admitted));
        return null;
    }
}
