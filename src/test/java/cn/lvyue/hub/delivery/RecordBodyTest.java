package cn.lvyue.hub.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.lvyue.hub.record.DueKind;
import cn.lvyue.hub.record.DueRevision;
import cn.lvyue.hub.record.FeedId;
import cn.lvyue.hub.record.StandardRecord;
import cn.lvyue.hub.record.Standing;
import cn.lvyue.hub.record.Target;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** A record in a package is the stored one, byte for byte as a JSON generator would write it. */
class RecordBodyTest {
    private final SmallPack pack = new SmallPack();

    @Test
    void textsOfEveryKindAreWrittenAsAGeneratorWritesThem() {
        for (var text :
                new String[] {"工程款", "a\"b\\c", "zeile\n\r\t\b\f\u0001", "𠮷野家😀", "", "é ü", "\\u0041", "}{,:"}) {
            assertThat(written(stored(Map.of("X_TEXT", text, "X_DECIDED", "0"))))
                    .contains("\"X_TEXT\":" + quoted(text) + ",");
        }
    }

    @Test
    void fieldsGoInThePacksOrderWhateverTheStoredOrderWas() {
        var fields = "{\"X_DECIDED\":\"0\",\"X_UNKNOWN\":\"?\",\"X_NAME\":null,\"X_TEXT\":\"t\",\"X_NO\":\"other\"}";
        assertThat(written(fields.getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(
                        "{\"X_NO\":\"23202603010300000000007\",\"X_SOURCE\":\"GD-7\",\"X_TEXT\":\"t\",\"X_DECIDED\":\"0\","
                                + "\"X_REVISION\":1,\"X_STATE\":0}");
    }

    @Test
    void whatIsNotInTheStoredFormIsNotSent() {
        for (var broken : new String[] {
            "", "{", "{\"X_TEXT\":\"t\"", "{\"X_TEXT\":1}", "{ \"X_TEXT\":\"t\"}", "[]", "{\"X_TEXT\":\"t"
        }) {
            assertThatThrownBy(() -> written(broken.getBytes(StandardCharsets.UTF_8)))
                    .as(broken)
                    .isInstanceOf(CannotCompose.class);
        }
    }

    private byte[] stored(Map<String, String> values) {
        var all = new String[pack.names().size()];
        new HashMap<>(values).forEach((name, value) -> all[pack.names().indexOf(name)] = value);
        return new StandardRecord(pack.names(), all).toJson();
    }

    private String written(byte[] fields) {
        var due = new DueRevision(
                1,
                Target.PROVINCIAL,
                ListedOutbox.id(7),
                1,
                DueKind.NEW,
                Standing.CONFIRMED,
                new FeedId("hotline-12345"),
                "GD-7",
                Instant.EPOCH,
                fields);
        var out = new PackageBytes(16);
        try (var writing = new RecordBody(pack, Target.PROVINCIAL).into(out)) {
            writing.write(new PackageBody.Line(DueKind.NEW, due));
        }
        return new String(out.toBytes(), StandardCharsets.UTF_8);
    }

    private static String quoted(String text) {
        var out = new PackageBytes(16);
        try (var generator = new JsonFactory().createGenerator(ObjectWriteContext.empty(), out)) {
            generator.writeString(text);
        }
        return new String(Arrays.copyOf(out.raw(), out.size()), StandardCharsets.UTF_8);
    }
}
