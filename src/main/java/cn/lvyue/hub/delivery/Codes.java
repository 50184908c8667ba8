package cn.lvyue.hub.delivery;

import cn.lvyue.hub.delivery.Deliveries.BatchState;
import cn.lvyue.hub.delivery.Deliveries.DeliveryState;
import cn.lvyue.hub.delivery.Deliveries.PackageState;

/** The numbers under which the tables keep states: position in the enum, from 1. They must never change. */
final class Codes {
    private Codes() {}

    static int of(Enum<?> state) {
        return state.ordinal() + 1;
    }

    static BatchState batch(int code) {
        return BatchState.values()[code - 1];
    }

    static PackageState pack(int code) {
        return PackageState.values()[code - 1];
    }

    static DeliveryState delivery(int code) {
        return DeliveryState.values()[code - 1];
    }
}
