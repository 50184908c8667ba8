package cn.lvyue.hub.api;

import cn.lvyue.hub.ledger.Ledger;
import cn.lvyue.hub.ledger.Ledger.Account;
import cn.lvyue.hub.ledger.ReturnedRecords;
import cn.lvyue.hub.ops.Polling;
import cn.lvyue.hub.record.Message;
import cn.lvyue.hub.record.MessageStatus;
import cn.lvyue.hub.replay.Replays;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** How messages went, with the words of their findings. */
@Component
class MessageAccounts {
    private static final Set<MessageStatus> SETTLED =
            EnumSet.of(MessageStatus.DONE, MessageStatus.UNREADABLE, MessageStatus.FAILED);

    private final Ledger ledger;
    private final FeedPacks packs;
    private final FindingAnswers findings;
    private final ReturnedRecords returned;
    private final Replays replays;

    MessageAccounts(Ledger ledger, FeedPacks packs, FindingAnswers findings, ReturnedRecords returned,
            Replays replays) {
        this.replays = replays;
        this.ledger = ledger;
        this.returned = returned;
        this.packs = packs;
        this.findings = findings;
    }

    MessageAnswer now(Message message) {
        return answer(message, ledger.account(message.id()));
    }

    /** Waits until the message is settled or the time is over; the status tells which. */
    MessageAnswer settled(Message message, Duration atMost) {
        var account = Polling.until(
                atMost,
                () -> ledger.account(message.id()),
                seen -> seen.filter(went -> SETTLED.contains(went.status())).isPresent());
        return answer(message, account);
    }

    private MessageAnswer answer(Message message, Optional<Account> account) {
        var found = account.map(Account::findings).orElse(List.of());
        return MessageAnswer.of(
                message,
                account,
                findings.of(found, packs.pack(message.feed()), false),
                ReturnAnswer.of(returned.summary(message.id())),
                replays.ofMessage(message.id()).stream()
                        .map(ReplayAnswer.LinkAnswer::of)
                        .toList());
    }
}
