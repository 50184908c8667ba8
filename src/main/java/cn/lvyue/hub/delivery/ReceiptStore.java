package cn.lvyue.hub.delivery;

import cn.lvyue.hub.delivery.Deliveries.DeliveryState;
import cn.lvyue.hub.delivery.StageReceipt.RecordResult;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The tables as receipts change them. */
@Component
class ReceiptStore {
    private final JdbcClient jdbc;

    ReceiptStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @return whether the platform had not said so before */
    boolean add(long packageNo, StageReceipt receipt, Instant at, long archiveId) {
        return jdbc.sql("""
                        insert into delivery.receipt (package_no, stage, code, message, at, archive_id)
                        values (?, ?, ?, ?, ?, ?) on conflict do nothing
                        """)
                        .param(packageNo)
                        .param(receipt.stage())
                        .param(receipt.code())
                        .param(receipt.message())
                        .param(Timestamp.from(at))
                        .param(archiveId)
                        .update()
                > 0;
    }

    boolean isKnown(long packageNo, StageReceipt receipt) {
        return jdbc.sql(
                        "select exists (select 1 from delivery.receipt where package_no = ? and stage = ? and code = ?)")
                .params(packageNo, receipt.stage(), receipt.code())
                .query(Boolean.class)
                .single();
    }

    /** Whether the platform judged the package's records, whatever it said of them. */
    boolean hasFinalWord(SealedPackage pack) {
        return jdbc.sql("select exists (select 1 from delivery.receipt where package_no = ? and stage = ?)")
                .params(pack.no(), StageReceipt.finalStage(pack.target()))
                .query(Boolean.class)
                .single();
    }

    /** Other codes the platform gave for the same stage. */
    List<String> otherCodes(long packageNo, StageReceipt receipt) {
        return jdbc.sql(
                        "select code from delivery.receipt where package_no = ? and stage = ? and code <> ? order by at, code")
                .params(packageNo, receipt.stage(), receipt.code())
                .query(String.class)
                .list();
    }

    /** What a platform says of a record beside what the hub has of it. @param state null for a record that is not in the package */
    record Odd(
            String number,
            String code,
            @Nullable String platformId,
            @Nullable DeliveryState state,
            @Nullable String knownId) {}

    /** Results that do not agree with what is known: of other records, after a final word, or with another number. */
    List<Odd> odd(long packageNo, List<StageReceipt> receipts) {
        var results = List.copyOf(worstByRecord(receipts).values());
        if (results.isEmpty()) {
            return List.of();
        }
        return jdbc.sql("""
                        select r.number, r.code, r.platform_id, i.state, i.platform_id as known_id
                        from unnest(?::text[], ?::text[], ?::text[]) as r (number, code, platform_id)
                            left join delivery.item i on i.package_no = ? and i.source_record_no = r.number
                        where i.state is null and not exists (select 1 from delivery.resent s
                                where s.before_no = ? and s.source_record_no = r.number)
                            or i.state = 5 and r.code <> '0' or i.state = 6 and r.code = '0'
                            or i.platform_id <> r.platform_id
                        order by r.number limit 1000
                        """)
                .params(
                        texts(results, RecordResult::sourceRecordNo),
                        texts(results, RecordResult::code),
                        texts(results, RecordResult::platformId),
                        packageNo,
                        packageNo)
                .query((row, number) -> new Odd(
                        row.getString("number"),
                        row.getString("code"),
                        row.getString("platform_id"),
                        row.getObject("state") == null ? null : Codes.delivery(row.getInt("state")),
                        row.getString("known_id")))
                .list();
    }

