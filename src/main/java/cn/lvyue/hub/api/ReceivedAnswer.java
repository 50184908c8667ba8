package cn.lvyue.hub.api;

import cn.lvyue.hub.record.MessageStatus;
import io.swagger.v3.oas.annotations.media.Schema;

@Schema(description = "报文已归档 / The message is archived and will be processed")
record ReceivedAnswer(@Schema(example = "42") String messageId, MessageStatus status) {}
