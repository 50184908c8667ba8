package cn.lvyue.hub.security;

import static cn.lvyue.hub.security.CallRule.Noting.ALWAYS;
import static cn.lvyue.hub.security.CallRule.Noting.NOT;
import static cn.lvyue.hub.security.CallRule.Noting.OF_PERSONS;
import static cn.lvyue.hub.security.CallRule.Noting.WITH_THE_CHANGE;
import static cn.lvyue.hub.security.Right.*;
import static org.springframework.http.HttpMethod.DELETE;
import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.POST;
import static org.springframework.http.HttpMethod.PUT;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.PathContainer;
import org.springframework.stereotype.Component;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * The one table of who may call what: method and path, the rights of which one is needed, and the name under which the audit keeps
 * it. A call that does not stand here is refused to everybody but the preset token of a trial.
 */
@Component
class CallRules {
    private static final String START = "/api/v1/";

    /** By method and first part of the path, so that a post is not compared with everything. */
    private final Map<String, List<CallRule>> rules = new HashMap<>();

    CallRules() {
        messages();
        operation();
        delivery();
        replays();
        mappings();
        archive();
        duties();
        retention();
        work();
        PageRules.addTo(this);
        rules.values().forEach(of -> of.sort(Comparator.comparing(CallRule::path)));
    }

    private void messages() {
        add(POST, "/api/v1/feeds/{feed}/messages", "message.post", OF_PERSONS, MESSAGES_POST);
        change(POST, "/api/v1/feeds/{feed}/trials", "message.try", MESSAGES_POST);
        read("/api/v1/feeds/{feed}/trials/{id}", MESSAGES_POST);
        add(GET, "/api/v1/feeds/{feed}/trials/{id}/returned", "message.try", OF_PERSONS, MESSAGES_POST);
        read("/api/v1/feeds/{feed}/acceptance", STATUS_READ);
        read("/api/v1/feeds/{feed}/acceptance/{id}", STATUS_READ);
        change(POST, "/api/v1/feeds/{feed}/acceptance", "acceptance.begin", SOURCES_MANAGE);
        change(POST, "/api/v1/feeds/{feed}/acceptance/conclusion", "acceptance.end", SOURCES_MANAGE);
        read("/api/v1/feeds/{feed}/pause", STATUS_READ);
        change(POST, "/api/v1/feeds/{feed}/pause", "source.pause", SOURCES_MANAGE);
        change(POST, "/api/v1/feeds/{feed}/resumption", "source.resume", SOURCES_MANAGE);
        read("/api/v1/messages/{id}", RECORDS_READ, MESSAGES_OWN);
        read("/api/v1/messages/{id}/records", RECORDS_READ, MESSAGES_OWN);
        read("/api/v1/messages/{id}/returned", RECORDS_READ, MESSAGES_OWN);
        add(GET, "/api/v1/messages/{id}/raw", "message.raw", OF_PERSONS, MESSAGES_RAW, MESSAGES_OWN);
        read("/api/v1/limits", STATUS_READ, MESSAGES_OWN);
        read("/api/v1/records", RECORDS_READ);
        read("/api/v1/records/{recordId}", RECORDS_READ);
        read("/api/v1/records/{recordId}/trail", RECORDS_READ);
        read("/api/v1/records/{recordId}/seen", PERSONAL_VIEWS);
        read("/api/v1/records/{recordId}/for-respondent", RECORDS_READ);
        kept(POST, "/api/v1/records/{recordId}/erasure", "personal.erase", PERSONAL_ERASE);
        kept(POST, "/api/v1/personal/resealing", "personal.reseal", KEYS_MANAGE);
    }

    private void operation() {
        read("/api/v1/status", STATUS_READ);
        read("/api/v1/arrivals", STATUS_READ);
        read("/api/v1/alarms", STATUS_READ);
        change(POST, "/api/v1/alarms/{id}/acknowledgement", "alarm.acknowledge", ALARMS_ACKNOWLEDGE);
        read("/api/v1/polls", STATUS_READ);
        read("/api/v1/polls/rounds", STATUS_READ);
        read("/api/v1/polls/rounds/{id}/pages", STATUS_READ);
        read("/api/v1/reports/sources", STATUS_READ);
        read("/api/v1/findings", STATUS_READ);
        read("/api/v1/findings/{code}", STATUS_READ);
        read("/api/v1/standards/{pack}/schema", STATUS_READ);
        read("/api/v1/standards/{pack}/fields", STATUS_READ);
        read("/api/v1/standards/{pack}/template", STATUS_READ);
        read("/api/v1/sandbox/scenario", STATUS_READ);
        add(PUT, "/api/v1/sandbox/scenario", "sandbox.scenario", WITH_THE_CHANGE, SETTINGS_MANAGE);
        read("/actuator", STATUS_READ);
        read("/actuator/**", STATUS_READ);
    }

