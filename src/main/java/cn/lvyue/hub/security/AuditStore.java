package cn.lvyue.hub.security;

import java.time.Instant;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Who did what at the door. Rows are only ever added; the database refuses anything else. */
@Repository
class AuditStore {
    private static final int LONGEST = 300;

    private final JdbcClient jdbc;

    AuditStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param what nothing secret; shortened when it is long */
    void add(Instant at, String actor, String address, String action, String what, String result) {
        jdbc.sql("insert into security.audit (at, actor, address, action, what, result) values (?, ?, ?, ?, ?, ?)")
                .params(
                        at.atOffset(ZoneOffset.UTC),
                        actor,
                        address,
                        action,
                        what.length() > LONGEST ? what.substring(0, LONGEST) : what,
                        result)
                .update();
    }
}
