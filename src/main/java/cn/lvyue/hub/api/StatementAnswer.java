package cn.lvyue.hub.api;

import cn.lvyue.hub.reconciliation.Difference;
import cn.lvyue.hub.reconciliation.Statement;
import cn.lvyue.hub.reconciliation.Statements.Kept;
import cn.lvyue.hub.reconciliation.Statements.Page;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

@Schema(description = "一个业务日的对账单及其差异；金额为万元 / The statement of a business day with its differences; amounts are 万元")
record StatementAnswer(
        LocalDate date,

        @Schema(description = "留存的版本；即时对账为 null / kept version; null for a statement as of now") @Nullable
        Integer version,

        OffsetDateTime at,

        @Schema(description = "各等式均成立 / every sum adds up") boolean closes,

        @Schema(description = "差异总数 / how many differences there are in all")
        long differences,

        Map<String, Long> byCode,

        @Schema(description = "按收到之日 / by day of receipt") List<Statement.Received> received,

        List<Statement.AtTarget> targets,

        @Schema(description = "逐条差异，按平台与来源编号排序 / differences by name, by platform and source record number")
        List<Difference> items,

        @Nullable String next) {

    static StatementAnswer of(Page page) {
        var head = page.statement();
        return new StatementAnswer(
                head.date(),
                head.version(),
                head.at(),
                head.closes(),
                head.differences(),
                head.byCode(),
                head.received(),
                head.targets(),
                page.items(),
                page.next());
    }

    @Schema(
            description =
                    "留存的对账单；签名为对 digest（SM3）的分离签名 / A kept statement; the detached signature is over digest, SM3 in hex")
    record KeptVersion(
            LocalDate date,
            int version,
            OffsetDateTime at,
            String reason,
            boolean closes,
            long differences,
            String digest,
            String algorithm,
            String keyId,
            String signature) {
        static KeptVersion of(Kept kept) {
            return new KeptVersion(
                    kept.date(),
                    kept.version(),
                    Times.of(kept.madeAt()),
                    kept.reason(),
                    kept.closes(),
                    kept.differences(),
                    kept.digest(),
                    kept.algorithm(),
                    kept.keyId(),
                    kept.signature());
        }
    }

    record KeptVersions(List<KeptVersion> items) {}
}
