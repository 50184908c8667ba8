package cn.lvyue.hub.delivery;

import cn.lvyue.hub.record.Answer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One look for receipts.
 *
 * @param answer what is to be archived: only an answer that differs from the last one
 * @param digest of the answer
 * @param lost the platform does not know the package it once accepted
 */
record Asked(
        SealedPackage pack,
        @Nullable Answer answer,
        @Nullable String digest,
        List<StageReceipt> receipts,
        boolean lost) {
    boolean changed() {
        return answer != null;
    }
}