    private void delivery() {
        read("/api/v1/batches", STATUS_READ);
        read("/api/v1/batches/{id}", STATUS_READ);
        change(POST, "/api/v1/batches", "batch.seal", DELIVERY_MANAGE);
        change(POST, "/api/v1/batches/{id}/hold", "batch.hold", DELIVERY_MANAGE);
        change(POST, "/api/v1/batches/{id}/release", "batch.release", DELIVERY_MANAGE);
        read("/api/v1/targets", STATUS_READ);
        change(POST, "/api/v1/targets/{target}/hold", "target.hold", DELIVERY_MANAGE);
        change(POST, "/api/v1/targets/{target}/release", "target.release", DELIVERY_MANAGE);
        change(POST, "/api/v1/targets/{target}/records/{recordId}/hold", "delivery.hold", DELIVERY_MANAGE);
        change(POST, "/api/v1/targets/{target}/records/{recordId}/release", "delivery.release", DELIVERY_MANAGE);
        add(
                POST,
                "/api/v1/targets/{target}/receipts",
                "receipt.call-back",
                OF_PERSONS); // signed with the platform's own key
        read("/api/v1/reconciliation", STATUS_READ);
        read("/api/v1/reconciliation/versions", STATUS_READ);
        add(GET, "/api/v1/reconciliation/export", "statement.export", OF_PERSONS, STATUS_READ);
        change(POST, "/api/v1/reconciliation", "statement.keep", RECONCILIATION_KEEP);
    }

    private void work() {
        read("/api/v1/work", STATUS_READ);
        read("/api/v1/work/counts", STATUS_READ);
        read("/api/v1/work/rulings", RECORDS_READ);
        read("/api/v1/work/rulings/{number}", RECORDS_READ);
        change(POST, "/api/v1/work/rulings", "work.rule", WORK_DECIDE);
    }

    private void replays() {
        read("/api/v1/replays", STATUS_READ);
        read("/api/v1/replays/{id}", STATUS_READ);
        read("/api/v1/replays/of-package/{packageId}", STATUS_READ);
        read("/api/v1/replays/{id}/records", RECORDS_READ);
        change(POST, "/api/v1/replays", "replay.plan", REPLAY_RUN);
        change(POST, "/api/v1/replays/shadow", "replay.shadow", REPLAY_RUN);
        change(POST, "/api/v1/replays/{id}/approve", "replay.approve", REPLAY_APPROVE);
        for (var deed : List.of("start", "pause", "resume", "cancel")) {
            change(POST, "/api/v1/replays/{id}/" + deed, "replay." + deed, REPLAY_RUN);
        }
    }

    private void mappings() {
        read("/api/v1/mappings", STATUS_READ);
        read("/api/v1/mappings/{feed}", STATUS_READ);
        read("/api/v1/mappings/{feed}/coverage", STATUS_READ);
        read("/api/v1/mappings/{feed}/versions", STATUS_READ);
        read("/api/v1/mappings/{feed}/text", STATUS_READ);
        read("/api/v1/mappings/{feed}/changes", STATUS_READ);
        change(POST, "/api/v1/mappings/{feed}/sample", "mapping.sample", MAPPINGS_DRAFT, MAPPINGS_APPROVE);
        kept(POST, "/api/v1/mappings/{feed}/publications", "mapping.draft", MAPPINGS_DRAFT);
        kept(POST, "/api/v1/mappings/{feed}/return", "mapping.return", MAPPINGS_DRAFT);
        read("/api/v1/publications/{id}", RECORDS_READ);
        kept(PUT, "/api/v1/publications/{id}", "mapping.change", MAPPINGS_DRAFT);
        kept(POST, "/api/v1/publications/{id}/shadow", "mapping.shadow", MAPPINGS_DRAFT);
        kept(POST, "/api/v1/publications/{id}/proposal", "mapping.propose", MAPPINGS_DRAFT);
        kept(POST, "/api/v1/publications/{id}/approve", "mapping.approve", MAPPINGS_APPROVE);
        kept(POST, "/api/v1/publications/{id}/refuse", "mapping.refuse", MAPPINGS_APPROVE);
        kept(POST, "/api/v1/publications/{id}/withdraw", "mapping.withdraw", MAPPINGS_DRAFT, MAPPINGS_APPROVE);
    }

