package cn.lvyue.hub.delivery;

import cn.lvyue.hub.delivery.LaidStore.ReceiptFile;
import cn.lvyue.hub.record.Answer;
import cn.lvyue.hub.record.Target;
import cn.lvyue.hub.signing.Sm3;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a carrier found where nobody answers, in the form of an answer, so that it is archived and read like one. The status is
 * what HTTP would have said.
 */
final class LaidReplies {
    private static final int FOUND = 200;
    private static final int NOT_FOUND = 404;
    private static final int REFUSED = 422;
    private static final String JSON_TYPE = "application/json";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Target target;
    private final Clock clock;

    LaidReplies(Target target, Clock clock) {
        this.target = target;
        this.clock = clock;
    }

    /** @param came receipt files as they came, to be archived with it */
    Reply good(UUID packageId, String where, List<ReceiptFile> came, List<StageReceipt> stages) {
        return answered(packageId, FOUND, "0", where, came, stages);
    }

    Reply unknown(UUID packageId, String why) {
        return answered(packageId, NOT_FOUND, "unknown", why, List.of(), List.of());
    }

    Reply refused(UUID packageId, String code, String why) {
        return answered(packageId, REFUSED, code, why, List.of(), List.of());
    }

    private Reply answered(
            UUID packageId,
            int status,
            String code,
            @Nullable String message,
            List<ReceiptFile> came,
            List<StageReceipt> stages) {
        var tree = JSON.createObjectNode();
        tree.put("code", code);
        tree.put("packageId", packageId.toString());
        tree.put("message", message);
        var files = tree.putArray("files");
        came.forEach(file -> files.addObject()
                .put("name", file.name())
                .put("sm3", file.sm3())
                .put("content", file.content()));
        if (came.isEmpty()) {
            tree.set("receipts", JSON.valueToTree(stages));
        }
        var body = JSON.writeValueAsBytes(tree);
        var answer = new Answer(
                packageId, target, packageId + " " + Sm3.hex(body), clock.instant(), status, JSON_TYPE, body);
        return new Reply.Answered(answer, code, message, null, null, stages, false, false);
    }
}
