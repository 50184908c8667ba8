package cn.lvyue.hub.delivery;

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

    void add(long packageNo, StageReceipt receipt, Instant at, long archiveId) {
        jdbc.sql("""
                        insert into delivery.receipt (package_no, stage, code, message, at, archive_id)
                        values (?, ?, ?, ?, ?, ?) on conflict do nothing
                        """)
                .param(packageNo)
                .param(receipt.stage())
                .param(receipt.code())
                .param(receipt.message())
                .param(Timestamp.from(at))
                .param(archiveId)
                .update();
    }

    /** Writes what the platform said of single records: its own numbers, and who was refused and why. */
    void addResults(long packageNo, List<StageReceipt> receipts) {
        var results = List.copyOf(worstByRecord(receipts).values());
        if (results.isEmpty()) {
            return;
        }
        jdbc.sql("""
                        update delivery.item i set platform_id = coalesce(r.platform_id, i.platform_id),
                            state = case when r.code = '0' then i.state else 6 end,
                            code = nullif(r.code, '0'), message = case when r.code <> '0' then r.message end
                        from unnest(?::text[], ?::text[], ?::text[], ?::text[]) as r (number, code, message, platform_id)
                        where i.package_no = ? and i.source_record_no = r.number
                            and (r.code <> '0' or i.platform_id is distinct from r.platform_id)
                        """)
                .params(
                        texts(results, RecordResult::sourceRecordNo),
                        texts(results, RecordResult::code),
                        texts(results, RecordResult::message),
                        texts(results, RecordResult::platformId),
                        packageNo)
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

    /** After the final stage: whoever was not refused is in. */
    void settle(long packageNo) {
        jdbc.sql("update delivery.item set state = 5 where package_no = ? and state in (3, 4)")
                .param(packageNo)
                .update();
        jdbc.sql("""
                        update delivery.package p set receipted = i.receipted, refused = i.refused,
                            state = case when i.refused = 0 then 4 when i.receipted = 0 then 6 else 5 end,
                            next_attempt_at = null, leased_by = null,
                            failure = case when i.refused > 0 then i.refused || ' of ' || p.records || ' records refused' end
                        from (select count(*) filter (where state = 5) as receipted,
                                count(*) filter (where state = 6) as refused
                            from delivery.item where package_no = :no) i
                        where p.no = :no
                        """).param("no", packageNo).update();
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
