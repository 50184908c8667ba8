package cn.lvyue.hub.channel.table;

import static org.assertj.core.api.Assertions.assertThat;

import cn.lvyue.hub.record.FindingWords.Words;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ErrorReasonTest {
    private static final List<Words> TWO = List.of(
            new Words("V104", "HT_WYXX.SEQ_NO=17, column STATE", "状态不在代码表𠮷；请改正", "not listed; put it right"),
            new Words("P103", "HT_WYXX.SEQ_NO=17", "缺少代码；请补正", "no code; complete it"));

    @Test
    void saysAllInChineseThenAllInEnglishWithTheColumn() {
        assertThat(ErrorReason.of(TWO, 0, false))
                .isEqualTo("V104 [STATE] 状态不在代码表𠮷；请改正；P103 缺少代码；请补正"
                        + " / V104 [STATE] not listed; put it right; P103 no code; complete it");
        assertThat(ErrorReason.of(List.of(), 10, false)).isNull();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 20, 21, 22, 23, 30, 60, 500})
    void fitsTheColumnAndNeverCutsACharacter(int length) {
        var characters = ErrorReason.of(TWO, length, false);
        assertThat(characters.codePointCount(0, characters.length())).isLessThanOrEqualTo(length);
        var bytes = ErrorReason.of(TWO, length, true);
        assertThat(bytes.getBytes(StandardCharsets.UTF_8).length).isLessThanOrEqualTo(length);
        assertThat(StandardCharsets.UTF_8.newEncoder().canEncode(characters + bytes))
                .isTrue();
    }
}
