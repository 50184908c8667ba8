package cn.lvyue.hub.security;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * What a person is to the hub. The three administrators are those of GB/T 22239-2019, level 3 (8.1.5: system, audit and security
 * administration apart): none can do another's part, none processes data.
 */
public enum Role {
    SYSTEM_ADMIN(
            "system-admin",
            "系统管理员",
            "system administrator",
            EnumSet.of(
                    Right.STATUS_READ,
                    Right.ALARMS_ACKNOWLEDGE,
                    Right.SETTINGS_MANAGE,
                    Right.ARCHIVE_MANAGE,
                    Right.USERS_MANAGE,
                    Right.USERS_READ)),
    SECURITY_ADMIN(
            "security-admin",
            "安全管理员",
            "security administrator",
            EnumSet.of(
                    Right.STATUS_READ, Right.ROLES_GRANT, Right.USERS_READ, Right.KEYS_MANAGE, Right.RETENTION_READ)),
    AUDIT_ADMIN(
            "audit-admin",
            "审计管理员",
            "audit administrator",
            EnumSet.of(
                    Right.STATUS_READ,
                    Right.RECORDS_READ,
                    Right.AUDIT_READ,
                    Right.PERSONAL_VIEWS,
                    Right.ARCHIVE_SEARCH,
                    Right.ARCHIVE_VERIFY,
                    Right.ARCHIVE_EVIDENCE,
                    Right.RETENTION_READ,
                    Right.USERS_READ)),
    OPERATOR(
            "operator",
            "操作员",
            "operator",
            EnumSet.of(
                    Right.STATUS_READ,
                    Right.RECORDS_READ,
                    Right.MESSAGES_RAW,
                    Right.MESSAGES_POST,
                    Right.DELIVERY_MANAGE,
                    Right.ALARMS_ACKNOWLEDGE,
                    Right.RECONCILIATION_KEEP,
                    Right.REPLAY_RUN,
                    Right.ARCHIVE_SEARCH,
                    Right.ARCHIVE_VERIFY,
                    Right.ARCHIVE_EVIDENCE,
                    Right.PERSONAL_REVEAL,
                    Right.RETENTION_READ,
                    Right.RETENTION_PLAN,
                    Right.RETENTION_HOLD)),
    APPROVER(
            "approver",
            "审批员",
            "approver",
            EnumSet.of(
                    Right.STATUS_READ,
                    Right.RECORDS_READ,
                    Right.REPLAY_APPROVE,
                    Right.PERSONAL_ERASE,
                    Right.ARCHIVE_SEARCH,
                    Right.RETENTION_READ,
                    Right.RETENTION_APPROVE,
                    Right.RETENTION_HOLD)),
    SOURCE_CLERK("source-clerk", "来源经办人", "source clerk", EnumSet.of(Right.MESSAGES_POST, Right.MESSAGES_OWN)),
    VIEWER("viewer", "查阅人", "viewer", EnumSet.of(Right.STATUS_READ, Right.RECORDS_READ, Right.ARCHIVE_SEARCH));

    /** Those whose three parts have to be apart. */
    static final Set<Role> ADMINISTRATORS = Set.of(SYSTEM_ADMIN, SECURITY_ADMIN, AUDIT_ADMIN);

    private final String id;
    private final String zh;
    private final String en;
    private final Set<Right> rights;

    Role(String id, String zh, String en, Set<Right> rights) {
        this.id = id;
        this.zh = zh;
        this.en = en;
        this.rights = Set.copyOf(rights);
    }

    /** As it stands in calls, tables and answers. */
    public String id() {
        return id;
    }

    public String zh() {
        return zh;
    }

    public String en() {
        return en;
    }

    public Set<Right> rights() {
        return rights;
    }

    public static Optional<Role> named(String id) {
        return Arrays.stream(values()).filter(role -> role.id.equals(id)).findFirst();
    }

    /** A clerk acts for certain feeds; everybody else for all. */
    public boolean isOfFeeds() {
        return this == SOURCE_CLERK;
    }

    /**
     * Whether one person may not be both: an administrator is nothing beside but a viewer, and who asks does not approve. A viewer
     * sees no more than an administrator of the audit, so to look is open to all but the source clerk, who sees his own feeds only.
     */
    boolean conflictsWith(Role other) {
        if (this == other) {
            return false;
        }
        if (this == SOURCE_CLERK || other == SOURCE_CLERK) {
            return true;
        }
        return this != VIEWER && other != VIEWER;
    }
}
