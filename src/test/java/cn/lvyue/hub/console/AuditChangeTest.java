package cn.lvyue.hub.console;

import static org.assertj.core.api.Assertions.assertThat;

import cn.lvyue.hub.security.AuditEntry;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class AuditChangeTest {
    private static List<AuditChange> changes(@Nullable String before, @Nullable String after) {
        var line = new AuditEntry(
                1,
                Instant.EPOCH,
                "li",
                "127.0.0.1",
                "replay.start",
                "POST",
                "replay 17",
                before,
                after,
                null,
                null,
                "ok");
        return AuditChange.of(line, JsonMapper.builder().build());
    }

    @Test
    void whatWasAndWhatIsStandSideBySide() {
        assertThat(changes("{\"state\":\"PLANNED\",\"note\":\"null\"}", "{\"state\":\"RUNNING\",\"rate\":5}"))
                .containsExactly(new AuditChange("state", "PLANNED", "RUNNING"), new AuditChange("rate", null, "5"));
        assertThat(changes(null, "{\"roles\":[{\"role\":\"CLERK\",\"feeds\":[\"a\",\"b\"]},\"VIEWER\"]}"))
                .containsExactly(new AuditChange("roles", null, "role CLERK, feeds a; b; VIEWER"));
        assertThat(changes(null, null)).isEmpty();
    }

    @Test
    void aTextOfEarlierDaysIsToldAsItIs() {
        assertThat(changes(null, "done: 2026-01")).containsExactly(new AuditChange("", null, "done: 2026-01"));
    }
}
