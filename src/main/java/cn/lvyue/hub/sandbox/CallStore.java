package cn.lvyue.hub.sandbox;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The calls the stand-in platforms got. */
class CallStore {
    private final JdbcClient jdbc;
    private final int kept;

    CallStore(JdbcClient jdbc, SandboxSettings settings) {
        this.jdbc = jdbc;
        this.kept = settings.callsKept();
    }

    /** @param status 0 where no answer was given */
    void add(Call call, List<Deed> deeds, int status, Instant at) {
        long no = jdbc.sql("""
                        insert into sandbox.call (at, target, method, path, package_id, acts, status)
                        values (?, ?, ?, ?, ?, ?, ?) returning no
                        """)
                .params(
                        Timestamp.from(at),
                        call.target().code(),
                        call.method(),
                        call.uri().toString(),
                        call.packageId(),
                        deeds.stream()
                                .map(deed -> ScenarioReader.name(deed.act()))
                                .collect(Collectors.joining(" ")),
                        status)
                .query(Long.class)
                .single();
        if (no % kept == 0) {
            jdbc.sql("delete from sandbox.call where no <= ?").param(no - kept).update();
        }
    }
}
