package cn.lvyue.hub.security;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What personal data may be looked at for; a closed list, so that looks can be counted and compared. */
public enum Purpose {
    HANDLING("办理投诉", "handling the complaint"),
    CORRECTION("核对更正", "checking or correcting the record"),
    CONFIRMATION("认定核查", "examining whether the breach is confirmed"),
    AUDIT("审计检查", "audit or inspection"),
    LEGAL("依法调取", "a demand by law: court, supervision, public security"),
    DATA_SUBJECT("本人查询", "a request of the person concerned"),
    INCIDENT("安全事件处置", "dealing with a security incident"),
    OTHER("其他，须说明", "other; to be explained"),
    TRIAL("试用", "trial of the hub; never in production"),
    SENDER("来源取回本方数据", "a source fetching its own data");

    private final String zh;
    private final String en;

    Purpose(String zh, String en) {
        this.zh = zh;
        this.en = en;
    }

    /** In both languages. */
    public String label() {
        return zh + " / " + en;
    }

    /** Whether a person may name it; the others are the hub's to give. */
    public boolean isNamed() {
        return this != TRIAL && this != SENDER;
    }

    /** Those that a person may name, in their order. */
    public static List<Purpose> named() {
        return Arrays.stream(values()).filter(Purpose::isNamed).toList();
    }

    /** The purpose a person names; empty for anything else. */
    public static Optional<Purpose> named(String text) {
        var wanted = text.strip().toUpperCase(Locale.ROOT).replace('-', '_');
        return named().stream().filter(each -> each.name().equals(wanted)).findFirst();
    }
}
