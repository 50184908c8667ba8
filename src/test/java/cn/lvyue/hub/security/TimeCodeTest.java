package cn.lvyue.hub.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeCodeTest {
    /** Of RFC 6238, appendix B. */
    private static final byte[] SECRET = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);

    @ParameterizedTest
    @CsvSource({
        "59, 94287082",
        "1111111109, 07081804",
        "1111111111, 14050471",
        "1234567890, 89005924",
        "2000000000, 69279037",
        "20000000000, 65353130"
    })
    void codesAreThoseOfTheStandard(long second, String code) {
        var at = Instant.ofEpochSecond(second);

        assertThat(TimeCode.code(SECRET, TimeCode.step(at), 8)).isEqualTo(code);
        assertThat(TimeCode.match(SECRET, code.substring(2), at, 0)).hasValue(TimeCode.step(at));
    }

    @ParameterizedTest
    @CsvSource({"-60, false", "-30, true", "0, true", "30, true", "60, false"})
    void aClockMayBeOneStepOff(long seconds, boolean fits) {
        var now = Instant.parse("2026-03-01T00:00:00Z");
        var code = TimeCode.code(SECRET, TimeCode.step(now.plusSeconds(seconds)), 6);

        assertThat(TimeCode.match(SECRET, code, now, 0).isPresent()).isEqualTo(fits);
    }

    @Test
    void aCodeOfAStepThatWasUsedOrOfAnEarlierOneDoesNotFit() {
        var now = Instant.parse("2026-03-01T00:00:00Z");
        long step = TimeCode.step(now);

        assertThat(TimeCode.match(SECRET, TimeCode.code(SECRET, step, 6), now, step))
                .isEmpty();
        assertThat(TimeCode.match(SECRET, TimeCode.code(SECRET, step - 1, 6), now, step))
                .isEmpty();
        assertThat(TimeCode.match(SECRET, TimeCode.code(SECRET, step + 1, 6), now, step))
                .hasValue(step + 1);
    }

    @ParameterizedTest
    @CsvSource({"f, MY", "fo, MZXQ", "foo, MZXW6", "foob, MZXW6YQ", "fooba, MZXW6YTB", "foobar, MZXW6YTBOI"})
    void secretsAreWrittenAsTheStandardSays(String bytes, String text) {
        assertThat(Base32.encode(bytes.getBytes(StandardCharsets.US_ASCII))).isEqualTo(text);
    }
}
