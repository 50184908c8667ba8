package cn.lvyue.hub.mapping;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import cn.lvyue.hub.record.CellKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Puts the labelled values of {@code HUB_CORPORA} through the conversions, each judged by its class. */
@EnabledIfEnvironmentVariable(named = "HUB_CORPORA", matches = ".+")
class CorporaValuesIT {
    /** What is decided about values on which reasonable people differ; what is not here is refused. */
    private static final Map<String, String> DATES_TAKEN = Map.of(
            "1970-01-01", "1970-01-01 00:00:00",
            "2023-08-05T06:30:00", "2023-08-05 06:30:00",
            "2099-01-01", "2099-01-01 00:00:00");

    private static final Map<String, String> AMOUNTS_TAKEN = Map.of("12.5萬元", "12.500000");

    @Test
    void readsDatesAsTheirClassesAsk() throws IOException {
        var wrong = new ArrayList<String>();
        for (var line : lines("dates.jsonl")) {
            var value = line.get("value");
            var kind = value.isNumber() ? CellKind.NUMBER : CellKind.TEXT;
            var converted = Converted.by(new MomentText(true), value.asString(), kind);
            var wanted = switch (line.get("class").asString()) {
                case "MUST_PARSE", "SHOULD_PARSE" -> moment(line.get("expect").asString());
                case "MUST_REJECT" -> null;
                default -> DATES_TAKEN.get(value.asString());
            };
            compare(line, converted, wanted, wrong);
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void readsAmountsAsTheirClassesAsk() throws IOException {
        var wrong = new ArrayList<String>();
        for (var line : lines("amounts.jsonl")) {
            var unit = line.get("column_unit").asString().equals("元") ? Amount.Unit.YUAN : Amount.Unit.WAN;
            var value = line.get("value").asString();
            if (value.isEmpty()) {
                // no value reaches no conversion: a missing required value is V101
                continue;
            }
            var converted = Converted.by(new Amount(unit), value);
            var wanted = switch (line.get("class").asString()) {
                case "MUST_PARSE", "SHOULD_PARSE" ->
                    inWan(line.get("expect_yuan").asString());
                case "MUST_REJECT" -> null;
                default -> AMOUNTS_TAKEN.get(value);
            };
            compare(line, converted, wanted, wrong);
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void keepsOrCleansOddCharactersButNeverGuesses() throws IOException {
        for (var line : lines("strings.jsonl")) {
            var value = line.get("value").asString();
            var converted = Converted.by(new CleanText(false), value);
            switch (line.get("class").asString()) {
                case "invisible" -> assertThat(converted.value()).isEqualTo("黑河市");
                case "bidi" -> assertThat(converted.value()).doesNotContainPattern("[\u202A-\u202E\u2066-\u2069]");
                default -> {
                    boolean controls = value.chars().anyMatch(c -> c < ' ' && !Character.isWhitespace(c));
                    assertThat(converted.value())
                            .as(line.toString())
                            .isEqualTo(controls ? null : value.strip().replace("\r\n", " "));
                }
            }
        }
    }

    private static void compare(JsonNode line, Converted converted, @Nullable String wanted, List<String> wrong) {
        boolean told = wanted != null || !converted.findings().isEmpty();
        if (!java.util.Objects.equals(converted.value(), wanted) || !told) {
            wrong.add(line + " became " + converted);
        }
    }

    private static String moment(String expected) {
        return expected.length() == 10
                ? expected + " 00:00:00"
                : expected.substring(0, 19).replace('T', ' ');
    }

    private static String inWan(String yuan) {
        return new java.math.BigDecimal(yuan).movePointLeft(4).setScale(6).toPlainString();
    }

    private static List<JsonNode> lines(String name) throws IOException {
        var mapper = new JsonMapper();
        var file = Path.of(System.getenv("HUB_CORPORA"), "values", name);
        return Files.readAllLines(file, UTF_8).stream().map(mapper::readTree).toList();
    }
}
