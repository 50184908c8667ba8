package cn.lvyue.hub.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import cn.lvyue.hub.record.SourceRecord;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExpressionTest {
    private static final List<SourceField> FIELDS = List.of(new SourceField("编号", 0), new SourceField("单位", 1));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "['编号'] + '-' + ['单位'] | HT-2022-黑河市",
                "['编号'].substring(0, 2) | HT",
                "['编号'].startsWith('HT') ? '合同' : '协议' | 合同",
                "['单位'] == null ? '无' : ['单位'] | 黑河市",
                "['没有'] ?: '缺省' | 缺省",
                "['编号'].length() | 7",
            })
    void saysWhatATableCannot(String expression, String value) {
        for (int i = 0; i < 200; i++) {
            assertThat(take(expression, "HT-2022", "黑河市").value()).isEqualTo(value);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "T(java.lang.Runtime).getRuntime()", "new java.io.File('/')", "@mapping", "['编号'].getClass()",
                        "['编号'].class",
                "['编号'].getBytes()", "['编号'] = 'x'", "#root.clear()", "['编号'].repeat(100000)", "['编号'].substring(99)"
            })
    void reachesNothingBeyondTheTextsOfItsRecord(String expression) {
        var taken = take(expression, "HT-2022", "黑河市");
        assertThat(taken.value()).isNull();
        assertThat(taken.codes()).containsExactly("V102");
    }

    @Test
    void givesNothingForNothing() {
        var taken = take("['编号']", " ", null);
        assertThat(taken.value()).isNull();
        assertThat(taken.findings()).isEmpty();
    }

    private static Converted take(String expression, @Nullable String no, @Nullable String body) {
        var source = new SourceRecord(1, 1, Converted.PLACES, new @Nullable String[] {no, body}, null, List.of());
        var notes = new Notes(false);
        notes.begin(source);
        notes.about("FIELD");
        var value = new Expression(expression, FIELDS).take(source, new @Nullable String[0], notes);
        return new Converted(value, List.copyOf(notes.findings()));
    }
}
