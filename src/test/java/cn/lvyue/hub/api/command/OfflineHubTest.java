package cn.lvyue.hub.api.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands that need no running hub, with the modules they have in the jar and the files of this project. */
class OfflineHubTest {
    private static final Path SAMPLES = Path.of("samples").toAbsolutePath();

    @Test
    void theProjectsOwnMappingsAndRoutesPassTheCheck() {
        var run = CommandRun.of(OfflineHub::start, "check");

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out()).contains("来源 sme-arrears：映射 ", "检查通过 / all in order");
    }

    @Test
    void aSampleIsTriedWithoutAHub() {
        var sample =
                SAMPLES.resolve("credit-site/02-several-lines/input.ndjson").toString();

        var run = CommandRun.of(OfflineHub::start, "try", "credit-site", sample);

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out()).contains("读入 read ");
    }

    @Test
    void theStandardIsShownAndItsFormWrittenWithoutAHub(@TempDir Path folder) {
        assertThat(CommandRun.of(OfflineHub::start, "standard", "fields").out()).contains("TS_BH");
        assertThat(CommandRun.of(
                                OfflineHub::start,
                                "standard",
                                "template",
                                "--out",
                                folder.resolve("form.xlsx").toString())
                        .code())
                .isZero();
    }
}
