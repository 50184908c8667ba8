package cn.lvyue.hub.api;

import cn.lvyue.hub.record.MessageStatus;
import cn.lvyue.hub.record.Outcome;
import cn.lvyue.hub.search.Found;
import cn.lvyue.hub.search.MessageHit;
import cn.lvyue.hub.search.RecordHit;
import cn.lvyue.hub.search.Search;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What searches answer. */
final class SearchAnswer {
    private SearchAnswer() {}

    @Schema(description = "索引进度 / How far the index is", name = "SearchIndex")
    record Index(
            @Schema(
                    description =
                            "此前收到的报文均可检索，仍在等待的除外 / messages received before are in it, except for those that wait")
            @Nullable
            OffsetDateTime until,

            @Schema(description = "已归档而尚未入索引的报文，约数 / archived and not indexed yet, roughly")
            long waiting) {
        static Index of(Found.IndexState state) {
            return new Index(state.until() == null ? null : Times.of(state.until()), state.waiting());
        }
    }

    @Schema(description = "检索到的源记录，新的在前 / Source records found, newest first", name = "FoundRecords")
    record Records(
            @Schema(description = "FOUND 本页完整；SEARCHING 时限已到，以 next 继续 / SEARCHING: time was up, next goes on")
            Found.State state,

            List<RecordItem> items,
            @Nullable String next,

            @Schema(description = "自本页起约有多少条；最后一页为准数 / how many from this page on, roughly; exact on the last")
            long estimate,

            Index index) {
        static Records of(Found<RecordHit> found) {
            return new Records(
                    found.state(),
                    found.items().stream().map(RecordItem::of).toList(),
                    found.next(),
                    found.estimate(),
                    Index.of(found.index()));
        }
    }

    @Schema(description = "一条源记录 / A source record", name = "FoundRecord")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record RecordItem(
            String messageId,

            @Schema(description = "0 为报文整体 / 0 stands for the message as a whole")
            int row,

            String place,
            String feed,
            String channel,
            OffsetDateTime receivedAt,
            String sourceRecordNo,
            @Nullable Outcome outcome,
            @Nullable String recordId,
            @Nullable Integer revision,
            List<String> findings,

            @Schema(description = "命中处的文字 / where the words stand") @Nullable
            String excerpt) {
        static RecordItem of(RecordHit hit) {
            return new RecordItem(
                    Long.toString(hit.messageId()),
                    hit.row(),
                    hit.place(),
                    hit.feed(),
                    hit.channel(),
                    Times.of(hit.receivedAt()),
                    hit.sourceRecordNo(),
                    hit.outcome(),
                    hit.recordId() == null ? null : hit.recordId().toString(),
                    hit.revision(),
                    List.copyOf(hit.findings()),
                    hit.excerpt());
        }
    }

    @Schema(description = "检索到的归档报文，新的在前 / Archived messages found, newest first", name = "FoundMessages")
    record Messages(
            Found.State state,
            List<MessageItem> items,
            @Nullable String next,
            long estimate,
            Index index) {
        static Messages of(Found<MessageHit> found) {
            return new Messages(
                    found.state(),
                    found.items().stream().map(MessageItem::of).toList(),
                    found.next(),
                    found.estimate(),
                    Index.of(found.index()));
        }
    }

    @Schema(description = "一个归档报文 / An archived message", name = "FoundMessage")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record MessageItem(
            String messageId,
            @Schema(description = "in 收到，out 发出") String direction,

            @Schema(description = "MESSAGE 报文，PACKAGE 包，RECEIPT 回执，STATEMENT 文书")
            String kind,

            @Nullable String feed,
            @Nullable String target,
            String channel,
            OffsetDateTime receivedAt,
            @Nullable String filename,
            long size,
            String digest,
            @Nullable MessageStatus status,
            int records) {
        static MessageItem of(MessageHit hit) {
            return new MessageItem(
                    Long.toString(hit.messageId()),
                    hit.incoming() ? "in" : "out",
                    hit.kind(),
                    hit.feed(),
                    hit.target() == null ? null : hit.target().id(),
                    hit.channel(),
                    Times.of(hit.receivedAt()),
                    hit.filename(),
                    hit.size(),
                    hit.digest(),
                    hit.status(),
                    hit.records());
        }
    }

    @Schema(description = "检索索引 / The index", name = "SearchIndexState")
    record State(
            Index index,
            long records,
            long messages,
            @Schema(description = "字节 / bytes") long bytes,
            List<MonthItem> months) {
        static State of(Search.State state) {
            return new State(
                    Index.of(state.index()),
                    state.records(),
                    state.messages(),
                    state.bytes(),
                    state.months().stream()
                            .map(month -> new MonthItem(month.month(), month.waiting(), Times.of(month.lookedAt())))
                            .toList());
        }
    }

    @Schema(description = "一个月的索引 / The index of a month", name = "SearchIndexMonth")
    record MonthItem(
            @Schema(description = "yyyymm，0 为按月存放之前 / 0 for what lies before months")
            int month,

            long waiting,
            OffsetDateTime lookedAt) {}
}
