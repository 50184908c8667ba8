package cn.lvyue.hub.security;

import static cn.lvyue.hub.security.Right.*;
import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.POST;

import java.util.List;

/** The pages' part of the table of who may call what: a page asks for the rights of the calls it shows. */
final class PageRules {
    private PageRules() {}

    static void addTo(CallRules rules) {
        watching(rules);
        mappings(rules);
        replays(rules);
        sources(rules);
        archive(rules);
        retention(rules);
        work(rules);
        people(rules);
        looking(rules);
    }

    private static void work(CallRules rules) {
        rules.read("/work", STATUS_READ);
        rules.read("/work/conflicts/{id}", RECORDS_READ);
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

    private static void mappings(CallRules rules) {
        rules.read("/mappings", STATUS_READ);
        rules.read("/mappings/{feed}", STATUS_READ);
        rules.read("/mappings/{feed}/changes", STATUS_READ);
        rules.read("/mappings/{feed}/try", MAPPINGS_DRAFT, MAPPINGS_APPROVE);
        rules.change(POST, "/mappings/{feed}/try", "mapping.sample", MAPPINGS_DRAFT, MAPPINGS_APPROVE);
        rules.read("/mappings/{feed}/draft", MAPPINGS_DRAFT);
        rules.kept(POST, "/mappings/{feed}/draft", "mapping.draft", MAPPINGS_DRAFT);
        rules.kept(POST, "/mappings/{feed}/return", "mapping.return", MAPPINGS_DRAFT);
        rules.read("/mappings/drafts/{id}", RECORDS_READ);
        rules.read("/mappings/drafts/{id}/shadow", RECORDS_READ);
        rules.kept(POST, "/mappings/drafts/{id}/text", "mapping.change", MAPPINGS_DRAFT);
        rules.kept(POST, "/mappings/drafts/{id}/shadow", "mapping.shadow", MAPPINGS_DRAFT);
        rules.kept(POST, "/mappings/drafts/{id}/propose", "mapping.propose", MAPPINGS_DRAFT);
        rules.kept(POST, "/mappings/drafts/{id}/approve", "mapping.approve", MAPPINGS_APPROVE);
        rules.kept(POST, "/mappings/drafts/{id}/refuse", "mapping.refuse", MAPPINGS_APPROVE);
        rules.kept(POST, "/mappings/drafts/{id}/withdraw", "mapping.withdraw", MAPPINGS_DRAFT, MAPPINGS_APPROVE);
        rules.read("/standards", STATUS_READ);
        rules.read("/standards/{pack}", STATUS_READ);
        rules.read("/standards/{pack}/changes", STATUS_READ);
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

    /** A source clerk sees the pages of his own sources; which these are the pages look at. */
    private static void sources(CallRules rules) {
        rules.read("/sources", STATUS_READ, MESSAGES_OWN);
        rules.read("/sources/{feed}", STATUS_READ, MESSAGES_OWN);
        rules.read("/sources/{feed}/upload", MESSAGES_POST);
        rules.read("/sources/{feed}/trials/{id}", MESSAGES_POST);
        rules.ofPersons(GET, "/sources/{feed}/trials/{id}/returned", "message.try", MESSAGES_POST);
        rules.change(POST, "/sources/{feed}/trials", "message.try", MESSAGES_POST);
        rules.change(POST, "/sources/{feed}/messages", "message.post", MESSAGES_POST);
        rules.change(POST, "/sources/{feed}/trials/{id}/submission", "message.post", MESSAGES_POST);
        rules.read("/sources/{feed}/messages/{id}", RECORDS_READ, MESSAGES_OWN);
        rules.read("/sources/{feed}/messages/{id}/returned", RECORDS_READ, MESSAGES_OWN);
        rules.change(POST, "/sources/{feed}/pause", "source.pause", SOURCES_MANAGE);
        rules.change(POST, "/sources/{feed}/resumption", "source.resume", SOURCES_MANAGE);
        rules.read("/sources/{feed}/keys", KEYS_MANAGE);
        rules.kept(POST, "/sources/{feed}/keys", "key.add", KEYS_MANAGE);
        rules.kept(POST, "/sources/{feed}/keys/{keyId}/rotation", "key.rotate", KEYS_MANAGE);
        rules.kept(POST, "/sources/{feed}/keys/{keyId}/revocation", "key.revoke", KEYS_MANAGE);
        rules.read("/sources/{feed}/acceptance", STATUS_READ);
        rules.read("/sources/{feed}/acceptance/{id}", STATUS_READ);
        rules.change(POST, "/sources/{feed}/acceptance", "acceptance.begin", SOURCES_MANAGE);
        rules.change(POST, "/sources/{feed}/acceptance/conclusion", "acceptance.end", SOURCES_MANAGE);
    }

    private static void archive(CallRules rules) {
        rules.read("/archive", ARCHIVE_SEARCH, ARCHIVE_VERIFY, ARCHIVE_MANAGE, RETENTION_READ);
        rules.read("/archive/numbers", PERSONAL_REVEAL);
        rules.kept(POST, "/archive/numbers", "personal.reveal", PERSONAL_REVEAL);
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
        rules.read("/records/{recordId}/erasure", PERSONAL_ERASE);
        rules.kept(POST, "/records/{recordId}/erasure", "personal.erase", PERSONAL_ERASE);
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
        rules.read("/reconciliation/making", STATUS_READ);
        rules.read("/alarms", STATUS_READ);
        rules.read("/exchanges", ARCHIVE_SEARCH);
        rules.read("/exchanges/{id}", RECORDS_READ);
        rules.read("/records", ARCHIVE_SEARCH);
        rules.read("/records/{recordId}", RECORDS_READ);
        rules.read("/records/{recordId}/lineage", RECORDS_READ);
        rules.read("/records/{recordId}/revisions", RECORDS_READ);
        rules.read("/records/{recordId}/alike", RECORDS_READ);
    }

    private static void people(CallRules rules) {
        rules.read("/users", USERS_READ, USERS_MANAGE, ROLES_GRANT);
        rules.read("/users/{name}", USERS_READ, USERS_MANAGE, ROLES_GRANT);
        rules.kept(POST, "/users", "user.add", USERS_MANAGE);
        rules.kept(POST, "/users/{name}/disable", "user.disable", USERS_MANAGE);
        rules.kept(POST, "/users/{name}/enable", "user.enable", USERS_MANAGE);
        rules.kept(POST, "/users/{name}/grant", "role.grant", ROLES_GRANT);
        rules.kept(POST, "/users/{name}/revoke", "role.revoke", ROLES_GRANT);
        rules.kept(POST, "/users/{name}/tokens", "token.issue", USERS_MANAGE);
        rules.kept(POST, "/users/{name}/tokens/{id}/confirm", "token.confirm", ROLES_GRANT);
        rules.kept(POST, "/users/{name}/tokens/{id}/revoke", "token.revoke", USERS_MANAGE, ROLES_GRANT);
        rules.kept(POST, "/users/{name}/password", "password.issue", USERS_MANAGE);
        rules.kept(POST, "/users/{name}/password/confirm", "password.confirm", ROLES_GRANT);
        rules.kept(POST, "/users/{name}/password/revoke", "password.revoke", USERS_MANAGE, ROLES_GRANT);
        rules.kept(POST, "/users/{name}/second-factor/reset", "second-factor.reset", ROLES_GRANT);
        rules.read("/administrators", ADMINISTRATORS_FIRST);
        rules.kept(POST, "/administrators", "user.first", ADMINISTRATORS_FIRST);
        rules.read("/sessions", USERS_READ, USERS_MANAGE, ROLES_GRANT);
        rules.kept(POST, "/sessions/{id}/end", "session.end", USERS_MANAGE, ROLES_GRANT);
    }

    private static void looking(CallRules rules) {
        rules.read("/roles", SELF);
        rules.read("/audit", AUDIT_READ);
        rules.add(GET, "/audit/export", "audit.export", CallRule.Noting.ALWAYS, AUDIT_READ);
        rules.read("/settings", STATUS_READ);
        rules.read("/about", SELF);
        rules.read("/about/sbom", SELF);
    }
}
