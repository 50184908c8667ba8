package cn.lvyue.hub.proof;

import cn.lvyue.hub.archive.Archive;
import cn.lvyue.hub.archive.Bodies;
import cn.lvyue.hub.archive.Bodies.Wanted;
import cn.lvyue.hub.proof.LeafRows.Row;
import cn.lvyue.hub.record.BodyDamaged;
import cn.lvyue.hub.record.KeptElsewhere;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Checks archived messages: what is known of each, and its body, which is read and hashed again. */
@Component
class MessageCheck {
    private static final long AT_ONCE = 4 << 20;
    private static final int BUFFER = 1 << 16;

    private final MessageRows rows;
    private final Archive archive;
    private final Bodies bodies;
    private final JdbcClient jdbc;

    MessageCheck(MessageRows rows, Archive archive, Bodies bodies, JdbcClient jdbc) {
        this.rows = rows;
        this.archive = archive;
        this.bodies = bodies;
        this.jdbc = jdbc;
    }

    void check(long[] ids, long from, LeafWindow window, Findings findings) {
        var found = new HashMap<Long, Row>();
        rows.of(ids).forEach(row -> found.put(row.id(), row));
        for (int i = 0; i < ids.length; i++) {
            var row = found.get(ids[i]);
            long leaf = from + i;
            if (row == null) {
                missing(ids[i], leaf, findings);
            } else {
                window.today(
                        leaf,
                        window.hash().leaf(row.text()),
                        new LeafWindow.Mismatch(Findings.METADATA, place(ids[i]), LeafCheck.shown(window.kept(leaf))));
            }
        }
        checkBodies(found.values(), destroyed(ids, findings), findings);
        checkSettled(found.values(), findings);
    }

    static String place(long id) {
        return "报文 message " + id;
    }

    private void missing(long id, long leaf, Findings findings) {
        try {
            archive.requireHere(id);
            findings.fault(Findings.MISSING, place(id), "–", "leaf " + leaf);
        } catch (KeptElsewhere elsewhere) {
            findings.remark(
                    Findings.ELSEWHERE,
                    elsewhere.month(),
                    "另存于 kept elsewhere: " + elsewhere.file() + " " + elsewhere.since());
        }
    }

    /** Messages whose bodies were destroyed under a certificate. */
    private Set<Long> destroyed(long[] ids, Findings findings) {
        var gone = new HashSet<Long>();
        jdbc.sql("select ref, job from proof.destroyed where ref = any (?) and kind in ('message-bodies',"
                        + " 'exchange-bodies')")
                .param(Arrays.stream(ids).boxed().toArray(Long[]::new))
                .query(row -> {
                    gone.add(row.getLong("ref"));
                    findings.remark(Findings.DESTROYED, "销毁 destruction " + row.getLong("job"), "报文正文 bodies");
                });
        return gone;
    }

    private void checkBodies(Iterable<Row> all, Set<Long> destroyed, Findings findings) {
        var hash = Hashing.of(HashAlgorithm.SM3);
        List<Row> some = new ArrayList<>();
        long size = 0;
        for (var row : all) {
            if (row.size() == 0 || destroyed.contains(row.id())) {
                continue;
            }
            if (!bodies.isSmall(row.size())) {
                checkLarge(row, hash, findings);
                continue;
            }
            some.add(row);
            size += row.size();
            if (size > AT_ONCE) {
                checkSmall(some, hash, findings);
                some.clear();
                size = 0;
            }
        }
        checkSmall(some, hash, findings);
    }

    private void checkSmall(List<Row> some, Hashing hash, Findings findings) {
        if (some.isEmpty()) {
            return;
        }
        Map<Long, byte[]> found = bodies.small(some.stream()
                .map(row -> new Wanted(row.id(), row.size(), row.digest()))
                .toList());
        for (var row : some) {
            var body = found.get(row.id());
            if (body == null) {
                checkLarge(row, hash, findings);
            } else {
                compare(row, hash.digest(body), body.length, findings);
            }
        }
    }

    private void checkLarge(Row row, Hashing hash, Findings findings) {
        long read = 0;
        try (var body = archive.open(row.id())) {
            var buffer = new byte[BUFFER];
            for (int n = body.read(buffer); n >= 0; n = body.read(buffer)) {
                hash.put(buffer, 0, n);
                read += n;
            }
            compare(row, hash.finish(), read, findings);
        } catch (BodyDamaged damaged) {
            hash.finish();
            findings.hashed(read);
            findings.fault(
                    Findings.BODY,
                    place(row.id()),
                    damaged.code() + " segment " + damaged.segment(),
                    Findings.shown(row.digest()));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static void compare(Row row, byte[] digest, long read, Findings findings) {
        findings.hashed(read);
        if (read != row.size()) {
            findings.fault(Findings.BODY, place(row.id()), read + " bytes", row.size() + " bytes");
        } else if (!Arrays.equals(digest, row.digest())) {
            findings.fault(Findings.BODY, place(row.id()), Findings.shown(digest), Findings.shown(row.digest()));
        }
    }

    /** Every inbound message has outcomes, or is still waiting for them. */
    private void checkSettled(Iterable<Row> all, Findings findings) {
        var ids = new ArrayList<Long>();
        all.forEach(row -> {
            if (row.settles()) {
                ids.add(row.id());
            }
        });
        jdbc.sql("""
            select m.id from unnest(?::bigint[]) as m (id)
            where not exists (select from proof.outcomes o where o.message_id = m.id and o.replay = 0)
                and not exists (select from proof.unsettled u where u.message_id = m.id)\
            """)
                .param(ids.toArray(Long[]::new))
                .query(Long.class)
                .list()
                .forEach(id -> findings.fault(Findings.NO_OUTCOMES, place(id), "–", "outcomes"));
    }
}
