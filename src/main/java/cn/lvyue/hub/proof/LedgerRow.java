package cn.lvyue.hub.proof;

import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * What became of one source record, as the ledger keeps it.
 *
 * @param fields of the standard record, one JSON object of texts; null where nothing was kept
 */
record LedgerRow(
        int row,
        @Nullable String place,
        String sourceRecordNo,
        @Nullable Integer effect,
        int outcome,
        @Nullable Long recordId,
        @Nullable Integer revision,
        @Nullable Long duplicateOf,
        @Nullable Integer standing,
        @Nullable String findings,
        @Nullable String fields) {

    private static final TypeReference<TreeMap<String, @Nullable String>> TEXTS = new TypeReference<>() {};
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** All that a record's commitment is over, in the order of the names; without absent values. */
    TreeMap<String, String> named(String mapping, String pack) {
        var named = new TreeMap<String, String>();
        if (fields != null) {
            JSON.readValue(fields, TEXTS).forEach((name, value) -> put(named, name, value));
        }
        put(named, "#place", place);
        put(named, "#sourceRecordNo", sourceRecordNo);
        put(named, "#effect", effect);
        put(named, "#outcome", outcome);
        put(named, "#recordId", recordId);
        put(named, "#revision", revision);
        put(named, "#duplicateOf", duplicateOf);
        put(named, "#standing", standing);
        put(named, "#findings", findings);
        put(named, "#mapping", mapping);
        put(named, "#pack", pack);
        return named;
    }

    private static void put(TreeMap<String, String> named, String name, @Nullable Object value) {
        if (value != null) {
            named.put(name, value.toString());
        }
    }
}
