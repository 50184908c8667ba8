package cn.lvyue.hub.channel.queue;

import static org.assertj.core.api.Assertions.assertThat;

import cn.lvyue.hub.TestDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.unit.DataSize;

class ReplyStepTest {
    private final ReplyStore store = new ReplyStore(JdbcClient.create(TestDatabase.dataSource()));
    private final SettledMessages ledger = new SettledMessages();
    private final ReplyStep replies = new ReplyStep(
            store, ledger, new QueueSettings(DataSize.ofMegabytes(1), Duration.ofDays(7), Duration.ofSeconds(30)));

    @BeforeEach
    void empty() {
        TestDatabase.reset();
    }

    @Test
    void aSourceThatIsBehindDoesNotHoldUpTheAnswersToOthers() {
        for (long behind = 1; behind <= ReplyStore.MOST; behind++) {
            store.owe(behind, "hub.reply.slow", "s" + behind);
        }
        long settled = ReplyStore.MOST + 1;
        store.owe(settled, "hub.reply.quick", "q");
        ledger.settled.add(settled);
        assertThat(inTurns(2)).extracting(Reply::messageId).containsExactly(settled);
        ledger.settled.add(1L);
        assertThat(inTurns(2))
                .extracting(Reply::messageId)
                .as("and begins anew")
                .containsExactly(1L);
    }

    private List<Reply> inTurns(int turns) {
        var due = new ArrayList<Reply>();
        for (int turn = 0; turn < turns; turn++) {
            due.addAll(replies.due());
        }
        return due;
    }
}