    /**
     * Writes what the platform said of single records: its own numbers, and who was refused and why. A refusal stands whatever else
     * was said; but of what was called good as well nobody knows whether it stands there: a removal that was left out meanwhile is
     * due again.
     */
    void addResults(long packageNo, List<StageReceipt> receipts) {
        var results = List.copyOf(worstByRecord(receipts).values());
        if (results.isEmpty()) {
            return;
        }
        var doubted = StageReceipt.contradicted(receipts);
        jdbc.sql("""
                        with judged as (
                            update delivery.item i set platform_id = coalesce(r.platform_id, i.platform_id),
                                state = case when r.code = '0' then i.state else 6 end,
                                doubted = i.doubted or r.number = any (?) or i.state = 5 and r.code <> '0'
                                    or i.state = 6 and r.code = '0',
                                code = case when r.code = '0' then i.code else r.code end,
                                message = case when r.code = '0' then i.message else r.message end
                            from unnest(?::text[], ?::text[], ?::text[], ?::text[]) as r (number, code, message, platform_id)
                            where i.package_no = ? and i.source_record_no = r.number
                                and (r.code <> '0' or i.state = 6 or i.platform_id is distinct from r.platform_id)
                            returning i.target, i.record_id, i.state, i.doubted
                        )
                        insert into delivery.turned_up (target, record_id)
                        select target, record_id from judged where state = 6 and doubted
                        """)
                .param(doubted.toArray(String[]::new))
                .param(texts(results, RecordResult::sourceRecordNo))
                .param(texts(results, RecordResult::code))
                .param(texts(results, RecordResult::message))
                .param(texts(results, RecordResult::platformId))
                .param(packageNo)
                .update();
    }

    /** The package came though nobody believed it: a removal of any of its records that was left out meanwhile is due again. */
    void turnedUp(SealedPackage pack) {
        jdbc.sql(
                        "insert into delivery.turned_up (target, record_id) select target, record_id from delivery.item where package_no = ?")
                .param(pack.no())
                .update();
    }

    private interface Part {
        @Nullable
        String of(RecordResult result);
    }

    private static @Nullable String[] texts(List<RecordResult> results, Part part) {
        var texts = new @Nullable String[results.size()];
        for (int i = 0; i < texts.length; i++) {
            texts[i] = part.of(results.get(i));
        }
        return texts;
    }

    /** One refusal at any stage refuses the record, whatever later stages say. */
    private static Map<String, RecordResult> worstByRecord(List<StageReceipt> receipts) {
        var worst = new LinkedHashMap<String, RecordResult>();
        for (var receipt : receipts) {
            for (var result : receipt.records()) {
                worst.merge(result.sourceRecordNo(), result, ReceiptStore::worse);
            }
        }
        return worst;
    }

    private static RecordResult worse(RecordResult before, RecordResult now) {
        var told = before.isGood() ? now : before;
        var platformId = now.platformId() == null ? before.platformId() : now.platformId();
        return new RecordResult(told.sourceRecordNo(), told.code(), told.message(), platformId);
    }

    /**
     * After the final stage: whoever was not refused is in.
     *
     * @param named the only ones that are, where the platform names them; empty for all
     * @return how many are in, refused, and neither
     */
    Tally settle(long packageNo, List<String> named) {
        jdbc.sql("""
                        update delivery.item set state = 5
                        where package_no = ? and state in (3, 4) and (? or source_record_no = any (?))
                        """)
                .params(packageNo, named.isEmpty(), named.toArray(String[]::new))
                .update();
        return tally(packageNo);
    }

    /** @param open without a final word */
    record Tally(int receipted, int refused, int open) {}

    Tally tally(long packageNo) {
        return jdbc.sql("""
                        select count(*) filter (where state = 5), count(*) filter (where state = 6),
                            count(*) filter (where state in (3, 4))
                        from delivery.item where package_no = ?
                        """)
                .param(packageNo)
                .query((row, number) -> new Tally(row.getInt(1), row.getInt(2), row.getInt(3)))
                .single();
    }

    /** Every record has its final word. */
    void close(long packageNo, Tally tally) {
        jdbc.sql("""
                        update delivery.package set receipted = :receipted, refused = :refused,
                            state = case when :refused = 0 then 4 when :receipted = 0 then 6 else 5 end,
                            next_attempt_at = null, leased_by = null,
                            failure = case when :refused > 0 then :refused || ' of ' || records || ' records refused' end
                        where no = :no
                        """)
                .param("receipted", tally.receipted())
                .param("refused", tally.refused())
                .param("no", packageNo)
                .update();
    }

    /** Nothing final yet: when to ask again, or never, with the reason. */
    void goOn(SealedPackage pack, @Nullable String digest, @Nullable Instant next, @Nullable String overdue) {
        jdbc.sql("""
                        update delivery.package set answers = ?, next_attempt_at = ?, leased_by = null, failure = ?,
                            attempts = case when ? then 0 else attempts end
                        where no = ?
                        """)
                .param(digest == null ? pack.answers() : digest)
                .param(next == null ? null : Timestamp.from(next))
                .param(overdue)
                .param(digest != null && !Objects.equals(digest, pack.answers()))
                .param(pack.no())
                .update();
    }
}
