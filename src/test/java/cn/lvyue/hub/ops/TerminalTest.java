package cn.lvyue.hub.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class TerminalTest {
    @Test
    void keepsAnEncodingThatHasChinese() {
        assertThat(Terminal.encoding("GBK")).isEqualTo(Charset.forName("GBK"));
    }

    @Test
    void fallsBackToUtf8() {
        assertThat(Terminal.encoding("ANSI_X3.4-1968")).isEqualTo(StandardCharsets.UTF_8);
        assertThat(Terminal.encoding("no-such-thing")).isEqualTo(StandardCharsets.UTF_8);
        assertThat(Terminal.encoding(null)).isEqualTo(StandardCharsets.UTF_8);
    }
}
