package cn.lvyue.hub.security;

import static cn.lvyue.hub.security.Right.ALARMS_ACKNOWLEDGE;
import static cn.lvyue.hub.security.Right.ARCHIVE_EVIDENCE;
import static cn.lvyue.hub.security.Right.ARCHIVE_MANAGE;
import static cn.lvyue.hub.security.Right.ARCHIVE_SEARCH;
import static cn.lvyue.hub.security.Right.ARCHIVE_VERIFY;
import static cn.lvyue.hub.security.Right.DELIVERY_MANAGE;
import static cn.lvyue.hub.security.Right.MESSAGES_RAW;
import static cn.lvyue.hub.security.Right.PERSONAL_REVEAL;
import static cn.lvyue.hub.security.Right.PERSONAL_VIEWS;
import static cn.lvyue.hub.security.Right.RECONCILIATION_KEEP;
import static cn.lvyue.hub.security.Right.RECORDS_READ;
import static cn.lvyue.hub.security.Right.REPLAY_APPROVE;
import static cn.lvyue.hub.security.Right.REPLAY_RUN;
import static cn.lvyue.hub.security.Right.RETENTION_APPROVE;
import static cn.lvyue.hub.security.Right.RETENTION_HOLD;
import static cn.lvyue.hub.security.Right.RETENTION_PLAN;
import static cn.lvyue.hub.security.Right.RETENTION_READ;
import static cn.lvyue.hub.security.Right.STATUS_READ;
import static cn.lvyue.hub.security.Right.WORK_DECIDE;
import static org.springframework.http.HttpMethod.POST;

import java.util.List;

/** The pages' part of the table of who may call what: a page asks for the rights of the calls it shows. */
final class PageRules {
    private PageRules() {}

    static void addTo(CallRules rules) {
        watching(rules);
        replays(rules);
        archive(rules);
        retention(rules);
        work(rules);
    }

    private static void work(CallRules rules) {
        rules.read("/work", STATUS_READ);
        rules.change(POST, "/work/rulings", "work.rule", WORK_DECIDE);
        rules.read("/exchanges/{id}/text", MESSAGES_RAW);
        rules.change(POST, "/exchanges/{id}/raw", "message.raw", MESSAGES_RAW);
        rules.change(POST, "/exchanges/{id}/returned", "message.returned", RECORDS_READ);
        for (var page : List.of("/exchanges", "/records")) {
            rules.change(POST, page + "/saved", "search.save", ARCHIVE_SEARCH);
            rules.change(POST, page + "/saved/{id}/removal", "search.forget", ARCHIVE_SEARCH);
        }
        rules.read("/batches/{id}/packages/{packageId}", RECORDS_READ);
        rules.change(POST, "/batches", "batch.seal", DELIVERY_MANAGE);
        rules.change(POST, "/batches/{id}/hold", "batch.hold", DELIVERY_MANAGE);
        rules.change(POST, "/batches/{id}/release", "batch.release", DELIVERY_MANAGE);
        rules.change(POST, "/batches/{id}/packages/{packageId}/retry", "package.retry", DELIVERY_MANAGE);
        rules.change(POST, "/targets/{target}/hold", "target.hold", DELIVERY_MANAGE);
        rules.change(POST, "/targets/{target}/release", "target.release", DELIVERY_MANAGE);
        rules.change(POST, "/reconciliation", "statement.keep", RECONCILIATION_KEEP);
        rules.read("/reconciliation/export", STATUS_READ);
        rules.change(POST, "/alarms/{id}/acknowledgement", "alarm.acknowledge", ALARMS_ACKNOWLEDGE);
    }

    private static void replays(CallRules rules) {
        rules.read("/replays", STATUS_READ);
        rules.read("/replays/new", REPLAY_RUN);
        rules.read("/replays/new/how", REPLAY_RUN);
        rules.read("/replays/{id}", STATUS_READ);
        rules.read("/replays/{id}/progress", STATUS_READ);
        rules.read("/replays/{id}/diff", RECORDS_READ);
        rules.change(POST, "/replays", "replay.plan", REPLAY_RUN);
        rules.change(POST, "/replays/{id}/approve", "replay.approve", REPLAY_APPROVE);
        for (var deed : List.of("start", "pause", "resume", "cancel")) {
            rules.change(POST, "/replays/{id}/" + deed, "replay." + deed, REPLAY_RUN);
        }
    }

