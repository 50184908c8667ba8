package cn.lvyue.hub.delivery;

import cn.lvyue.hub.record.Answer;
import cn.lvyue.hub.record.PlatformCalls.Result;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A call-back that was let in or not.
 *
 * @param refusal why it was not; then there is nothing else
 * @param answer what is to be archived
 * @param packageId as the platform names it, null where it names none
 */
record Called(
        @Nullable Result refusal,
        @Nullable Answer answer,
        @Nullable String packageId,
        List<StageReceipt> receipts) {
    boolean isLetIn() {
        return answer != null;
    }
}
