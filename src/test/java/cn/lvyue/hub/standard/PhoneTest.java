package cn.lvyue.hub.standard;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PhoneTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "19900006318",
                "+86 199 0000 6318",
                "008619900006318",
                "0456-8221234",
                "(0456)8221234",
                "010-62345678",
                "0456-8221234-801",
                "04568221234转801",
                "82212345",
                "400-800-1234",
                "12345"
            })
    void acceptsNumbersInUse(String number) {
        assertThat(Phone.check(number)).isEqualTo(Checked.Right.RIGHT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "无", "12000006318", "1990000631", "199000063181", "0456", "电话不详", "6318"})
    void refusesWhatCanBeNoNumber(String number) {
        assertThat(Phone.check(number)).isInstanceOf(Checked.Wrong.class);
    }
}
