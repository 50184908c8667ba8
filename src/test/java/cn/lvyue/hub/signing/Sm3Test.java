package cn.lvyue.hub.signing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class Sm3Test {
    private static final byte[] ABC = "abc".getBytes(StandardCharsets.UTF_8);

    @Test
    void givesTheDigestOfTheStandardsExample() {
        assertThat(Sm3.hex(ABC)).isEqualTo("66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0");
    }

    @Test
    void signsWithAKey() {
        assertThat(Sm3.hmac("testsecret".getBytes(StandardCharsets.UTF_8), ABC))
                .isEqualTo("6f1c3f20eec89f3be4fe85a06e18d6363b570988f65afa2ef924135c070abe6e");
    }
}
