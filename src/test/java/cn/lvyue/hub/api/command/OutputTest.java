package cn.lvyue.hub.api.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class OutputTest {
    @Test
    void helpIsInTheTerminalsEncodingWhateverTheLocaleOfTheJvm() {
        var gb18030 = Charset.forName("GB18030");
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var output =
                new Output(new PrintStream(out, true, gb18030), new PrintStream(err, true, StandardCharsets.UTF_16BE));

        output.writer().println("命令");
        output.errorWriter().println("错误");

        assertThat(out.toString(gb18030)).startsWith("命令");
        assertThat(err.toString(StandardCharsets.UTF_16BE)).startsWith("错误");
    }
}
