package cn.lvyue.hub.security;

import static cn.lvyue.hub.security.Right.ARCHIVE_SEARCH;
import static cn.lvyue.hub.security.Right.RECORDS_READ;
import static cn.lvyue.hub.security.Right.STATUS_READ;

/** The pages' part of the table of who may call what: a page asks for the rights of the calls it shows. */
final class PageRules {
    private PageRules() {}

    static void addTo(CallRules rules) {
        watching(rules);
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
}
