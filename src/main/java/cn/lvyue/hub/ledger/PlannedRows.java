package cn.lvyue.hub.ledger;

import cn.lvyue.hub.record.BinaryCopy;

/** Complaints as a plan would leave them. */
final class PlannedRows {
    static final String PLANNED =
            "ledger.planned (plan, id, feed, source_record_no, opened_on, channel, revision, version, content, state, lead,"
                    + " national, matter, complainant_code, complainant_name, message_id, row_no, corrects)";

    private final long plan;
    private final BinaryCopy rows = new BinaryCopy(18);

    PlannedRows(long plan) {
        this.plan = plan;
    }

    void add(int feed, String sourceRecordNo, Dossier dossier) {
        var origin = dossier.origin();
        ChunkRows.addLine(rows.row().bigint(plan), feed, sourceRecordNo, dossier)
                .bigint(origin == null ? 0 : origin.messageId())
                .integer(origin == null ? 0 : origin.row())
                .bool(origin != null && origin.corrects());
    }

    BinaryCopy copy() {
        return rows;
    }
}
