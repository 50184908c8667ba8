package cn.lvyue.hub.intake;

import static cn.lvyue.hub.intake.Samples.json;
import static cn.lvyue.hub.intake.Samples.page;
import static cn.lvyue.hub.intake.Samples.read;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import cn.lvyue.hub.record.CellKind;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class JsonReadingTest {
    @Test
    void readsThePageInsideItsEnvelope() {
        var read = read(
                page("djbh", "qkje", "ok", "deep.er"),
                "{\"code\":0,\"x\":[{\"y\":1}],\"data\":{\"total\":2,\"list\":[{\"djbh\":\"A\",\"qkje\":521542.090,\"ok\":true,\"deep\":{\"er\":\"z\",\"no\":[1]}},"
                        + "{\"qkje\":null,\"djbh\":\"B\",\"qkje\":1e3}],\"pages\":1}}");

        assertThat(read.values(0)).containsExactly("A", "B");
        assertThat(read.values(1)).containsExactly("521542.090", "1000");
        assertThat(read.values(2)).containsExactly("true", "null");
        assertThat(read.values(3)).containsExactly("z", "null");
        assertThat(read.records().get(0).kind(1)).isEqualTo(CellKind.NUMBER);
        assertThat(read.records().get(0).kind(2)).isEqualTo(CellKind.BOOLEAN);
        assertThat(read.records().get(1).place()).isEqualTo("/data/list/1");
        assertThat(read.records().get(1).placeOf("deep.er")).isEqualTo("/data/list/1/deep/er");
        assertThat(read.end().findings()).isEmpty();
    }

    @Test
    void refusesAnErrorPageAndTellsWhatItSaid() {
        var read = read(page("djbh"), "{\"code\":500,\"msg\":\"系统繁忙\",\"data\":null}");

        assertThat(read.end().unreadable()).isTrue();
        assertThat(read.codes()).containsExactly("F101");
        assertThat(read.end().findings().get(0).value()).contains("code=500", "系统繁忙");
    }

    @Test
    void reportsAnErrorCodeBehindTheRecords() {
        var read = read(page("djbh"), "{\"data\":{\"list\":[{\"djbh\":\"A\"}]},\"code\":7}");

        assertThat(read.values(0)).containsExactly("A");
        assertThat(read.codes()).containsExactly("F101");
    }

    @Test
    void readsAnEmptyPage() {
        var read = read(page("djbh"), "{\"code\":\"0\",\"data\":{\"list\":[]}}");

        assertThat(read.end().read()).isZero();
        assertThat(read.end().findings()).isEmpty();
    }

    @Test
    void readsASingleRecordWhereAPageIsUsual() {
        var read = read(page("djbh", "a.b"), "{\"djbh\":\"A\",\"a\":{\"b\":2}}");

        assertThat(read.values(0)).containsExactly("A");
        assertThat(read.values(1)).containsExactly("2");
        assertThat(read.records().get(0).place()).isEqualTo("/");
        assertThat(read.records().get(0).placeOf("a.b")).isEqualTo("/a/b");
    }

    @Test
    void readsAnArray() {
        var read = read(json("", "a"), "[{\"a\":1},7,{\"a\":2}]");

        assertThat(read.values(0)).containsExactly("1", "null", "2");
        assertThat(read.codesOf(1)).containsExactly("F109");
        assertThat(read.records().get(2).place()).isEqualTo("/2");
    }

    @Test
    void readsLinesAndLosesOnlyTheBrokenOne() {
        var read = read(
                json("", "a", "claim.amount"),
                "{\"a\":1}\n{\"a\":2,\"claim\":{\"am\n\n{\"a\":3,\"claim\":{\"amount\":\"5\"}}\n");

        assertThat(read.values(0)).containsExactly("1", "2", "3");
        assertThat(read.codesOf(1)).containsExactly("F109");
        assertThat(read.records().get(2).place()).isEqualTo("line 4");
        assertThat(read.records().get(2).placeOf("claim.amount")).isEqualTo("line 4/claim/amount");
    }

    @Test
    void rejectsOnlyTheLineWithBadBytes() {
        var bytes = "{\"a\":\"1\"}\n{\"a\":\"#\"}\n{\"a\":\"3\"}\n".getBytes(UTF_8);
        bytes[16] = (byte) 0xFF;
        var read = read(json("", "a"), bytes);

        assertThat(read.end().read()).isEqualTo(3);
        assertThat(read.codesOf(1)).containsExactly("F102");
        assertThat(read.codesOf(2)).isEmpty();
    }

    @Test
    void rejectsOnlyTheRecordWithBadBytesInAnArray() {
        var bytes = "[{\"a\":\"1\"},{\"a\":\"#\"},{\"a\":\"3\"}]".getBytes(UTF_8);
        bytes[17] = (byte) 0xFF;
        var read = read(json("", "a"), bytes);

        assertThat(read.end().read()).isEqualTo(3);
        assertThat(read.codesOf(0)).isEmpty();
        assertThat(read.codesOf(1)).containsExactly("F102");
        assertThat(read.codesOf(2)).isEmpty();
    }

    @Test
    void keepsTheRecordsBeforeACut() {
        var read = read(page("djbh"), "{\"code\":0,\"data\":{\"list\":[{\"djbh\":\"A\"},{\"djbh\":\"B");

        assertThat(read.values(0)).containsExactly("A");
        assertThat(read.codes()).containsExactly("F101");
        assertThat(read.end().findings().get(0).place()).startsWith("line 1, column ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":NaN}",
                "{\"a\":1,}",
                "{'a':1}",
                "{\"a\":01}",
                "/*x*/{\"a\":1}",
                "{\"a\":1}}",
                "{\"a\":\"\t\"}",
                "",
                " ",
                "7",
                "{\"a\":"
            })
    void refusesWhatIsNotJson(String text) {
        var read = read(json("", "a"), text);

        assertThat(read.end().unreadable()).isTrue();
        assertThat(read.codes()).containsExactly("F101");
    }

    @Test
    void refusesAPageOfAnotherKind() {
        assertThat(read(json("", "a"), "<html/>").codes()).containsExactly("F106");
        assertThat(read(json("", "a"), "单号,金额").end().findings().get(0).wanted())
                .contains("JSON that begins with { or [");
    }

    @Test
    void boundsDepthAndNumbers() {
        assertThat(read(json("", "a"), "[".repeat(100_000)).codes()).containsExactly("F105");
        assertThat(read(json("", "a"), "{\"a\":1e999999999}").values(0)).containsExactly("1e999999999");
    }

    @Test
    void boundsValues() {
        var read = read(
                json("", "a"),
                ("[{\"a\":\"" + "长".repeat(2_000) + "\"},{\"a\":2}]").getBytes(UTF_8),
                Map.of("hub.intake.max-cell", "1000"),
                0);

        assertThat(read.codesOf(0)).containsExactly("F109");
        assertThat(read.values(0)).containsExactly("null", "2");
    }

    @Test
    void rejectsHalfACharacter() {
        assertThat(read(json("", "a"), "[{\"a\":\"\\uD800\"}]").codesOf(0)).containsExactly("F102");
    }

    @Test
    void readsAWholeStructureThatIsAskedForAsItsText() {
        assertThat(read(json("", "a"), "[{\"a\":[1,{\"b\":2}]}]").values(0)).containsExactly("[1,{\"b\":2}]");
    }

    @Property(tries = 200)
    void givesBackTheLinesThatWereWritten(@ForAll @Size(min = 2, max = 20) List<Map<KeyName, String>> records) {
        var mapper = JsonMapper.shared();
        var text = new StringBuilder();
        for (int i = 0; i < records.size(); i++) {
            text.append(mapper.writeValueAsString(
                            Map.of("id", i, "v", whole(records.get(i).toString()))))
                    .append('\n');
        }
        var read = read(json("", "id", "v"), text.toString());

        assertThat(read.values(1))
                .isEqualTo(records.stream().map(r -> whole(r.toString())).toList());
        assertThat(read.records()).allMatch(r -> r.faults().isEmpty());
    }

    enum KeyName {
        A,
        B
    }

    private static String whole(String text) {
        return new String(text.getBytes(UTF_8), UTF_8);
    }
}
