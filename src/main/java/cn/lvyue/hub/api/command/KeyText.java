package cn.lvyue.hub.api.command;

import cn.lvyue.hub.ops.TextTable;
import tools.jackson.databind.JsonNode;

/** How keys of sources look on a terminal. */
final class KeyText {
    private KeyText() {}

    static String path(String feed) {
        return "/feeds/" + Told.encoded(feed) + "/keys";
    }

    static String table(JsonNode keys) {
        var table = new TextTable("密钥 key", "算法 algorithm", "状态 state", "生效 from", "失效 until", "最近使用 last used");
        for (var key : keys) {
            table.row(
                    text(key, "keyId"),
                    text(key, "algorithm"),
                    text(key, "state"),
                    text(key, "notBefore"),
                    text(key, "expiresAt"),
                    text(key, "lastUsedAt"));
        }
        return table.toString();
    }

    /** A key that was just issued, with its secret. */
    static String issued(JsonNode key) {
        return """
                密钥标识 key id     %s
                算法 algorithm      %s
                失效 valid until    %s
                密钥 secret         %s
                密钥仅显示这一次，请经安全途径交给来源单位。The secret is shown this once; hand it to the source by a safe way.""".formatted(text(key, "keyId"), text(key, "algorithm"), text(key, "expiresAt"), text(key, "secret"));
    }

    static String text(JsonNode key, String name) {
        return key.path(name).asString("");
    }
}
