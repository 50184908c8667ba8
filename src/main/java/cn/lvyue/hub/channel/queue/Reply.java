package cn.lvyue.hub.channel.queue;

import org.jspecify.annotations.Nullable;

/** An answer owed. @param correlationId by which the sender knows what it is the answer to */
record Reply(long messageId, String queue, @Nullable String correlationId) {}
