package cn.lvyue.hub.retention;

import java.time.Period;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What may come of age, and the least it is kept. Six months for logs are 《网络安全法》 art. 21(3); three years for what shows that
 * data was handed over is the ledger of transfers (移交台账) the hub has to answer with.
 */
public enum Kind {
    MESSAGE_BODIES(
            "message-bodies",
            "来源报文正文",
            "bodies of messages",
            "retention.message_body",
            true,
            Period.ofYears(3),
            Period.ofMonths(6)),
    ENTRY_FIELDS(
            "entry-fields",
            "未成版本的源记录字段",
            "fields of records that made no revision",
            "retention.entry_fields",
            true,
            Period.ofYears(3),
            Period.ofMonths(6)),
    EXCHANGE_BODIES(
            "exchange-bodies",
            "报送包与回执正文",
            "bodies of packages and receipts",
            "retention.exchange_body",
            false,
            null,
            Period.ofYears(3)),
    POLL_ROUNDS(
            "poll-rounds",
            "轮询日志",
            "rounds of polling",
            "retention.poll_round",
            false,
            Period.ofYears(1),
            Period.ofMonths(6)),
    CLEARED_ALARMS(
            "cleared-alarms",
            "已解除的告警",
            "alarms that are over",
            "retention.alarm",
            false,
            Period.ofYears(3),
            Period.ofMonths(6));

    private final String id;
    private final String zh;
    private final String en;
    private final String view;
    private final boolean byFeed;
    private final @Nullable Period usual;
    private final Period least;

    Kind(String id, String zh, String en, String view, boolean byFeed, @Nullable Period usual, Period least) {
        this.id = id;
        this.zh = zh;
        this.en = en;
        this.view = view;
        this.byFeed = byFeed;
        this.usual = usual;
        this.least = least;
    }

    /** As settings, calls and certificates name it. */
    public String id() {
        return id;
    }

    public String zh() {
        return zh;
    }

    public String en() {
        return en;
    }

    /** Whether a feed may have a period of its own. */
    public boolean isByFeed() {
        return byFeed;
    }

    /** No policy goes below. */
    public Period least() {
        return least;
    }

    /** If nothing is set; none for never. */
    @Nullable
    Period usual() {
        return usual;
    }

    /** Of the hub's own schema; see the migration. */
    String view() {
        return view;
    }

    static Optional<Kind> named(String id) {
        return Arrays.stream(values()).filter(kind -> kind.id.equals(id)).findFirst();
    }
}
