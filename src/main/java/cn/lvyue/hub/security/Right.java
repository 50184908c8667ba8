package cn.lvyue.hub.security;

import org.springframework.security.core.Authentication;

/** One thing a person or a source may be allowed to do. Which call needs which stands in {@link CallRules}. */
public enum Right {
    /** See how the hub does: status, alarms, arrivals, batches, statements, reports, replays; nothing of a record's content. */
    STATUS_READ("status.read"),
    /** Read messages' accounts and records, personal data masked. */
    RECORDS_READ("records.read"),
    /** Fetch the bytes of a message as they came; they are not masked. */
    MESSAGES_RAW("messages.raw"),
    /** Post messages; a source and a source clerk for their own feeds only. */
    MESSAGES_POST("messages.post"),
    /** Read the messages of one's own feeds. */
    MESSAGES_OWN("messages.own"),
    /** Pause and resume sources, and run their acceptance checks. */
    SOURCES_MANAGE("sources.manage"),
    DELIVERY_MANAGE("delivery.manage"),
    ALARMS_ACKNOWLEDGE("alarms.acknowledge"),
    RECONCILIATION_KEEP("reconciliation.keep"),
    REPLAY_RUN("replay.run"),
    REPLAY_APPROVE("replay.approve"),
    /** Draft versions of mappings, try them, propose them. */
    MAPPINGS_DRAFT("mappings.draft"),
    /** Put into force, or refuse, what others propose. */
    MAPPINGS_APPROVE("mappings.approve"),
    ARCHIVE_SEARCH("archive.search"),
    ARCHIVE_VERIFY("archive.verify"),
    ARCHIVE_EVIDENCE("archive.evidence"),
    /** Detach, attach and re-seal what is archived. */
    ARCHIVE_MANAGE("archive.manage"),
    /** See personal data, with a purpose. */
    PERSONAL_REVEAL("personal.reveal"),
    /** See who saw personal data. */
    PERSONAL_VIEWS("personal.views"),
    /** Erase the personal data of one record for good. */
    PERSONAL_ERASE("personal.erase"),
    AUDIT_READ("audit.read"),
    RETENTION_READ("retention.read"),
    RETENTION_PLAN("retention.plan"),
    RETENTION_APPROVE("retention.approve"),
    RETENTION_HOLD("retention.hold"),
    /** Make people known to the hub, give them tokens, end both. Gives nobody a right. */
    USERS_MANAGE("users.manage"),
    USERS_READ("users.read"),
    /** Give and take roles, and confirm tokens that others issued. */
    ROLES_GRANT("roles.grant"),
    KEYS_MANAGE("keys.manage"),
    SETTINGS_MANAGE("settings.manage"),
    /** Name an administrator of a kind nobody of whom can come in. */
    ADMINISTRATORS_FIRST("administrators.first"),
    /** See and renew what is one's own. Everybody has it. */
    SELF("self");

    private final String id;

    Right(String id) {
        this.id = id;
    }

    /** As it stands in answers, documents and the audit. */
    public String id() {
        return id;
    }

    /** Whether somebody has it. */
    public boolean isHeldBy(Authentication who) {
        return who.isAuthenticated()
                && who.getAuthorities().stream()
                        .map(authority -> String.valueOf(authority.getAuthority()))
                        .anyMatch(authority -> authority.equals(id) || authority.equals(Entrance.EVERYTHING));
    }
}
