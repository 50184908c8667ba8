package cn.lvyue.hub.security;

import static org.assertj.core.api.Assertions.assertThat;

import cn.lvyue.hub.signing.Sm3;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class AlgorithmTest {
    @Test
    void digestsAsTheStandardsExamples() { // GB/T 32905-2016 A.1, A.2
        assertThat(Sm3.hex(bytes("abc"))).isEqualTo("66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0");
        assertThat(Sm3.hex(bytes("abcd".repeat(16))))
                .isEqualTo("debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732");
        assertThat(Sm3.hex(new byte[0])).isEqualTo("1ab21d8355cfa17f8e61194831e81a8f22bec8c728fefb747ed035eb5082aa2b");
    }

    @Test
    void signsWithSm3AndWithSha256() {
        assertThat(signed(Algorithm.HMAC_SM3, "testsecret", "abc"))
                .isEqualTo("6f1c3f20eec89f3be4fe85a06e18d6363b570988f65afa2ef924135c070abe6e");
        assertThat(signed(Algorithm.HMAC_SHA256, "Jefe", "what do ya want for nothing?")) // RFC 4231 case 2
                .isEqualTo("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
    }

    private static String signed(Algorithm algorithm, String secret, String text) {
        return HexFormat.of().formatHex(algorithm.sign(bytes(secret), bytes(text)));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
