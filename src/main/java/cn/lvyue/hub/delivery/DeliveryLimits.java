package cn.lvyue.hub.delivery;

import cn.lvyue.hub.record.Limit;
import cn.lvyue.hub.record.LimitTable;
import cn.lvyue.hub.record.ShownLimits;
import java.util.Map;
import org.springframework.stereotype.Component;

/** The limits of delivery, as set. */
@Component
class DeliveryLimits implements ShownLimits {
    private final DeliverySettings settings;

    DeliveryLimits(DeliverySettings settings) {
        this.settings = settings;
    }

    @Override
    public String group() {
        return "delivery";
    }

    @Override
    public Map<String, Limit> limits() {
        return new LimitTable()
                .count("package-records", settings.packageRecords())
                .size("package-bytes", settings.packageBytes().toBytes())
                .time("lease", settings.lease())
                .size("answer-limit", settings.answerLimit())
                .time("http.connect", settings.http().connect())
                .time("http.answer", settings.http().answer())
                .time("retry.first", settings.retry().first())
                .time("retry.longest", settings.retry().longest())
                .count("retry.attempts", settings.retry().attempts())
                .count("retry.at-once", settings.retry().atOnce())
                .count("retry.in-flight", settings.retry().inFlight())
                .time("receipts.first", settings.receipts().first())
                .time("receipts.longest", settings.receipts().longest())
                .time("receipts.give-up", settings.receipts().giveUp())
                .count("breaker.failures", settings.breaker().failures())
                .time("breaker.first", settings.breaker().first())
                .time("breaker.longest", settings.breaker().longest())
                .count("poison.faults", settings.poison().faults())
                .time("poison.alone", settings.poison().alone())
                .count("poison.pieces", settings.poison().pieces())
                .time("nation.alarm", settings.nation().alarm())
                .limits();
    }
}
