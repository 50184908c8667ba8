package cn.lvyue.hub.standard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.lvyue.hub.record.StandardRecord;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.dataformat.yaml.YAMLMapper;

class ConditionReaderTest {
    private final StandardPack pack =
            StandardPacks.load(Path.of("src/test/resources/packs/tiny")).pack("tiny");
    private final ConditionReader reader = new ConditionReader(
            pack.fields().stream().collect(Collectors.toMap(Field::id, Function.identity())),
            Map.of("steps", pack.codeList("steps")),
            Map.of("phone", Phone::check));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{ field: firm, present: true }                 | firm=鑫恒  | true",
                "{ field: firm, present: true }                 |            | false",
                "{ field: firm, absent: true }                  |            | true",
                "{ field: step, equals: 'C' }                   | step=C     | true",
                "{ field: step, equals: 'C' }                   | step=A     | false",
                "{ field: step, equals: 'C' }                   |            | false",
                "{ field: step, in: ['A', 'C'] }                | step=A     | true",
                "{ field: step, in: ['A', 'C'] }                | step=X     | false",
                "{ field: body_code, starts-with: ['11','12'] } | body_code=123 | true",
                "{ field: body_code, starts-with: ['11','12'] } | body_code=213 | false",
                "{ field: sum, at-least: '30' }                 | sum=30.00  | true",
                "{ field: sum, at-least: '30' }                 | sum=5      | false",
                "{ field: sum, at-least: '30' }                 | sum=100    | true",
                "{ field: sum, greater-than: '0' }              | sum=0.00   | false",
                "{ field: sum, greater-than: '0' }              | sum=0.01   | true",
                "{ field: sum, greater-than: '0' }              | sum=-12.50 | false",
                "{ field: sum, greater-than: '0' }              |            | false",
                "{ field: phone, passes: phone }                | phone=无   | false",
                "{ field: phone, passes: phone }                | phone=12345 | true",
                "{ field: firm, equals-field: body }            | firm=甲,body=甲 | true",
                "{ field: firm, equals-field: body }            | firm=甲,body=乙 | false",
                "{ field: firm, equals-field: body }            | firm=甲    | true",
                "{ field: sum, not-above: rev }                 | sum=2.50,rev=10 | true",
                "{ field: sum, not-above: rev }                 | sum=10.01,rev=10 | false",
                "{ field: noted, not-before: told }             | told=2023-05-02,noted=2023-05-02 08:00:00 | true",
                "{ field: noted, not-before: told }             | told=2023-05-02,noted=2023-05-01 23:59:59 | false",
                "{ field: noted, not-before: changed }          | changed=2023-05-02 09:00:00,noted=2023-05-02 08:59:59 | false",
                "{ field: noted, not-before: changed }          | changed=2023-05-02 09:00:00,noted=2023-05-02 00:00:00 | true",
                "{ all: [{ field: firm, present: true }, { field: body, present: true }] } | firm=甲 | false",
                "{ any: [{ field: firm, present: true }, { field: body, present: true }] } | firm=甲 | true",
                "{ not: { field: step, equals: 'C' } }          |            | true"
            })
    void decides(String condition, String values, boolean holds) {
        assertThat(reader.read(new YAMLMapper().readTree(condition)).holds(record(values)))
                .isEqualTo(holds);
    }

    @Test
    void holdsAlwaysWhereNothingIsAsked() {
        assertThat(reader.read(null).holds(record(null))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{ field: nobody, present: true }",
                "{ field: firm, smells: 'good' }",
                "{ field: step, equals: 'Q' }",
                "{ field: step, in: [] }",
                "{ field: step, equals: 1 }",
                "{ field: sum, at-least: 'many' }",
                "{ field: firm, passes: fingerprint }",
                "{ field: firm, present: true, equals: 'x' }",
                "{ field: firm, present: false }",
                "[ 1 ]",
                "{ none: [] }"
            })
    void refusesWhatItDoesNotKnow(String condition) {
        var node = new YAMLMapper().readTree(condition);

        assertThatThrownBy(() -> reader.read(node)).isInstanceOf(IllegalArgumentException.class);
    }

    private StandardRecord record(String values) {
        var byId = new LinkedHashMap<String, String>();
        for (var one : values == null ? new String[0] : values.split(",")) {
            byId.put(one.split("=")[0], one.split("=")[1]);
        }
        return new StandardRecord(
                pack.names(), pack.names().ids().stream().map(byId::get).toArray(String[]::new));
    }
}
