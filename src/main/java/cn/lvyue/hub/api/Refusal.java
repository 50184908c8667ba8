package cn.lvyue.hub.api;

import cn.lvyue.hub.record.FeedId;
import cn.lvyue.hub.search.Asked;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;

/** What cannot be done as asked: a problem answer (RFC 9457) for a program, words beside the form for a person. */
public final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient ProblemKind kind;
    private final transient Map<String, Object> members;
    private final String zh;
    private final String en;

    private Refusal(ProblemKind kind, String zh, String en, Map<String, Object> members) {
        super(zh + " / " + en);
        this.kind = kind;
        this.members = members;
        this.zh = zh;
        this.en = en;
    }

    static Refusal of(ProblemKind kind, String zh, String en) {
        return new Refusal(kind, zh, en, Map.of());
    }

    /** @param members further members of the problem, for programs */
    static Refusal of(ProblemKind kind, String zh, String en, Map<String, Object> members) {
        return new Refusal(kind, zh, en, members);
    }

    /** @param what in both languages, {@code 报文 / message} */
    static Refusal notFound(String whatZh, String whatEn, String id) {
        return of(
                ProblemKind.NOT_FOUND,
                "没有%s %s".formatted(whatZh, shown(id)),
                "there is no %s %s".formatted(whatEn, shown(id)));
    }

    static Refusal unknownFeed(String id, List<FeedId> feeds) {
        var there = feeds.stream().map(FeedId::value).toList();
        var list = String.join(", ", there);
        return new Refusal(
                ProblemKind.NOT_FOUND,
                "没有来源 %s，现有来源：%s".formatted(shown(id), list),
                "there is no feed %s; there are %s".formatted(shown(id), list),
                Map.of("feeds", there));
    }

    /** @param wantedZh what would be right, in Chinese; {@code wantedEn} the same in English */
    public static Refusal badParameter(String name, String value, String wantedZh, String wantedEn) {
        return new Refusal(
                ProblemKind.BAD_PARAMETER,
                "参数 %s 的值 %s 不对，应为%s".formatted(name, shown(value), wantedZh),
                "parameter %s is %s; wanted is %s".formatted(name, shown(value), wantedEn),
                Map.of("parameter", name, "value", shown(value), "wanted", wantedZh + " / " + wantedEn));
    }

    /** @param limit in bytes */
    public static Refusal tooLarge(long limit) {
        return of(
                ProblemKind.TOO_LARGE,
                "文件超过上限 %d 字节，未保存".formatted(limit),
                "the file is longer than the limit of %d bytes; nothing was kept".formatted(limit),
                Map.of("limit", limit));
    }

    static Refusal ofSearch(Asked.Refused asked) {
        var kind = ProblemKind.ofCode(asked.code());
        var bad = badParameter(asked.parameter(), asked.value(), asked.wantedZh(), asked.wantedEn());
        return new Refusal(kind, bad.zh, bad.en, bad.members);
    }

    /** What a failure says to whoever asked: a refusal, or a parameter that is missing or not of its type; empty for anything else. */
    public static Optional<Refusal> in(Exception failure) {
        if (failure instanceof Refusal refusal) {
            return Optional.of(refusal);
        }
        if (failure instanceof MissingServletRequestParameterException missing) {
            return Optional.of(WantedType.refusal(missing));
        }
        return failure instanceof MethodArgumentTypeMismatchException mistyped
                ? Optional.of(WantedType.refusal(mistyped))
                : Optional.empty();
    }

    /** Of the catalogue of findings. */
    public String code() {
        return kind.code();
    }

    /** The HTTP status it is answered with. */
    public int status() {
        return kind.status().value();
    }

    /** Why, in Chinese. */
    public String zh() {
        return zh;
    }

    /** Why, in English. */
    public String en() {
        return en;
    }

    ProblemKind kind() {
        return kind;
    }

    /** Further members of the problem, for programs. */
    Map<String, Object> members() {
        return members;
    }

    String detail() {
        return String.valueOf(getMessage());
    }

    private static String shown(String value) {
        return "'" + (value.length() > 80 ? value.substring(0, 80) + "…" : value) + "'";
    }
}
