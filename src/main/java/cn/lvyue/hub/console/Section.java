package cn.lvyue.hub.console;

/** A part of the console, in the order of the menu. @param path where it begins; its words are {@code nav.<id>} */
enum Section {
    TODAY("today", "/"),
    WORK("work", "/work"),
    EXCHANGES("exchanges", "/exchanges"),
    BATCHES("batches", "/batches"),
    RECORDS("records", "/records"),
    RECONCILIATION("reconciliation", "/reconciliation"),
    REPLAYS("replays", "/replays"),
    ARCHIVE("archive", "/archive"),
    SOURCES("sources", "/sources"),
    MAPPINGS("mappings", "/mappings"),
    STANDARDS("standards", "/standards"),
    ALARMS("alarms", "/alarms"),
    USERS("users", "/users"),
    SESSIONS("sessions", "/sessions"),
    AUDIT("audit", "/audit"),
    SETTINGS("settings", "/settings"),
    ABOUT("about", "/about");

    private final String id;
    private final String path;

    Section(String id, String path) {
        this.id = id;
        this.path = path;
    }

    public String id() {
        return id;
    }

    public String path() {
        return path;
    }

    boolean holds(String uri) {
        return uri.equals(path)
                || this == USERS && (uri.equals("/roles") || uri.equals("/administrators"))
                || path.length() > 1 && uri.startsWith(path + "/");
    }
}
