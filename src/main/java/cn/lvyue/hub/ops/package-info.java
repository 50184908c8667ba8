/** Health, metrics, alarms, expected arrivals, reports and the status of the hub. */
@NullMarked
@ApplicationModule(allowedDependencies = {"record", "ledger", "delivery", "archive", "mapping", "standard"})
package cn.lvyue.hub.ops;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
