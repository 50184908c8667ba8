package cn.lvyue.hub.api;

import cn.lvyue.hub.archive.Archive;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** A message's summary as text, the same that a post with {@code wait} gets. Called by route {@code queue-replies}. */
@Component("messageSummaries")
class MessageSummaries {
    private final Archive archive;
    private final MessageAccounts accounts;
    private final JsonMapper json;

    MessageSummaries(Archive archive, MessageAccounts accounts, JsonMapper json) {
        this.archive = archive;
        this.accounts = accounts;
        this.json = json;
    }

    /** @throws java.util.NoSuchElementException if there is no such message */
    String json(long messageId) {
        return json.writeValueAsString(accounts.now(archive.message(messageId).orElseThrow()));
    }
}