    private static void archive(CallRules rules) {
        rules.read("/archive", ARCHIVE_SEARCH, ARCHIVE_VERIFY, ARCHIVE_MANAGE, RETENTION_READ);
        rules.read("/archive/verifications", ARCHIVE_VERIFY);
        rules.change(POST, "/archive/verifications", "archive.verify", ARCHIVE_VERIFY);
        rules.read("/archive/verifications/{id}", ARCHIVE_VERIFY);
        rules.read("/archive/verifications/{id}/progress", ARCHIVE_VERIFY);
        rules.change(POST, "/archive/verifications/{id}/cancel", "archive.verify", ARCHIVE_VERIFY);
        rules.read("/archive/days", ARCHIVE_VERIFY);
        rules.read("/archive/days/{day}", ARCHIVE_VERIFY);
        rules.read("/archive/days/{day}/{part}", ARCHIVE_VERIFY);
        rules.read("/archive/verifier", ARCHIVE_VERIFY);
        rules.read("/archive/verifier/source", ARCHIVE_VERIFY);
        rules.read("/archive/handover", ARCHIVE_EVIDENCE);
        rules.read("/archive/months", STATUS_READ);
        rules.kept(POST, "/archive/months/{month}/detach", "month.detach", ARCHIVE_MANAGE);
        rules.kept(POST, "/archive/months/attach", "month.attach", ARCHIVE_MANAGE);
        rules.read("/records/{recordId}/evidence", ARCHIVE_EVIDENCE);
        rules.read("/records/{recordId}/seen", PERSONAL_VIEWS);
        rules.read("/records/{recordId}/personal", PERSONAL_REVEAL);
        rules.kept(POST, "/records/{recordId}/personal", "personal.reveal", PERSONAL_REVEAL);
        rules.handOut("/records/{recordId}/evidence.zip", "evidence.export", ARCHIVE_EVIDENCE);
    }

    private static void retention(CallRules rules) {
        rules.read("/archive/retention", RETENTION_READ, RETENTION_PLAN, RETENTION_APPROVE);
        rules.change(POST, "/archive/retention", "retention.plan", RETENTION_PLAN);
        rules.read("/archive/retention/{id}", RETENTION_READ, RETENTION_PLAN, RETENTION_APPROVE);
        rules.read("/archive/retention/{id}/progress", RETENTION_READ, RETENTION_PLAN, RETENTION_APPROVE);
        rules.read("/archive/retention/{id}/certificate", RETENTION_READ, RETENTION_PLAN, RETENTION_APPROVE);
        rules.change(POST, "/archive/retention/{id}/approve", "retention.approve", RETENTION_APPROVE);
        rules.change(POST, "/archive/retention/{id}/run", "retention.run", RETENTION_PLAN);
        rules.change(POST, "/archive/retention/{id}/cancel", "retention.cancel", RETENTION_PLAN, RETENTION_APPROVE);
        rules.read("/archive/holds", RETENTION_READ, RETENTION_HOLD);
        rules.change(POST, "/archive/holds", "hold.place", RETENTION_HOLD);
        rules.change(POST, "/archive/holds/{id}/release", "hold.release", RETENTION_HOLD);
    }

    private static void watching(CallRules rules) {
        rules.read("/", STATUS_READ);
        rules.read("/today/flow", STATUS_READ);
        rules.read("/batches", STATUS_READ);
        rules.read("/batches/{id}", STATUS_READ);
        rules.read("/reconciliation", STATUS_READ);
        rules.read("/sources", STATUS_READ);
        rules.read("/alarms", STATUS_READ);
        rules.read("/exchanges", ARCHIVE_SEARCH);
        rules.read("/exchanges/{id}", RECORDS_READ);
        rules.read("/records", ARCHIVE_SEARCH);
        rules.read("/records/{recordId}", RECORDS_READ);
    }
}
