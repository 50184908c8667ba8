package cn.lvyue.hub.api;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Map;

@Schema(description = "已擦除的个人信息 / Personal data that was erased")
record ErasureAnswer(
        String recordId,

        @Schema(description = "各表擦除的行数 / rows that had some, by table")
        Map<String, Integer> erased,

        @Schema(description = "原始报文仍在归档中，随保存期限销毁 / archived messages keep theirs until their retention ends")
        boolean archivedMessagesRemain) {}
