package cn.lvyue.hub.proof;

import static org.assertj.core.api.Assertions.assertThat;

import cn.lvyue.hub.archive.MonthShelf;
import cn.lvyue.hub.proof.Verifications.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A month that is taken out of the database and put back is checked as before; while it is away, that is told and no fault. */
class DetachedMonthTest {
    private static final String MONTH = "2026-03";

    @TempDir
    private Path folder;

    private ProvedHub hub;

    @BeforeEach
    void aMonthThatIsOver() throws IOException {
        hub = ProvedHub.fresh("hub.archive.elsewhere=" + folder);
        Files.createDirectories(folder);
        hub.take("A1", "A2", "A3");
        hub.audit("key.add");
        hub.nextDay();
        hub.take("B1");
        hub.clock.advance(Duration.ofDays(40));
        hub.take("C1");
        hub.nextDay();
    }

    @AfterEach
    void close() {
        hub.reset();
        hub.close();
    }

    @Test
    void theArchiveIsFaultlessBeforeWhileAndAfterAMonthIsElsewhere() {
        assertThat(found()).isEmpty();

        var away = hub.bean(MonthShelf.class).detach(MONTH, Path.of(""), "sys");
        assertThat(away.elsewhere()).isTrue();
        assertThat(found())
                .as("told, and no fault")
                .isNotEmpty()
                .allMatch(remark -> !remark.fault() && remark.code().equals("A140"));

        var back = hub.bean(MonthShelf.class).attach(Path.of(String.valueOf(away.file())), "sys");
        assertThat(back.elsewhere()).isFalse();
        assertThat(found()).isEmpty();
    }

    private List<Fault> found() {
        var verifications = hub.bean(Verifications.class);
        long id = verifications.start("auditor", null, null, null);
        while (verifications.report(id).orElseThrow().endedAt() == null) {
            hub.bean(Verifying.class).work();
        }
        return verifications.faults(id, 0, 1000);
    }
}
