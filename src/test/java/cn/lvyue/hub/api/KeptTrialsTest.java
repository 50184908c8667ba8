package cn.lvyue.hub.api;

import static org.assertj.core.api.Assertions.assertThat;

import cn.lvyue.hub.TestDatabase;
import cn.lvyue.hub.record.FeedId;
import cn.lvyue.hub.record.Outcome;
import cn.lvyue.hub.record.Severity;
import cn.lvyue.hub.tried.TestTriedFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

class KeptTrialsTest {
    private static final FeedId MOON = new FeedId("moon");
    private static final Clock NOW = Clock.fixed(Instant.parse("2026-03-05T01:00:00Z"), ZoneOffset.UTC);

    @TempDir
    Path folder;

    private KeptTrials node(String name) {
        var settings = new TrialsSettings(
                folder.resolve(name), DataSize.ofMegabytes(1), 100, Duration.ofHours(1), 3, DataSize.ofMegabytes(9), 1);
        return new KeptTrials(settings, TestTriedFiles.of(NOW));
    }

    @Test
    void whatOneNodeTriedAnotherShowsWordForWordAndNothingIsLeftOnItsDisk() throws IOException {
        TestDatabase.reset();
        var finding =
                new FindingAnswer("V104", Severity.REJECT, "TS_WYLY", "A2", null, null, "不在代码表", "no", "改", "mend");
        var tried = new TrialAnswer(
                UUID.randomUUID().toString(),
                "moon",
                "一.csv",
                3,
                Times.of(NOW.instant()),
                Times.of(NOW.instant().plus(Duration.ofHours(1))),
                "1+a · pack",
                true,
                1,
                false,
                Map.of(Outcome.REJECTED, 1, Outcome.PARKED, 0),
                List.of(finding),
                List.of(new TrialAnswer.Group(
                        "V104",
                        Severity.REJECT,
                        null,
                        null,
                        null,
                        1,
                        finding,
                        List.of(new TrialAnswer.Row(1, "A2", "1", null)))),
                List.of(new TrialAnswer.Sample(
                        1, "A2", "1", Outcome.REJECTED, List.of(new TrialAnswer.Value("TS_SJ", "时间", "time", "***")))),
                "一.退回.csv");
        node("one")
                .keep(
                        "li",
                        where -> new KeptTrials.Trial(
                                tried,
                                Files.writeString(where.resolve("body"), "abc"),
                                Files.writeString(where.resolve("back"), "abcd")));

        var shown = node("two").find(MOON, tried.trialId(), "li").orElseThrow();
        assertThat(shown).isEqualTo(tried);
        assertThat(node("two").file(shown).readAllBytes()).asString().isEqualTo("abc");
        assertThat(node("two").returned(shown).readAllBytes()).asString().isEqualTo("abcd");
        assertThat(folder.resolve("one")).isEmptyDirectory();
        assertThat(node("two").find(MOON, "no-id", "li")).isEmpty();
    }
}