    private void archive() {
        read("/api/v1/archive/records", ARCHIVE_SEARCH);
        read("/api/v1/archive/messages", ARCHIVE_SEARCH);
        read("/api/v1/archive/index", ARCHIVE_SEARCH);
        read("/api/v1/archive/numbers", ARCHIVE_SEARCH);
        kept(POST, "/api/v1/archive/numbers", "personal.reveal", PERSONAL_REVEAL);
        change(POST, "/api/v1/archive/numbers/renewal", "personal.number-key", KEYS_MANAGE);
        change(POST, "/api/v1/archive/index/rebuild", "index.rebuild", ARCHIVE_MANAGE);
        read("/api/v1/records/{recordId}/lineage", RECORDS_READ);
        read("/api/v1/records/lineage", RECORDS_READ);
        read("/api/v1/messages/{id}/lineage", RECORDS_READ);
        read("/api/v1/archive/**", ARCHIVE_VERIFY); // days, proofs, what a verification found
        change(POST, "/api/v1/archive/verification/**", "archive.verify", ARCHIVE_VERIFY);
        add(GET, "/api/v1/archive/evidence/{recordId}", "evidence.export", ALWAYS, ARCHIVE_EVIDENCE);
        add(GET, "/api/v1/archive/handover", "handover.export", ALWAYS, ARCHIVE_EVIDENCE);
        add(GET, "/api/v1/archive/handover/volume", "handover.export", ALWAYS, ARCHIVE_EVIDENCE);
        read("/api/v1/archive/months", STATUS_READ);
        kept(POST, "/api/v1/archive/months/{month}/detach", "month.detach", ARCHIVE_MANAGE);
        kept(POST, "/api/v1/archive/months/attach", "month.attach", ARCHIVE_MANAGE);
        read("/api/v1/archive/data-keys", KEYS_MANAGE);
        read("/api/v1/archive/rekey", KEYS_MANAGE);
        kept(POST, "/api/v1/archive/rekey", "data-key.renew", KEYS_MANAGE);
        kept(DELETE, "/api/v1/archive/data-keys/{number}", "data-key.destroy", KEYS_MANAGE);
    }

    private void duties() {
        read("/api/v1/users", USERS_READ, USERS_MANAGE, ROLES_GRANT);
        read("/api/v1/roles", SELF);
        read("/api/v1/users/me", SELF);
        kept(POST, "/api/v1/users/me/token", "token.renew", SELF);
        kept(POST, "/api/v1/users", "user.add", USERS_MANAGE);
        kept(POST, "/api/v1/users/administrators", "user.first", ADMINISTRATORS_FIRST);
        kept(POST, "/api/v1/users/{name}/disable", "user.disable", USERS_MANAGE);
        kept(POST, "/api/v1/users/{name}/enable", "user.enable", USERS_MANAGE);
        kept(POST, "/api/v1/users/{name}/tokens", "token.issue", USERS_MANAGE);
        kept(POST, "/api/v1/users/{name}/tokens/{id}/confirmation", "token.confirm", ROLES_GRANT);
        kept(DELETE, "/api/v1/users/{name}/tokens/{id}", "token.revoke", USERS_MANAGE, ROLES_GRANT);
        kept(POST, "/api/v1/users/{name}/password", "password.issue", USERS_MANAGE);
        kept(POST, "/api/v1/users/{name}/password/confirmation", "password.confirm", ROLES_GRANT);
        kept(DELETE, "/api/v1/users/{name}/password", "password.revoke", USERS_MANAGE, ROLES_GRANT);
        kept(DELETE, "/api/v1/users/{name}/second-factor", "second-factor.reset", ROLES_GRANT);
        read("/api/v1/sessions", USERS_READ, USERS_MANAGE, ROLES_GRANT);
        kept(DELETE, "/api/v1/sessions/{id}", "session.end", USERS_MANAGE, ROLES_GRANT);
        kept(PUT, "/api/v1/users/{name}/roles/{role}", "role.grant", ROLES_GRANT);
        kept(DELETE, "/api/v1/users/{name}/roles/{role}", "role.revoke", ROLES_GRANT);
        read("/api/v1/feeds/{feed}/keys", KEYS_MANAGE);
        kept(POST, "/api/v1/feeds/{feed}/keys", "key.add", KEYS_MANAGE);
        kept(POST, "/api/v1/feeds/{feed}/keys/{keyId}/rotation", "key.rotate", KEYS_MANAGE);
        kept(DELETE, "/api/v1/feeds/{feed}/keys/{keyId}", "key.revoke", KEYS_MANAGE);
        read("/api/v1/audit", AUDIT_READ);
        add(GET, "/api/v1/audit/export", "audit.export", ALWAYS, AUDIT_READ);
    }

