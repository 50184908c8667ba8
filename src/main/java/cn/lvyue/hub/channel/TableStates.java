package cn.lvyue.hub.channel;

import java.util.List;

/** Tells people and health checks how the front-end tables are doing. */
public interface TableStates {
    /** Every configured table, by name. */
    List<TableState> states();
}
