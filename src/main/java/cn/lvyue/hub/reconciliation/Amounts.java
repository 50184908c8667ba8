package cn.lvyue.hub.reconciliation;

import cn.lvyue.hub.record.Target;
import cn.lvyue.hub.standard.Field;
import cn.lvyue.hub.standard.Role;
import cn.lvyue.hub.standard.StandardPack;

/** Whether a platform gets to know amounts, as the pack says of the field that has them. */
final class Amounts {
    private Amounts() {}

    static boolean travel(StandardPack pack, Target target) {
        var field = pack.field(Role.AMOUNT);
        var use = target == Target.NATIONAL ? field.national() : field.province();
        return use == Field.Use.INCLUDE;
    }
}