    private void retention() {
        read("/api/v1/retention", RETENTION_READ, RETENTION_PLAN, RETENTION_APPROVE);
        read("/api/v1/retention/plans", RETENTION_READ, RETENTION_PLAN, RETENTION_APPROVE);
        read("/api/v1/retention/plans/{id}", RETENTION_READ, RETENTION_PLAN, RETENTION_APPROVE);
        read("/api/v1/retention/plans/{id}/certificate", RETENTION_READ, RETENTION_PLAN, RETENTION_APPROVE);
        read("/api/v1/retention/holds", RETENTION_READ, RETENTION_HOLD);
        change(POST, "/api/v1/retention/plans", "retention.plan", RETENTION_PLAN);
        change(POST, "/api/v1/retention/plans/{id}/approve", "retention.approve", RETENTION_APPROVE);
        change(POST, "/api/v1/retention/plans/{id}/run", "retention.run", RETENTION_PLAN);
        change(POST, "/api/v1/retention/plans/{id}/cancel", "retention.cancel", RETENTION_PLAN, RETENTION_APPROVE);
        change(POST, "/api/v1/retention/holds", "hold.place", RETENTION_HOLD);
        change(POST, "/api/v1/retention/holds/{id}/release", "hold.release", RETENTION_HOLD);
    }

    void read(String path, Right... rights) {
        add(GET, path, "read", NOT, rights);
    }

    void change(HttpMethod method, String path, String action, Right... rights) {
        add(method, path, action, ALWAYS, rights);
    }

    void kept(HttpMethod method, String path, String action, Right... rights) {
        add(method, path, action, WITH_THE_CHANGE, rights);
    }

    void ofPersons(HttpMethod method, String path, String action, Right... rights) {
        add(method, path, action, OF_PERSONS, rights);
    }

    /** What is handed out and has to be accounted for. */
    void handOut(String path, String action, Right... rights) {
        add(GET, path, action, ALWAYS, rights);
    }

    void add(HttpMethod method, String path, String action, CallRule.Noting noting, Right... rights) {
        var rule = new CallRule(method, PathPatternParser.defaultInstance.parse(path), Set.of(rights), action, noting);
        rules.computeIfAbsent(area(method, path), none -> new ArrayList<>()).add(rule);
    }

    /** The rule of a call, the most specific of those that fit; none for a call nobody thought of. */
    Optional<CallRule> of(String method, String path) {
        var asked = method.equals("HEAD") ? GET : HttpMethod.valueOf(method);
        var container = PathContainer.parsePath(path);
        return rules.getOrDefault(area(asked, path), List.of()).stream()
                .filter(rule -> rule.path().matches(container))
                .findFirst();
    }

    /** Every rule, by path. */
    List<CallRule> all() {
        return rules.values().stream()
                .flatMap(List::stream)
                .sorted(Comparator.comparing((CallRule rule) -> rule.path().getPatternString())
                        .thenComparing(rule -> rule.method().name()))
                .toList();
    }

    private static String area(HttpMethod method, String path) {
        int end = path.startsWith(START) ? path.indexOf('/', START.length()) : -1;
        var part = !path.startsWith(START) ? "" : path.substring(START.length(), end < 0 ? path.length() : end);
        return method.name() + " " + part;
    }
}
