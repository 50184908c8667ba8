package cn.lvyue.hub.api;

import cn.lvyue.hub.ledger.Ledger.Account;
import cn.lvyue.hub.record.Message;
import cn.lvyue.hub.record.MessageStatus;
import cn.lvyue.hub.record.Outcome;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

@Schema(description = "报文及其处理情况 / A message and how it went")
record MessageAnswer(
        @Schema(example = "42") String messageId,
        String feed,

        @Schema(description = "接入方式 / channel", example = "http")
        String channel,

        OffsetDateTime receivedAt,
        @Schema(description = "SM3，十六进制 / SM3, hex") String digest,
        @Schema(description = "字节 / bytes") long size,
        @Nullable String filename,
        @Nullable String mediaType,
        MessageStatus status,
        Counts counts,

        @Schema(description = "针对整份报文 / of the message as a whole")
        List<FindingAnswer> findings,

        @Schema(description = "处理失败的原因 / why processing failed") @Nullable
        String failure,

        @Schema(description = "退回补正 / what went back, and what came instead")
        ReturnAnswer returned,

        @Schema(description = "重放过本报文的 / replays that made revisions of its records") List<ReplayAnswer.LinkAnswer> replays) {

    @Schema(description = "读入数恒等于各结果之和 / read is always the sum of the outcomes")
    record Counts(
            int read, int accepted, int updated, int duplicate, int stale, int conflict, int rejected, int parked) {
        static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0, 0, 0);

        static Counts of(int read, Map<Outcome, Integer> counts) {
            return new Counts(
                    read,
                    counts.getOrDefault(Outcome.ACCEPTED, 0),
                    counts.getOrDefault(Outcome.UPDATED, 0),
                    counts.getOrDefault(Outcome.DUPLICATE, 0),
                    counts.getOrDefault(Outcome.STALE, 0),
                    counts.getOrDefault(Outcome.CONFLICT, 0),
                    counts.getOrDefault(Outcome.REJECTED, 0),
                    counts.getOrDefault(Outcome.PARKED, 0));
        }
    }

    static MessageAnswer of(
            Message message, Optional<Account> account, List<FindingAnswer> findings, ReturnAnswer returned,
            List<ReplayAnswer.LinkAnswer> replays) {
        return new MessageAnswer(
                Long.toString(message.id()),
                message.feed().value(),
                message.channel().name().toLowerCase(Locale.ROOT),
                Times.of(message.receivedAt()),
                message.digest(),
                message.size(),
                message.filename(),
                message.mediaType(),
                account.map(Account::status).orElse(MessageStatus.RECEIVED),
                account.map(went -> Counts.of(went.read(), went.counts())).orElse(Counts.NONE),
                findings,
                account.map(Account::failure).orElse(null),
                returned,
                replays);
    }
}
