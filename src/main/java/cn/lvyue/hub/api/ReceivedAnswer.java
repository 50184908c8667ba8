package cn.lvyue.hub.api;

import cn.lvyue.hub.record.Message;
import cn.lvyue.hub.record.MessageStatus;
import io.swagger.v3.oas.annotations.media.Schema;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

@Schema(description = "报文已归档 / The message is archived and will be processed")
record ReceivedAnswer(@Schema(example = "42") String messageId, MessageStatus status) {
    private static final byte[] HEAD = ascii("{\"messageId\":\"");
    private static final byte[] TAIL = ascii("\",\"status\":\"" + MessageStatus.RECEIVED + "\"}");

    /** As JSON. Written out, not streamed: an answer of known length goes out in one piece. */
    static byte[] json(Message message) {
        var id = ascii(Long.toString(message.id()));
        return ByteBuffer.allocate(HEAD.length + id.length + TAIL.length)
                .put(HEAD)
                .put(id)
                .put(TAIL)
                .array();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
