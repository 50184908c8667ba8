package cn.lvyue.hub.search;

import cn.lvyue.hub.record.MessageStatus;
import cn.lvyue.hub.search.Shelf.Doc;
import cn.lvyue.hub.search.Shelf.Head;
import org.jspecify.annotations.Nullable;

/** Whether a message or a record is what is searched: compared with what is archived, not with the index. */
final class Match {
    private static final int EXCERPT_BEFORE = 20;
    private static final int EXCERPT = 80;
    private static final int MESSAGE_KIND = 1;

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
                && (query.sourceNo() == null || query.sourceNo().equalsIgnoreCase(doc.sourceRecordNo()))
                && (!query.readsContent() || doc.contents().stream().anyMatch(this::holds));
    }

    private boolean holds(Content content) {
        return (query.complainantCode() == null || query.complainantCode().equalsIgnoreCase(content.complainantCode()))
                && (query.respondentCode() == null || query.respondentCode().equalsIgnoreCase(content.respondentCode()))
                && query.organisation().stream().allMatch(term -> Words.find(content.names(), term) >= 0)
                && query.terms().stream().allMatch(term -> Words.find(content.text(), term) >= 0);
    }

    @Nullable String excerpt(Doc doc) {
        if (query.terms().isEmpty()) {
            return null;
        }
        var text = doc.contents().stream().filter(this::holds).findFirst().orElseThrow().text();
        int at = Math.max(0, Words.find(text, query.terms().get(0)) - EXCERPT_BEFORE);
        int end = Math.min(text.length(), at + EXCERPT);
        at += Character.isLowSurrogate(text.charAt(at)) ? 1 : 0;
        end -= Character.isHighSurrogate(text.charAt(end - 1)) ? 1 : 0;
        return (at == 0 ? "" : "…") + text.substring(at, end) + (end == text.length() ? "" : "…");
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
