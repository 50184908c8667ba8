package cn.lvyue.hub.search;

import cn.lvyue.hub.record.MessageStatus;
import cn.lvyue.hub.search.Shelf.Doc;
import cn.lvyue.hub.search.Shelf.Head;
import java.util.Comparator;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Whether a message or a record is what is searched: compared with what is archived, not with the index. */
final class Match {
    private static final int EXCERPT_BEFORE = 20;
    private static final int EXCERPT = 80;
    private static final int MESSAGE_KIND = 1;
    private static final Pattern CODE = Pattern.compile("[0-9A-Z]+");
    private static final Pattern IDEOGRAPHS = Pattern.compile("[\\u4E00-\\u9FFF]+");

    private final Query query;
    private final Span span;

    Match(Query query, Span span) {
        this.query = query;
        this.span = span;
    }

    boolean holds(Key key, Head head) {
        return span.holds(key, head.at())
                && isOrAny(query.feed(), head.feed())
                && (query.channel() == null || query.channel().name().equals(head.channel()))
                && isOrAny(query.direction(), head.direction())
                && isOrAny(query.state(), status(head))
                && isOrAny(query.message(), head.id())
                && isOrAny(query.sender(), MessageHit.sender(head.direction(), head.feed(), head.target()))
                && (query.digest() == null || query.digest().equalsIgnoreCase(head.digest()));
    }

    boolean holds(Doc doc) {
        return (query.outcome() == null || doc.outcomes().contains(query.outcome()))
                && (query.finding() == null || doc.findings().contains(query.finding()))
                && (query.record() == null || doc.records().contains(query.record()))
                && (query.sourceNo() == null || query.sourceNo().equalsIgnoreCase(doc.sourceRecordNo()));
    }

    boolean holds(Content content) {
        return (query.complainantCode() == null || query.complainantCode().equalsIgnoreCase(content.complainantCode()))
                && (query.respondentCode() == null || query.respondentCode().equalsIgnoreCase(content.respondentCode()))
                && query.organisation().stream().allMatch(term -> Words.find(content.names(), term) >= 0)
                && query.terms().stream().allMatch(term -> Words.find(content.text(), term) >= 0);
    }

    /** @param content one that holds what is searched; none if no content was searched */
    @Nullable
    String excerpt(@Nullable Content content) {
        if (query.terms().isEmpty() || content == null) {
            return null;
        }
        var text = content.text();
        int at = Math.max(0, Words.find(text, query.terms().get(0)) - EXCERPT_BEFORE);
        int end = Math.min(text.length(), at + EXCERPT);
        at += Character.isLowSurrogate(text.charAt(at)) ? 1 : 0;
        end -= Character.isHighSurrogate(text.charAt(end - 1)) ? 1 : 0;
        return (at == 0 ? "" : "…") + text.substring(at, end) + (end == text.length() ? "" : "…");
    }

    /**
     * What every content that is searched has in it just as it is stored, so that the database can leave out the others: a code, or
     * the longest word of common ideographs. (A word that is written in compatibility ideographs, U+F900 to U+FAFF, is not found by
     * the common ones.)
     */
    String stored() {
        var code = query.respondentCode() == null ? query.complainantCode() : query.respondentCode();
        if (code != null && CODE.matcher(code).matches()) {
            return code;
        }
        return Stream.concat(query.terms().stream(), query.organisation().stream())
                .filter(term -> IDEOGRAPHS.matcher(term).matches())
                .max(Comparator.comparingInt(String::length))
                .orElse("");
    }

    static @Nullable MessageStatus status(Head head) {
        if (head.direction() != 1 || head.kind() != MESSAGE_KIND) {
            return null;
        }
        return switch (head.status()) {
            case 0 -> MessageStatus.RECEIVED;
            case 1 -> MessageStatus.PROCESSING;
            case 2 -> MessageStatus.DONE;
            case 3 -> MessageStatus.UNREADABLE;
            default -> MessageStatus.FAILED;
        };
    }

    private static <T> boolean isOrAny(@Nullable T wanted, @Nullable T is) {
        return wanted == null || wanted.equals(is);
    }
}
