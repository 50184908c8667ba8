package cn.lvyue.hub.standard;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResidentIdTest {
    @ParameterizedTest
    @ValueSource(strings = {"23110219900101001X", "23118319850615002X", "11010519491231002X", "440524188001010014"})
    void acceptsNumbersOfTheStandard(String number) {
        assertThat(ResidentId.check(number)).isEqualTo(Checked.Right.RIGHT);
    }

    @ParameterizedTest
    @CsvSource({
        "231124197802290014, V107",
        "23110219900101001x, V106",
        "231102199001010011, V106",
        "231102900101001, V103",
        "2311021990010100X1, V105",
        "000000189604213026, V105"
    })
    void saysWhatIsWrong(String number, String code) {
        assertThat(ResidentId.check(number))
                .isInstanceOfSatisfying(
                        Checked.Wrong.class, wrong -> assertThat(wrong.code()).isEqualTo(code));
    }

    @Test
    void knowsLeapYears() {
        assertThat(Days.exists("2000-02-29", 0, 5, 8)).isTrue();
        assertThat(Days.exists("1900-02-29", 0, 5, 8)).isFalse();
        assertThat(Days.exists("2023-02-29", 0, 5, 8)).isFalse();
        assertThat(Days.exists("2024-02-29", 0, 5, 8)).isTrue();
    }

    @Property
    void refusesEveryNumberWithOneDigitChanged(
            @ForAll @IntRange(min = 0, max = 16) int at, @ForAll @IntRange(min = 1, max = 9) int by) {
        var number = "23110219900101001X";
        char other = (char) ('0' + (number.charAt(at) - '0' + by) % 10);

        assertThat(ResidentId.check(number.substring(0, at) + other + number.substring(at + 1)))
                .isInstanceOf(Checked.Wrong.class);
    }
}
