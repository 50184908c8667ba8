package cn.lvyue.hub.security;

import static cn.lvyue.hub.security.Right.ADMINISTRATORS_FIRST;
import static cn.lvyue.hub.security.Right.ARCHIVE_SEARCH;
import static cn.lvyue.hub.security.Right.AUDIT_READ;
import static cn.lvyue.hub.security.Right.RECORDS_READ;
import static cn.lvyue.hub.security.Right.ROLES_GRANT;
import static cn.lvyue.hub.security.Right.SELF;
import static cn.lvyue.hub.security.Right.STATUS_READ;
import static cn.lvyue.hub.security.Right.USERS_MANAGE;
import static cn.lvyue.hub.security.Right.USERS_READ;
import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.POST;

/** The pages' part of the table of who may call what: a page asks for the rights of the calls it shows. */
final class PageRules {
    private PageRules() {}

    static void addTo(CallRules rules) {
        watching(rules);
        people(rules);
        looking(rules);
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
