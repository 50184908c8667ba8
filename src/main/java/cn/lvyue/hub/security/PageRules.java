package cn.lvyue.hub.security;

import static cn.lvyue.hub.security.Right.ARCHIVE_SEARCH;
import static cn.lvyue.hub.security.Right.KEYS_MANAGE;
import static cn.lvyue.hub.security.Right.MESSAGES_OWN;
import static cn.lvyue.hub.security.Right.MESSAGES_POST;
import static cn.lvyue.hub.security.Right.RECORDS_READ;
import static cn.lvyue.hub.security.Right.REPLAY_APPROVE;
import static cn.lvyue.hub.security.Right.REPLAY_RUN;
import static cn.lvyue.hub.security.Right.SOURCES_MANAGE;
import static cn.lvyue.hub.security.Right.STATUS_READ;
import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.POST;

import java.util.List;

/** The pages' part of the table of who may call what: a page asks for the rights of the calls it shows. */
final class PageRules {
    private PageRules() {}

    static void addTo(CallRules rules) {
        watching(rules);
        replays(rules);
        sources(rules);
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

    private static void watching(CallRules rules) {
        rules.read("/", STATUS_READ);
        rules.read("/today/flow", STATUS_READ);
        rules.read("/batches", STATUS_READ);
        rules.read("/batches/{id}", STATUS_READ);
        rules.read("/reconciliation", STATUS_READ);
        rules.read("/alarms", STATUS_READ);
        rules.read("/exchanges", ARCHIVE_SEARCH);
        rules.read("/exchanges/{id}", RECORDS_READ);
        rules.read("/records", ARCHIVE_SEARCH);
        rules.read("/records/{recordId}", RECORDS_READ);
    }
}
