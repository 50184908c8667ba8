package cn.lvyue.hub.delivery;

import cn.lvyue.hub.delivery.TargetsSettings.AnswerAt;
import cn.lvyue.hub.delivery.TargetsSettings.CodeWords;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Reads a platform's answers in the words the hub uses: {@code 0} is good, whatever it is called there. */
final class AnswerWords {
    private static final String GOOD = "0";
    private static final String CODE = "code";

    private final CodeWords codes;
    private final AnswerAt at;

    AnswerWords(CodeWords codes, AnswerAt at) {
        this.codes = codes;
        this.at = at;
    }

    @Nullable
    String code(JsonNode answer) {
        var code = text(answer, at.code());
        return code == null ? null : own(code);
    }

    /** Whether the platform says that it never got the package. */
    boolean isUnknown(JsonNode answer) {
        var code = text(answer, at.code());
        return code != null && codes.unknown().contains(code);
    }

    /** Whether the platform says that it took nothing for now. */
    boolean isBusy(JsonNode answer) {
        var code = text(answer, at.code());
        return code != null && codes.busy().contains(code);
    }

    @Nullable
    String message(JsonNode answer) {
        return text(answer, at.message());
    }

    @Nullable
    String receiptNo(JsonNode answer) {
        return text(answer, at.receiptNo());
    }

    List<StageReceipt> receipts(JsonNode answer) {
        return stages(answer.at(at.receipts()));
    }

    /** @param stages an array of them, as any profile has it */
    List<StageReceipt> stages(JsonNode stages) {
        var own = JsonNodeFactory.instance.objectNode();
        own.set("receipts", stages.deepCopy());
        for (var stage : own.path("receipts")) {
            translate(stage);
            stage.path("records").forEach(this::translate);
        }
        return StageReceipt.read(own);
    }

    private void translate(JsonNode said) {
        var code = PlatformClient.text(said, CODE);
        if (code != null && said instanceof ObjectNode object) {
            object.put(CODE, own(code));
        }
    }

    private String own(String code) {
        if (codes.good().contains(code)) {
            return GOOD;
        }
        return code.equals(GOOD) ? "not " + GOOD : code;
    }

    private static @Nullable String text(JsonNode answer, String pointer) {
        int slash = pointer.lastIndexOf('/');
        var parent = slash == 0 ? answer : answer.at(pointer.substring(0, slash));
        return PlatformClient.text(parent, pointer.substring(slash + 1));
    }
}
